package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code ?}.
 *
 * @param index from 0
 */
public record ParameterValue(ValueType type, int index) implements FixedExpression {
  @Override
  public @Nullable Object value(Evaluation evaluation) {
    return evaluation.parameter(index);
  }

  @Override
  public boolean canFail() {
    return false;
  }

  @Override
  public String toString() {
    return "?" + index;
  }
}

package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A field of the outer row that a correlated sub-query runs for.
 *
 * @param correlation number of Calcite's correlation variable
 */
public record OuterValue(ValueType type, int correlation, int field) implements FixedExpression {
  @Override
  public @Nullable Object value(Evaluation evaluation) {
    return evaluation.outer(correlation, field);
  }

  @Override
  public boolean canFail() {
    return false;
  }

  @Override
  public String toString() {
    return "$cor" + correlation + "." + field;
  }
}

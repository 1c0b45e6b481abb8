package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** An expression over fixed ones alone: computed for one row instead of all. */
record Folded(Expression call) implements FixedExpression {
  private static final Batch ONE_ROW = new Batch(1);

  @Override
  public ValueType type() {
    return call.type();
  }

  @Override
  public @Nullable Object value(Evaluation evaluation) {
    return call.evaluate(ONE_ROW, evaluation).value(0);
  }

  @Override
  public boolean canFail() {
    return call.canFail();
  }

  @Override
  public String toString() {
    return call.toString();
  }
}

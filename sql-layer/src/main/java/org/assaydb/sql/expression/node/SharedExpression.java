package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * An expression that stands in several places: evaluated once for a batch when those places are
 * evaluated for the same one.
 */
public final class SharedExpression implements Expression {
  private final Expression expression;

  public SharedExpression(Expression expression) {
    this.expression = expression;
  }

  @Override
  public ValueType type() {
    return expression.type();
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    Last last = evaluation.remembered(this, Last::new);
    Vector values = last.values;
    if (values == null || last.batch != batch || last.evaluation != evaluation) {
      values = expression.evaluate(batch, evaluation);
      last.batch = batch;
      last.evaluation = evaluation;
      last.values = values;
    }
    return values;
  }

  /** The last batch, by identity, under the outer rows of its evaluation. */
  private static final class Last {
    private @Nullable Batch batch;
    private @Nullable Evaluation evaluation;
    private @Nullable Vector values;
  }

  @Override
  public boolean canFail() {
    return expression.canFail();
  }

  @Override
  public int @Nullable [] columns() {
    return expression.columns();
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}

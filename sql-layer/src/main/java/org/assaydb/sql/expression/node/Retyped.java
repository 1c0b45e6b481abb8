package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** The same values under a type that represents them alike (VARCHAR(5) as VARCHAR(9), say). */
public record Retyped(Expression operand, ValueType type) implements Expression {
  /** The expression itself when it has the type; what is fixed stays so. */
  public static Expression of(Expression operand, ValueType type) {
    if (operand.type().equals(type)) {
      return operand;
    }
    if (operand instanceof Constant constant) {
      return new Constant(type, constant.one());
    }
    Retyped retyped = new Retyped(operand, type);
    return operand instanceof FixedExpression ? new Folded(retyped) : retyped;
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    return operand.evaluate(batch, evaluation);
  }

  @Override
  public boolean canFail() {
    return operand.canFail();
  }

  @Override
  public int @Nullable [] columns() {
    return operand.columns();
  }

  @Override
  public String toString() {
    return operand.toString();
  }
}

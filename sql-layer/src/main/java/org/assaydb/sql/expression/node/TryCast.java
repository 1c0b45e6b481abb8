package org.assaydb.sql.expression.node;

import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * A cast whose errors are NULL; errors of its operand stay errors.
 *
 * @param cast over a batch of one column, the operand's values
 */
public record TryCast(Expression operand, Expression cast) implements Expression {
  private static final String DATA_EXCEPTION = "22";

  @Override
  public ValueType type() {
    return cast.type();
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    Batch values = new Batch(batch.rows(), operand.evaluate(batch, evaluation));
    Vector whole = cast(values, evaluation);
    if (whole != null) {
      return whole;
    }
    Assembly result = new Assembly(type().layout(), batch.rows());
    for (int i = 0; i < batch.rows(); i++) {
      Vector one = cast(values.slice(i, 1), evaluation);
      if (one == null) {
        result.putNull(i);
      } else {
        result.put(one, new int[] {0}, new int[] {i}, 1);
      }
    }
    return result.build();
  }

  private @Nullable Vector cast(Batch values, Evaluation evaluation) {
    if (values.rows() == 0) {
      return Vectors.nulls(type().layout(), 0);
    }
    try {
      return cast.evaluate(values, evaluation);
    } catch (SqlLayerException e) {
      if (!e.sqlState().startsWith(DATA_EXCEPTION)) {
        throw e;
      }
      return null;
    }
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
    return "TRY_" + cast;
  }
}

package org.assaydb.sql.expression.node;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** NULLIF: the first operand, or NULL where it equals the second; each is evaluated once. */
public final class NullIf implements Expression {
  private final Expression first;
  private final Expression second;
  private final Expression equality;
  private final int @Nullable [] columns;

  /**
   * @param equality over a batch of two columns, the values of the operands
   */
  public NullIf(Expression first, Expression second, Expression equality) {
    this.first = first;
    this.second = second;
    this.equality = equality;
    this.columns = Operands.columns(List.of(first, second));
  }

  @Override
  public ValueType type() {
    return first.type();
  }

  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    Vector value = first.evaluate(batch, evaluation);
    Batch pairs = new Batch(batch.rows(), value, second.evaluate(batch, evaluation));
    BooleanVector equal = (BooleanVector) equality.evaluate(pairs, evaluation);
    if (equal.countTrue() == 0) {
      return value;
    }
    int[] rows = new int[batch.rows()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = equal.isTrue(i) ? -1 : i;
    }
    return value.gather(rows, rows.length);
  }

  @Override
  public boolean canFail() {
    return first.canFail() || second.canFail() || equality.canFail();
  }

  @Override
  public int @Nullable [] columns() {
    return columns;
  }

  @Override
  public String toString() {
    return "NULLIF[" + first + ", " + second + "]";
  }
}

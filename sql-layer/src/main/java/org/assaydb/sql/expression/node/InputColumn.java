package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A column of the batch.
 *
 * @param index its place, from 0
 */
public record InputColumn(ValueType type, int index) implements Expression {
  @Override
  public Vector evaluate(Batch batch, Evaluation evaluation) {
    return batch.column(index);
  }

  @Override
  public boolean canFail() {
    return false;
  }

  @Override
  public int @Nullable [] columns() {
    return new int[] {index};
  }

  @Override
  public String toString() {
    return "$" + index;
  }
}

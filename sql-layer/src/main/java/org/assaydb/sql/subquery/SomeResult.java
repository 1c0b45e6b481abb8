package org.assaydb.sql.subquery;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.KeyTable;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * The distinct values of {@code x op SOME (sub-query)}: TRUE when the comparison is for one of
 * them, else NULL when it is for one of them, else FALSE.
 *
 * @param comparison over two columns, the left side and the values
 */
record SomeResult(Vector values, Expression comparison, Evaluation evaluation)
    implements SubQueryResult {

  static SomeResult read(
      RowSource rows, ValueType type, Expression comparison, Evaluation evaluation) {
    KeyTable distinct = new KeyTable(java.util.List.of(type));
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      distinct.number(batch.columns().toArray(new Vector[0]), batch.rows(), new int[batch.rows()]);
    }
    return new SomeResult(distinct.keys(0, distinct.size())[0], comparison, evaluation);
  }

  @Override
  public void addTo(VectorBuilder out, Vector[] operands, int from, int to) {
    for (int row = from; row < to; row++) {
      addOne(out, operands[0], row);
    }
  }

  private void addOne(VectorBuilder out, Vector left, int row) {
    int count = values.size();
    if (count == 0) {
      out.addBoolean(false);
      return;
    }
    int[] same = new int[count];
    java.util.Arrays.fill(same, row);
    Batch pairs = new Batch(count, left.gather(same, count), values);
    BooleanVector holds = (BooleanVector) comparison.evaluate(pairs, evaluation);
    if (holds.countTrue() > 0) {
      out.addBoolean(true);
    } else if (org.assaydb.sql.vector.Validity.hasNull(holds.validity(), count)) {
      out.addNull();
    } else {
      out.addBoolean(false);
    }
  }

  @Override
  public long sizeBytes() {
    return values.sizeBytes();
  }
}

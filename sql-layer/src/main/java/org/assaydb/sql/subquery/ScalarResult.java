package org.assaydb.sql.subquery;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** The one value of a scalar sub-query; NULL without a row, 21000 with more than one. */
record ScalarResult(@Nullable Object value) implements SubQueryResult {

  static ScalarResult read(RowSource rows) {
    Batch first = rows.next();
    if (first == null) {
      return new ScalarResult(null);
    }
    if (first.rows() > 1 || rows.next() != null) {
      throw new SqlLayerException(
          SqlStates.CARDINALITY, "a sub-query used as a value gives more than one row");
    }
    return new ScalarResult(first.column(0).value(0));
  }

  @Override
  public void addTo(VectorBuilder out, Vector[] operands, int from, int to) {
    for (int i = from; i < to; i++) {
      out.add(value);
    }
  }

  @Override
  public long sizeBytes() {
    return value instanceof byte[] bytes ? 48 + bytes.length : 48;
  }
}

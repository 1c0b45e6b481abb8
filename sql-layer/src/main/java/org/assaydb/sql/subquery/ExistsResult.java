package org.assaydb.sql.subquery;

import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** Whether a sub-query gives a row; reads no further than the first. */
record ExistsResult(boolean exists) implements SubQueryResult {
  static ExistsResult read(RowSource rows) {
    return new ExistsResult(rows.next() != null);
  }

  @Override
  public void addTo(VectorBuilder out, Vector[] operands, int from, int to) {
    for (int i = from; i < to; i++) {
      out.addBoolean(exists);
    }
  }

  @Override
  public long sizeBytes() {
    return 32;
  }
}

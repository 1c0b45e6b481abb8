package org.assaydb.sql.subquery;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** The values of an ARRAY (SELECT ...) in the order of the rows. */
record ArrayResult(List<@Nullable Object> values) implements SubQueryResult {
  static ArrayResult read(RowSource rows) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      for (int i = 0; i < batch.rows(); i++) {
        values.add(batch.column(0).value(i));
      }
    }
    return new ArrayResult(values);
  }

  @Override
  public void addTo(VectorBuilder out, Vector[] operands, int from, int to) {
    for (int i = from; i < to; i++) {
      out.add(values);
    }
  }

  @Override
  public long sizeBytes() {
    return 64 + 48L * values.size();
  }
}

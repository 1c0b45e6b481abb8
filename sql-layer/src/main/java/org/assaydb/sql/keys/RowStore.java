package org.assaydb.sql.keys;

import java.util.List;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * Collects rows into one batch that gives access to any of them. One use: after {@link #build} it
 * is spent. Not thread safe.
 */
public final class RowStore {
  private final VectorBuilder[] builders;
  private int rows;

  public RowStore(List<ValueType> types) {
    builders = new VectorBuilder[types.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = new VectorBuilder(types.get(c).layout());
    }
  }

  /** Adds copies of all rows. */
  public void add(Batch batch) {
    for (int c = 0; c < builders.length; c++) {
      builders[c].addAll(batch.column(c), batch.rows());
    }
    rows = Math.addExact(rows, batch.rows());
  }

  public int rows() {
    return rows;
  }

  /** Bytes of memory taken, roughly. */
  public long sizeBytes() {
    long bytes = 0;
    for (VectorBuilder builder : builders) {
      bytes += builder.sizeBytes();
    }
    return bytes;
  }

  /** All rows in the order in which they were added. */
  public Batch build() {
    Vector[] columns = new Vector[builders.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = builders[c].build();
    }
    return new Batch(rows, columns);
  }
}

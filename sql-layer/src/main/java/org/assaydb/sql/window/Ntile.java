package org.assaydb.sql.window;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * NTILE: the rows of a partition in so many parts, the first ones larger by one row where they
 * cannot be equal. The argument at the partition's first row counts; NULL gives NULL.
 *
 * @param column the argument
 */
record Ntile(int column) implements WindowFunction {
  @Override
  public Vector evaluate(WindowRows rows, Frames frames) {
    VectorBuilder builder = new VectorBuilder(Layout.LONG);
    WholeNumbers parts = new WholeNumbers(rows.batch.column(column));
    for (int from = 0; from < rows.size; from = rows.partitionEnd[from]) {
      long count = rows.partitionEnd[from] - (long) from;
      if (parts.isNull(from)) {
        for (long i = 0; i < count; i++) {
          builder.addNull();
        }
        continue;
      }
      long tiles = parts.get(from);
      if (tiles <= 0) {
        throw new SqlLayerException(
            SqlStates.INVALID_NTILE, "argument of NTILE must be greater than zero");
      }
      long small = count / tiles;
      long larger = count % tiles;
      long inLarger = larger * (small + 1);
      for (long i = 0; i < count; i++) {
        builder.addLong(i < inLarger ? i / (small + 1) + 1 : larger + (i - inLarger) / small + 1);
      }
    }
    return builder.build();
  }
}

package org.assaydb.sql.aggregate;

import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/** LITERAL_AGG of Calcite: one value for every group, rows or not. */
record LiteralAccumulator(Layout layout, @Nullable Object value) implements MergeableAccumulator {
  @Override
  public void grow(int groups) {}

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {}

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {}

  @Override
  public Vector result(int from, int count) {
    return Vectors.constant(layout, value, count);
  }

  @Override
  public long sizeBytes() {
    return 0;
  }
}

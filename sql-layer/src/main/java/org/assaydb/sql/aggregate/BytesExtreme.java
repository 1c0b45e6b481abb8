package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** MIN and MAX of text, binary and UUIDs. */
final class BytesExtreme implements MergeableAccumulator {
  private final boolean max;
  private byte[] @Nullable [] best = new byte[0] @Nullable [];
  private long valueBytes;

  BytesExtreme(boolean max) {
    this.max = max;
  }

  @Override
  public void grow(int groups) {
    if (groups > best.length) {
      best = Arrays.copyOf(best, Growth.room(groups, best.length));
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    BytesVector column = (BytesVector) arguments[0];
    for (int i = 0; i < count; i++) {
      if (!column.isNull(i) && isBetter(column, i, best[groups[i]])) {
        put(groups[i], column.get(i));
      }
    }
  }

  private boolean isBetter(BytesVector column, int row, byte @Nullable [] old) {
    if (old == null) {
      return true;
    }
    int order =
        Arrays.compareUnsigned(
            column.bytes(), column.start(row), column.end(row), old, 0, old.length);
    return max ? order > 0 : order < 0;
  }

  private void put(int group, byte[] value) {
    byte[] old = best[group];
    valueBytes += value.length - (old == null ? -16 : old.length);
    best[group] = value;
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    byte[] value = ((BytesExtreme) from).best[fromGroup];
    byte[] old = best[group];
    if (value != null) {
      int order = old == null ? 0 : Arrays.compareUnsigned(value, old);
      if (old == null || (max ? order > 0 : order < 0)) {
        put(group, value);
      }
    }
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(Layout.BYTES);
    for (int group = from; group < from + count; group++) {
      builder.add(best[group]);
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 8L * best.length + valueBytes;
  }
}

package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** MIN and MAX of what 64 bits can order: LONG, DOUBLE, BOOLEAN. */
final class LongExtreme implements MergeableAccumulator {
  private final Layout layout;

  /** All bits set for MIN, so that the greatest is looked for always; else 0. */
  private final long flip;

  private long[] best = new long[0];
  private boolean[] seen = new boolean[0];
  private long[] ordered = new long[0];

  LongExtreme(Layout layout, boolean max) {
    this.layout = layout;
    this.flip = max ? 0 : -1;
  }

  @Override
  public void grow(int groups) {
    if (groups > best.length) {
      int before = best.length;
      best = Arrays.copyOf(best, Growth.room(groups, before));
      Arrays.fill(best, before, best.length, Long.MIN_VALUE);
      seen = Arrays.copyOf(seen, best.length);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    Vector column = arguments[0];
    long[] values = ordered(column, count);
    boolean nulls = column.mayHaveNulls();
    for (int i = 0; i < count; i++) {
      if (!nulls || !column.isNull(i)) {
        int group = groups[i];
        long value = values[i] ^ flip;
        seen[group] = true;
        if (value > best[group]) {
          best[group] = value;
        }
      }
    }
  }

  /** The values as numbers of the same order. */
  private long[] ordered(Vector column, int count) {
    if (column instanceof LongVector longs) {
      return longs.values();
    }
    if (ordered.length < count) {
      ordered = new long[count];
    }
    for (int i = 0; i < count; i++) {
      if (column instanceof DoubleVector doubles) {
        ordered[i] = ordered(Double.doubleToLongBits(doubles.get(i)));
      } else {
        ordered[i] = ((BooleanVector) column).get(i) ? 1 : 0;
      }
    }
    return ordered;
  }

  /** Between the bits of a DOUBLE and a number of the same order: its own inverse. */
  private static long ordered(long bits) {
    return bits ^ (bits >> 63) >>> 1;
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    LongExtreme other = (LongExtreme) from;
    best[group] = Math.max(best[group], other.best[fromGroup]);
    seen[group] |= other.seen[fromGroup];
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(layout);
    for (int group = from; group < from + count; group++) {
      long value = best[group] ^ flip;
      if (!seen[group]) {
        builder.addNull();
      } else if (layout == Layout.LONG) {
        builder.addLong(value);
      } else if (layout == Layout.DOUBLE) {
        builder.addDouble(Double.longBitsToDouble(ordered(value)));
      } else {
        builder.addBoolean(value != 0);
      }
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 9L * best.length + 8L * ordered.length;
  }
}

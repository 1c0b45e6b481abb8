package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** MIN and MAX of decimals. */
final class DecimalExtreme implements MergeableAccumulator {
  private final boolean max;
  private long[] low = new long[0];
  private long[] high = new long[0];
  private boolean[] seen = new boolean[0];

  DecimalExtreme(boolean max) {
    this.max = max;
  }

  @Override
  public void grow(int groups) {
    if (groups > low.length) {
      int room = Growth.room(groups, low.length);
      low = Arrays.copyOf(low, room);
      high = Arrays.copyOf(high, room);
      seen = Arrays.copyOf(seen, room);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    DecimalVector column = (DecimalVector) arguments[0];
    long[] values = column.low();
    boolean nulls = column.mayHaveNulls();
    for (int i = 0; i < count; i++) {
      if (!nulls || !column.isNull(i)) {
        add(groups[i], column.high(i), values[i]);
      }
    }
  }

  private void add(int group, long upper, long lower) {
    if (seen[group]) {
      int order =
          upper == high[group]
              ? Long.compareUnsigned(lower, low[group])
              : Long.compare(upper, high[group]);
      if (max ? order <= 0 : order >= 0) {
        return;
      }
    }
    seen[group] = true;
    high[group] = upper;
    low[group] = lower;
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    DecimalExtreme other = (DecimalExtreme) from;
    if (other.seen[fromGroup]) {
      add(group, other.high[fromGroup], other.low[fromGroup]);
    }
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(Layout.DECIMAL);
    for (int group = from; group < from + count; group++) {
      if (seen[group]) {
        builder.addDecimal(high[group], low[group]);
      } else {
        builder.addNull();
      }
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 17L * low.length;
  }
}

package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * MODE: the most frequent value that is not NULL, the first one in order of several. Rows come in
 * order.
 */
final class ModeAccumulator implements Accumulator {
  private final Layout layout;
  private @Nullable Object[] values = new @Nullable Object[0];
  private long[] times = new long[0];

  /** The value at hand and how often it came. */
  private @Nullable Object current;

  private int currentGroup = -1;
  private long currentTimes;

  ModeAccumulator(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void grow(int groups) {
    if (groups > values.length) {
      values = Arrays.copyOf(values, Growth.room(groups, values.length));
      times = Arrays.copyOf(times, values.length);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    for (int i = 0; i < count; i++) {
      Object value = arguments[0].value(i);
      if (value == null) {
        continue;
      }
      int group = groups[i];
      boolean same =
          group == currentGroup && current != null && RowOrder.compareValues(current, value) == 0;
      currentTimes = same ? currentTimes + 1 : 1;
      currentGroup = group;
      current = value;
      if (currentTimes > times[group]) {
        times[group] = currentTimes;
        values[group] = value;
      }
    }
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(layout);
    for (int group = from; group < from + count; group++) {
      builder.add(values[group]);
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 72L * values.length;
  }
}

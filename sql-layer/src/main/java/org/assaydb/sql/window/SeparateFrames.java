package org.assaydb.sql.window;

import java.util.Arrays;
import org.assaydb.sql.aggregate.Accumulator;
import org.assaydb.sql.aggregate.AggregateFunction;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * Frames computed each by itself from all of its rows.
 *
 * @param distinct a row of each frame
 */
record SeparateFrames(Frames frames, int[] distinct, FrameFeed feed) {
  /** Rows that are fed to one accumulator, unless a single frame has more. */
  private static final int STRETCH = 1 << 16;

  Vector results(AggregateFunction function, ValueType type) {
    VectorBuilder results = new VectorBuilder(type.layout());
    for (int first = 0; first < distinct.length; ) {
      int past = first + 1;
      long rows = frames.length(distinct[first]);
      while (past < distinct.length && rows + frames.length(distinct[past]) <= STRETCH) {
        rows += frames.length(distinct[past++]);
      }
      Accumulator accumulator = function.create(feed.interruptCheck());
      accumulator.grow(past - first);
      add(accumulator, first, past, (int) rows);
      results.addAll(accumulator.result(0, past - first), past - first);
      first = past;
    }
    return results.build();
  }

  private void add(Accumulator accumulator, int first, int past, int most) {
    int[] rows = new int[most];
    int[] groups = new int[most];
    int[] ranges = new int[6];
    int[] counted = feed.counted();
    int n = 0;
    for (int f = first; f < past; f++) {
      int count = frames.ranges(distinct[f], ranges);
      for (int r = 0; r < count; r++) {
        int from = feed.firstAtLeast(ranges[2 * r]);
        int to = feed.firstAtLeast(ranges[2 * r + 1]);
        System.arraycopy(counted, from, rows, n, to - from);
        Arrays.fill(groups, n, n + to - from, f - first);
        n += to - from;
      }
    }
    feed.add(accumulator, rows, groups, n);
  }
}

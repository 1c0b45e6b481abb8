package org.assaydb.sql.window;

import java.util.Arrays;
import org.assaydb.sql.aggregate.Accumulator;
import org.assaydb.sql.aggregate.AggregateFunction;
import org.assaydb.sql.aggregate.MergeableAccumulator;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * Frames each of which continues the one before, or begins behind it.
 *
 * @param distinct a row of each frame
 */
record GrowingFrames(Frames frames, int[] distinct, FrameFeed feed) {
  private boolean continues(int f) {
    return f > 0 && frames.start[distinct[f]] == frames.start[distinct[f - 1]];
  }

  /** Rows that a frame has and the one before has not: from here to the frame's end. */
  private int newFrom(int f) {
    int row = distinct[f];
    return continues(f)
        ? Math.max(frames.start[row], frames.end[distinct[f - 1]])
        : frames.start[row];
  }

  /** A state a frame: its new rows, and the state before. */
  Vector merged(MergeableAccumulator states) {
    states.grow(distinct.length);
    int[] counted = feed.counted();
    int[] rows = new int[counted.length];
    int[] groups = new int[counted.length];
    int n = 0;
    for (int f = 0; f < distinct.length; f++) {
      int end = frames.end[distinct[f]];
      for (int i = feed.firstAtLeast(newFrom(f)); i < counted.length && counted[i] < end; i++) {
        rows[n] = counted[i];
        groups[n++] = f;
      }
    }
    feed.add(states, rows, groups, n);
    for (int f = 1; f < distinct.length; f++) {
      if (continues(f)) {
        states.merge(f, states, f - 1);
      }
    }
    return states.result(0, distinct.length);
  }

  /** One state that goes from frame to frame. */
  Vector oneByOne(AggregateFunction function, ValueType type) {
    VectorBuilder results = new VectorBuilder(type.layout());
    Accumulator state = function.create(feed.interruptCheck());
    int[] counted = feed.counted();
    for (int f = 0; f < distinct.length; f++) {
      feed.interruptCheck().run();
      if (!continues(f)) {
        state = function.create(feed.interruptCheck());
        state.grow(1);
      }
      int from = feed.firstAtLeast(newFrom(f));
      int to = Math.max(from, feed.firstAtLeast(frames.end[distinct[f]]));
      feed.add(state, Arrays.copyOfRange(counted, from, to), new int[to - from], to - from);
      results.addFrom(state.result(0, 1), 0);
    }
    return results.build();
  }
}

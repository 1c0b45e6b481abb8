package org.assaydb.sql.window;

import java.util.Arrays;
import org.assaydb.sql.aggregate.Accumulator;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.AggregateFunction;
import org.assaydb.sql.aggregate.MergeableAccumulator;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Vector;

/**
 * An aggregate over frames. Rows with the same frame share a result. Frames that only grow are
 * computed each from the one before; few or short frames row by row; others, when states can be
 * merged, from a tree whose nodes hold the states of 2, 4, 8 ... rows.
 */
record FrameAggregate(AggregateCall call, AggregateFunction function) implements WindowFunction {
  /** Rows of frames, per row, up to which adding all of them is no slower than a tree. */
  private static final int SHORT = 8;

  @Override
  public Vector evaluate(WindowRows rows, Frames frames) {
    int[] distinct = new int[rows.size];
    int[] frameOf = new int[rows.size];
    int count = 0;
    for (int i = 0; i < rows.size; i++) {
      if (i == 0 || !isSame(frames, i, distinct[count - 1])) {
        distinct[count++] = i;
      }
      frameOf[i] = count - 1;
    }
    FrameFeed feed = new FrameFeed(arguments(rows), counted(rows), rows.interruptCheck);
    Vector results = results(frames, Arrays.copyOf(distinct, count), feed);
    return count == rows.size ? results : results.gather(frameOf, rows.size);
  }

  private static boolean isSame(Frames frames, int row, int other) {
    return frames.areRanges()
        && frames.start[row] == frames.start[other]
        && frames.end[row] == frames.end[other];
  }

  private Vector[] arguments(WindowRows rows) {
    return Arrays.stream(call.columns()).mapToObj(rows.batch::column).toArray(Vector[]::new);
  }

  /** The rows that the filter lets through, ascending. */
  private int[] counted(WindowRows rows) {
    int filter = call.modifiers().filter();
    if (filter >= 0) {
      return ((BooleanVector) rows.batch.column(filter)).trueRows();
    }
    int[] all = new int[rows.size];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    return all;
  }

  private Vector results(Frames frames, int[] distinct, FrameFeed feed) {
    Accumulator accumulator = function.create(feed.interruptCheck());
    boolean merges = accumulator instanceof MergeableAccumulator;
    if (growing(frames, distinct)) {
      return accumulator instanceof MergeableAccumulator mergeable
          ? new GrowingFrames(frames, distinct, feed).merged(mergeable)
          : new GrowingFrames(frames, distinct, feed).oneByOne(function, call.result());
    }
    long sum = 0;
    for (int row : distinct) {
      sum += frames.length(row);
    }
    return merges && sum > (long) SHORT * frames.size()
        ? new FrameTree(frames, distinct, feed).results(function)
        : new SeparateFrames(frames, distinct, feed).results(function, call.result());
  }

  /** Whether each frame begins where the one before does and ends later, or begins behind it. */
  private static boolean growing(Frames frames, int[] distinct) {
    if (!frames.areRanges()) {
      return false;
    }
    for (int f = 1; f < distinct.length; f++) {
      int row = distinct[f];
      int before = distinct[f - 1];
      boolean grows =
          frames.start[row] == frames.start[before] && frames.end[row] >= frames.end[before];
      if (!grows && frames.start[row] < Math.max(frames.end[before], frames.start[before])) {
        return false;
      }
    }
    return true;
  }
}

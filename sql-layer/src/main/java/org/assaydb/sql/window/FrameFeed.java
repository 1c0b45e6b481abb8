package org.assaydb.sql.window;

import java.util.Arrays;
import org.assaydb.sql.aggregate.Accumulator;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Vector;

/** The rows of a stretch that an aggregate counts, to be fed to accumulators. */
final class FrameFeed {
  private final Vector[] arguments;
  private final int[] counted;
  private final Runnable interruptCheck;

  /**
   * @param counted rows that pass the call's filter, ascending
   */
  FrameFeed(Vector[] arguments, int[] counted, Runnable interruptCheck) {
    this.arguments = arguments;
    this.counted = counted;
    this.interruptCheck = interruptCheck;
  }

  Runnable interruptCheck() {
    return interruptCheck;
  }

  int[] counted() {
    return counted;
  }

  /** Index of the first counted row that is not before a row. */
  int firstAtLeast(int row) {
    int found = Arrays.binarySearch(counted, row);
    return found < 0 ? -found - 1 : found;
  }

  /**
   * Adds rows.
   *
   * @param rows any of the counted rows, as often as they count
   */
  void add(Accumulator accumulator, int[] rows, int[] groups, int count) {
    for (int from = 0; from < count; from += Batch.ROWS) {
      interruptCheck.run();
      int part = Math.min(Batch.ROWS, count - from);
      int[] places = Arrays.copyOfRange(rows, from, from + part);
      int[] groupOf = Arrays.copyOfRange(groups, from, from + part);
      Vector[] taken = new Vector[arguments.length];
      for (int a = 0; a < taken.length; a++) {
        taken[a] = arguments[a].gather(places, part);
      }
      accumulator.add(taken, groupOf, part);
    }
  }
}

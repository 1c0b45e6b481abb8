package org.assaydb.sql.window;

import org.assaydb.sql.window.Frame.Exclusion;

/** The frames of all rows of a stretch: a range, less what is excluded. */
final class Frames {
  private final WindowRows rows;
  private final Exclusion exclusion;
  final int[] start;
  final int[] end;

  /**
   * @param start ranges of rows within the partition of each row; empty when the start is not
   *     before the end
   */
  Frames(WindowRows rows, Exclusion exclusion, int[] start, int[] end) {
    this.rows = rows;
    this.exclusion = exclusion;
    this.start = start;
    this.end = end;
  }

  int size() {
    return rows.size;
  }

  /** Whether each frame is one range. */
  boolean areRanges() {
    return exclusion == Exclusion.NO_OTHERS;
  }

  /** Rows of a frame, exclusions included. */
  long length(int row) {
    return Math.max(0, end[row] - start[row]);
  }

  /**
   * The ranges that make up a frame, ascending, none empty.
   *
   * @param ranges receives start and end of up to three
   * @return how many
   */
  int ranges(int row, int[] ranges) {
    int from = start[row];
    int to = end[row];
    switch (exclusion) {
      case NO_OTHERS:
        return add(ranges, 0, from, to);
      case CURRENT_ROW:
        return without(ranges, from, to, row, row + 1);
      case GROUP:
        return without(ranges, from, to, rows.peersStart[row], rows.peersEnd[row]);
      default:
        int n = add(ranges, 0, from, Math.min(to, rows.peersStart[row]));
        n = add(ranges, n, Math.max(from, row), Math.min(to, row + 1));
        return add(ranges, n, Math.max(from, rows.peersEnd[row]), to);
    }
  }

  private static int without(int[] ranges, int from, int to, int outFrom, int outTo) {
    int n = add(ranges, 0, from, Math.min(to, outFrom));
    return add(ranges, n, Math.max(from, outTo), to);
  }

  private static int add(int[] ranges, int n, int from, int to) {
    if (from >= to) {
      return n;
    }
    ranges[2 * n] = from;
    ranges[2 * n + 1] = to;
    return n + 1;
  }
}

package org.assaydb.sql.window;

import org.assaydb.sql.vector.Vector;

/** The rows of a stretch that count for a function: all, or those whose value is not NULL. */
final class ValuePlaces {
  /** Rows that count, ascending. */
  private final int[] places;

  /** How many of them lie before each row, and before the end. */
  private final int[] before;

  ValuePlaces(Vector values, int rows, boolean ignoreNulls) {
    places = new int[rows];
    before = new int[rows + 1];
    int n = 0;
    for (int i = 0; i < rows; i++) {
      before[i] = n;
      if (!ignoreNulls || !values.isNull(i)) {
        places[n++] = i;
      }
    }
    before[rows] = n;
  }

  /** Number of rows that count in a range. */
  int count(int from, int to) {
    return before[to] - before[from];
  }

  /** The nth of the rows in a range, from 0; the range has it. */
  int nth(int from, int n) {
    return places[before[from] + n];
  }
}

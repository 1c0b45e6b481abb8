package org.assaydb.sql.window;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.Vector;

/**
 * FIRST_VALUE, LAST_VALUE and NTH_VALUE: the value at a row of the frame; NULL when the frame has
 * no such row, or the number of the row is NULL.
 *
 * @param number column of NTH_VALUE's number; -1 else
 */
record FrameValue(int column, int number, boolean last, boolean ignoreNulls)
    implements WindowFunction {
  @Override
  public Vector evaluate(WindowRows rows, Frames frames) {
    Vector values = rows.batch.column(column);
    WholeNumbers numbers = number < 0 ? null : new WholeNumbers(rows.batch.column(number));
    ValuePlaces places = new ValuePlaces(values, rows.size, ignoreNulls);
    int[] found = new int[rows.size];
    int[] ranges = new int[6];
    for (int i = 0; i < rows.size; i++) {
      int count = frames.ranges(i, ranges);
      if (numbers == null) {
        found[i] = last ? last(places, ranges, count) : nth(places, ranges, count, 1);
      } else if (numbers.isNull(i)) {
        found[i] = -1;
      } else {
        long n = numbers.get(i);
        if (n <= 0) {
          throw new SqlLayerException(
              SqlStates.INVALID_NTH_VALUE, "row number of NTH_VALUE must be greater than zero");
        }
        found[i] = nth(places, ranges, count, n);
      }
    }
    return values.gather(found, rows.size);
  }

  private static int nth(ValuePlaces places, int[] ranges, int count, long n) {
    long left = n;
    for (int r = 0; r < count; r++) {
      int inRange = places.count(ranges[2 * r], ranges[2 * r + 1]);
      if (left <= inRange) {
        return places.nth(ranges[2 * r], (int) left - 1);
      }
      left -= inRange;
    }
    return -1;
  }

  private static int last(ValuePlaces places, int[] ranges, int count) {
    for (int r = count - 1; r >= 0; r--) {
      int inRange = places.count(ranges[2 * r], ranges[2 * r + 1]);
      if (inRange > 0) {
        return places.nth(ranges[2 * r], inRange - 1);
      }
    }
    return -1;
  }
}

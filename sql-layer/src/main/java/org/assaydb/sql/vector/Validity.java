package org.assaydb.sql.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bits that say which rows of a column are not NULL: bit i % 64 of word i / 64 is set when row i
 * has a value. A null array stands for all bits set. Bits behind the last row are not defined.
 */
public final class Validity {
  private Validity() {}

  public static int words(int rows) {
    return (rows + 63) >>> 6;
  }

  public static boolean isNull(long @Nullable [] validity, int row) {
    return validity != null && (validity[row >>> 6] >>> row & 1) == 0;
  }

  public static void set(long[] bits, int row) {
    bits[row >>> 6] |= 1L << row;
  }

  public static void clear(long[] bits, int row) {
    bits[row >>> 6] &= ~(1L << row);
  }

  /** A new array with every bit set. */
  public static long[] allSet(int rows) {
    long[] bits = new long[words(rows)];
    Arrays.fill(bits, -1L);
    return bits;
  }

  /** A new array with no bit set. */
  public static long[] noneSet(int rows) {
    return new long[words(rows)];
  }

  /** Rows that have a value in both; may be one of the arguments. */
  public static long @Nullable [] and(long @Nullable [] left, long @Nullable [] right, int rows) {
    if (left == null) {
      return right;
    }
    if (right == null || left == right) {
      return left;
    }
    long[] both = new long[words(rows)];
    for (int i = 0; i < both.length; i++) {
      both[i] = left[i] & right[i];
    }
    return both;
  }

  /** Whether one of the first {@code rows} rows is NULL. */
  public static boolean hasNull(long @Nullable [] validity, int rows) {
    return validity != null && count(validity, rows) < rows;
  }

  /** Number of bits set among the first {@code rows}. */
  public static int count(long @Nullable [] bits, int rows) {
    if (bits == null) {
      return rows;
    }
    int count = 0;
    int whole = rows >>> 6;
    for (int i = 0; i < whole; i++) {
      count += Long.bitCount(bits[i]);
    }
    int rest = rows & 63;
    return rest == 0 ? count : count + Long.bitCount(bits[whole] & (1L << rest) - 1);
  }

  /** The bits of chosen rows; a row of -1 has none. Null when all are set. */
  static long @Nullable [] gather(long @Nullable [] validity, int[] rows, int count) {
    long[] bits = null;
    if (validity == null) {
      int any = 0;
      for (int i = 0; i < count; i++) {
        any |= rows[i];
      }
      if (any >= 0) {
        return null;
      }
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] < 0 || isNull(validity, rows[i])) {
        if (bits == null) {
          bits = allSet(count);
        }
        clear(bits, i);
      }
    }
    return bits;
  }
}

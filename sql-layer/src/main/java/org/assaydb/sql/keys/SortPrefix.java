package org.assaydb.sql.keys;

import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;

/**
 * Parts of values as unsigned 64-bit numbers in the order of the values. Numbers have one part,
 * decimals of 128 bits two; a part of a string is seven bytes, or fewer at its end, and in the
 * lowest byte how many bytes it has left from there, 8 for more than seven.
 */
final class SortPrefix {
  private static final int PART_BYTES = 7;

  private SortPrefix() {}

  /**
   * Reads one part of some values that are not NULL.
   *
   * @param places rows of the column; those of {@code [from, to)} are read
   * @param prefixes receives them at the same indexes
   */
  static void read(Vector column, int[] places, int from, int to, int part, long[] prefixes) {
    switch (column.layout()) {
      case LONG -> readSigned(((LongVector) column).values(), places, from, to, prefixes);
      case DECIMAL -> readDecimals((DecimalVector) column, places, from, to, part, prefixes);
      case DOUBLE -> {
        double[] values = ((DoubleVector) column).values();
        for (int i = from; i < to; i++) {
          long bits = Double.doubleToLongBits(values[places[i]]);
          prefixes[i] = bits ^ (bits >> 63 | Long.MIN_VALUE);
        }
      }
      case BOOLEAN -> {
        for (int i = from; i < to; i++) {
          prefixes[i] = ((BooleanVector) column).get(places[i]) ? 1 : 0;
        }
      }
      case BYTES -> {
        for (int i = from; i < to; i++) {
          prefixes[i] = part((BytesVector) column, places[i], part);
        }
      }
      case OBJECT -> throw new IllegalArgumentException("lists have no prefix");
    }
  }

  private static void readDecimals(
      DecimalVector column, int[] places, int from, int to, int part, long[] prefixes) {
    long[] high = column.high();
    if (part == 1) {
      for (int i = from; i < to; i++) {
        prefixes[i] = column.low()[places[i]];
      }
    } else {
      readSigned(high == null ? column.low() : high, places, from, to, prefixes);
    }
  }

  private static void readSigned(long[] values, int[] places, int from, int to, long[] prefixes) {
    for (int i = from; i < to; i++) {
      prefixes[i] = values[places[i]] ^ Long.MIN_VALUE;
    }
  }

  private static long part(BytesVector column, int row, int part) {
    byte[] bytes = column.bytes();
    int start = column.start(row) + part * PART_BYTES;
    int left = column.end(row) - start;
    long prefix = 0;
    for (int i = 0; i < PART_BYTES; i++) {
      prefix = prefix << 8 | (i < left ? bytes[start + i] & 0xFF : 0);
    }
    return prefix << 8 | Math.min(left, PART_BYTES + 1);
  }
}

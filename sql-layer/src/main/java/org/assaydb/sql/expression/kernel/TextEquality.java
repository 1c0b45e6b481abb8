package org.assaydb.sql.expression.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Validity;

/**
 * Rows of text that are equal to one text. Length and first eight bytes decide nearly always, and
 * are compared as words, without a branch that texts of many kinds would mislead.
 */
final class TextEquality {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final BytesVector text;
  private final int length;
  private final long word;
  private final long mask;

  /**
   * @param text its first row is what the rows are compared with
   */
  TextEquality(BytesVector text) {
    this.text = text;
    length = text.length(0);
    mask = length >= Long.BYTES ? -1 : (1L << Byte.SIZE * length) - 1;
    word = word(text.bytes(), text.start(0), text.end(0));
  }

  /** Up to eight bytes, the first one lowest. */
  private static long word(byte[] bytes, int start, int end) {
    long word = 0;
    for (int i = Math.min(end, start + Long.BYTES) - 1; i >= start; i--) {
      word = word << Byte.SIZE | bytes[i] & 0xff;
    }
    return word;
  }

  /** A bit a row, set for those that are equal. */
  long[] rows(BytesVector values, int rows) {
    long[] bits = Validity.noneSet(rows);
    byte[] bytes = values.bytes();
    int last = bytes.length - Long.BYTES;
    for (int w = 0; w < bits.length; w++) {
      int from = w << 6;
      int end = Math.min(rows, from + 64);
      long found = 0;
      for (int i = from; i < end; i++) {
        int start = values.start(i);
        long first =
            start <= last ? (long) WORD.get(bytes, start) : word(bytes, start, values.end(i));
        long difference = (first ^ word) & mask | values.length(i) ^ length;
        // The sign of d | -d is set unless d is 0.
        found |= ((difference | -difference) >>> 63 ^ 1) << i;
      }
      bits[w] = length > Long.BYTES && found != 0 ? whole(values, from, found) : found;
    }
    return bits;
  }

  /** Those of 64 rows that are equal beyond the first word. */
  private long whole(BytesVector values, int from, long found) {
    long equal = found;
    for (long rest = found; rest != 0; rest &= rest - 1) {
      int i = from + Long.numberOfTrailingZeros(rest);
      if (!values.equal(i, text, 0)) {
        equal &= ~(1L << i);
      }
    }
    return equal;
  }
}

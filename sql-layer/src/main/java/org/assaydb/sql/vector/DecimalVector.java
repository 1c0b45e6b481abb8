package org.assaydb.sql.vector;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact numbers of one scale as 128-bit two's complement integers. While all values of a vector fit
 * in 64 bits, {@link #high} is null: most do, and loops over one array are several times faster.
 */
public final class DecimalVector extends Vector {
  private final long[] low;
  private final long @Nullable [] high;

  /**
   * @param low the lower 64 bits, or the whole value when {@code high} is null
   */
  public DecimalVector(long[] low, long @Nullable [] high, int size, long @Nullable [] validity) {
    super(size, validity);
    this.low = low;
    this.high = high;
  }

  /** One value in every row; null for NULL. */
  public static DecimalVector constant(@Nullable BigInteger unscaled, int size) {
    long[] low = new long[size];
    if (unscaled == null) {
      return new DecimalVector(low, null, size, Validity.noneSet(size));
    }
    Arrays.fill(low, unscaled.longValue());
    long[] high = null;
    if (unscaled.bitLength() > 63) {
      high = new long[size];
      Arrays.fill(high, unscaled.shiftRight(64).longValue());
    }
    return new DecimalVector(low, high, size, null);
  }

  /** At least {@link #size} words; not to be written. */
  public long[] low() {
    return low;
  }

  /** The upper 64 bits; null when every value is its lower word, sign included. */
  public long @Nullable [] high() {
    return high;
  }

  /** The upper word of a row. */
  public long high(int row) {
    return high == null ? low[row] >> 63 : high[row];
  }

  public BigInteger unscaled(int row) {
    long upper = high(row);
    long lower = low[row];
    return upper == lower >> 63 ? BigInteger.valueOf(lower) : toBigInteger(upper, lower);
  }

  public static BigInteger toBigInteger(long high, long low) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> 56 - 8 * i);
      bytes[8 + i] = (byte) (low >>> 56 - 8 * i);
    }
    return new BigInteger(bytes);
  }

  @Override
  public Layout layout() {
    return Layout.DECIMAL;
  }

  @Override
  Object object(int row) {
    return unscaled(row);
  }

  @Override
  public DecimalVector gather(int[] rows, int count) {
    long[] lower = taken(low, rows, count);
    long[] upper = high == null ? null : taken(high, rows, count);
    return new DecimalVector(lower, upper, count, Validity.gather(validity(), rows, count));
  }

  private static long[] taken(long[] words, int[] rows, int count) {
    long[] taken = new long[count];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      taken[i] = row < 0 ? 0 : words[row];
    }
    return taken;
  }

  @Override
  public DecimalVector slice(int from, int count) {
    if (from == 0) {
      return new DecimalVector(low, high, count, slicedValidity(0, count));
    }
    long[] upper = high == null ? null : Arrays.copyOfRange(high, from, from + count);
    return new DecimalVector(
        Arrays.copyOfRange(low, from, from + count), upper, count, slicedValidity(from, count));
  }

  @Override
  public long sizeBytes() {
    return 8L * (low.length + (high == null ? 0 : high.length)) + validityBytes();
  }
}

package org.assaydb.sql.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of up to 64 bits: integers, dates, times, intervals. 0 is usual, not certain, at NULL. */
public final class LongVector extends Vector {
  private final long[] values;

  public LongVector(long[] values, int size, long @Nullable [] validity) {
    super(size, validity);
    this.values = values;
  }

  /** One value in every row; null for NULL. */
  public static LongVector constant(@Nullable Long value, int size) {
    long[] values = new long[size];
    if (value == null) {
      return new LongVector(values, size, Validity.noneSet(size));
    }
    Arrays.fill(values, value);
    return new LongVector(values, size, null);
  }

  /** At least {@link #size} values; not to be written. */
  public long[] values() {
    return values;
  }

  public long get(int row) {
    return values[row];
  }

  @Override
  public Layout layout() {
    return Layout.LONG;
  }

  @Override
  Object object(int row) {
    return values[row];
  }

  @Override
  public LongVector gather(int[] rows, int count) {
    long[] taken = new long[count];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      taken[i] = row < 0 ? 0 : values[row];
    }
    return new LongVector(taken, count, Validity.gather(validity(), rows, count));
  }

  @Override
  public LongVector slice(int from, int count) {
    long[] part = from == 0 ? values : Arrays.copyOfRange(values, from, from + count);
    return new LongVector(part, count, slicedValidity(from, count));
  }

  @Override
  public long sizeBytes() {
    return 8L * values.length + validityBytes();
  }
}

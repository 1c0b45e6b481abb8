package org.assaydb.sql.aggregate.exact;

import java.math.BigInteger;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;

/** Sums of integers and decimals of one scale. */
public final class IntegerSums extends ExactSums {
  private final WideSums sums = new WideSums();
  private final BigInteger unit;

  IntegerSums(int scale) {
    unit = BigInteger.TEN.pow(scale);
  }

  @Override
  public void grow(int groups) {
    sums.grow(groups);
  }

  /** The lower words of a column of exact numbers. */
  private static long[] low(Vector column) {
    return column instanceof DecimalVector decimals
        ? decimals.low()
        : ((LongVector) column).values();
  }

  private static boolean isNarrow(Vector column) {
    return !(column instanceof DecimalVector decimals) || decimals.high() == null;
  }

  @Override
  public void add(Vector values, int[] groups, int count) {
    long[] low = low(values);
    if (!isNarrow(values)) {
      addWide((DecimalVector) values, groups, count);
    } else if (!values.mayHaveNulls()) {
      sums.add(low, groups, count);
    } else {
      for (int i = 0; i < count; i++) {
        if (!values.isNull(i)) {
          sums.add(groups[i], low[i]);
        }
      }
    }
  }

  private void addWide(DecimalVector values, int[] groups, int count) {
    long[] low = values.low();
    for (int i = 0; i < count; i++) {
      if (!values.isNull(i)) {
        sums.add(groups[i], values.high(i), low[i]);
      }
    }
  }

  @Override
  public void addProducts(Vector x, Vector y, int[] groups, int count) {
    if (isNarrow(x) && isNarrow(y)) {
      long[] left = low(x);
      long[] right = low(y);
      for (int i = 0; i < count; i++) {
        if (!x.isNull(i) && !y.isNull(i)) {
          sums.add(groups[i], Math.multiplyHigh(left[i], right[i]), left[i] * right[i]);
        }
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      if (!x.isNull(i) && !y.isNull(i)) {
        sums.add(groups[i], unscaled(x, i).multiply(unscaled(y, i)));
      }
    }
  }

  private static BigInteger unscaled(Vector column, int row) {
    return column instanceof DecimalVector decimals
        ? decimals.unscaled(row)
        : BigInteger.valueOf(((LongVector) column).get(row));
  }

  @Override
  public void merge(int group, ExactSums from, int fromGroup) {
    sums.merge(group, ((IntegerSums) from).sums, fromGroup);
  }

  @Override
  public double special(int group) {
    return 0;
  }

  /** Whether {@link #high} and {@link #low} are the whole {@link #total}. */
  public boolean isWithin128Bits(int group) {
    return sums.isWithin128Bits(group);
  }

  public long high(int group) {
    return sums.high(group);
  }

  public long low(int group) {
    return sums.low(group);
  }

  @Override
  public BigInteger total(int group) {
    BigInteger rest = sums.rest(group);
    BigInteger total = sums.fixedTotal(group);
    return rest == null ? total : total.add(rest);
  }

  @Override
  public BigInteger unit() {
    return unit;
  }

  @Override
  public long sizeBytes() {
    return sums.sizeBytes();
  }
}

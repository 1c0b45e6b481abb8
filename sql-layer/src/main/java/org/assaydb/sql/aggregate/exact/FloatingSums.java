package org.assaydb.sql.aggregate.exact;

import java.math.BigInteger;
import java.util.Arrays;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Vector;

/**
 * Sums of binary fractions. Each finite DOUBLE is an integer times 2^-1074, so its sum is an
 * integer too: fixed point numbers (Kulisch and Miranker, "The arithmetic of the digital computer",
 * SIAM Review 28, 1986), with few words for the magnitudes that data have and big numbers for the
 * others. A product of two is two DOUBLEs, the rounded product and its error by a fused
 * multiply-add, unless one of them would underflow.
 */
final class FloatingSums extends ExactSums {
  private static final int SMALLEST = 1074;
  private static final int MANTISSA_BITS = 53;

  /** Bits of fixed sums that more than two thousand million terms do not fill. */
  private static final int TERM_BITS = 191 - 32;

  /** Beyond these magnitudes a product or its error may be inexact or infinite. */
  private static final double SAFE_MIN = 0x1p-900;

  private static final double SAFE_MAX = 0x1p1000;

  private static final byte PLUS_INFINITY = 1;
  private static final byte MINUS_INFINITY = 2;
  private static final byte NAN = 4;

  /** Sums in units of 2^-{@link #fixedUnit}; the big numbers in units of 2^-{@link #unit}. */
  private final WideSums sums = new WideSums();

  private final int fixedUnit;
  private final int unit;
  private byte[] specials = new byte[0];
  private int groups;

  FloatingSums(boolean products) {
    // From there, 128 bits reach from 4e-9 to 1e14, and products of numbers from 0.2 on.
    fixedUnit = products ? 110 : 80;
    unit = products ? 2 * SMALLEST : SMALLEST;
  }

  @Override
  public void grow(int groups) {
    sums.grow(groups);
    this.groups = Math.max(groups, this.groups);
  }

  @Override
  public void add(Vector values, int[] groups, int count) {
    double[] terms = ((DoubleVector) values).values();
    boolean nulls = values.mayHaveNulls();
    for (int i = 0; i < count; i++) {
      if (!nulls || !values.isNull(i)) {
        add(groups[i], terms[i]);
      }
    }
  }

  @Override
  public void addProducts(Vector x, Vector y, int[] groups, int count) {
    double[] left = ((DoubleVector) x).values();
    double[] right = ((DoubleVector) y).values();
    for (int i = 0; i < count; i++) {
      if (!x.isNull(i) && !y.isNull(i)) {
        addProduct(groups[i], left[i], right[i]);
      }
    }
  }

  private void addProduct(int group, double x, double y) {
    double product = x * y;
    double size = Math.abs(product);
    if (size >= SAFE_MIN && size <= SAFE_MAX) {
      add(group, product);
      add(group, Math.fma(x, y, -product));
    } else if (!Double.isFinite(x) || !Double.isFinite(y)) {
      mark(group, product);
    } else if (x != 0 && y != 0) {
      BigInteger exact = BigInteger.valueOf(mantissa(x)).multiply(BigInteger.valueOf(mantissa(y)));
      sums.add(group, exact.shiftLeft(exponent(x) + exponent(y) + unit));
    }
  }

  /** A value is its mantissa, sign included, times 2 to the power of its exponent. */
  private static long mantissa(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & (1L << 52) - 1;
    long mantissa = (bits >>> 52 & 0x7FF) == 0 ? fraction : fraction | 1L << 52;
    return bits < 0 ? -mantissa : mantissa;
  }

  private static int exponent(double value) {
    int biased = (int) (Double.doubleToRawLongBits(value) >>> 52) & 0x7FF;
    return Math.max(biased, 1) - 1075;
  }

  private void add(int group, double value) {
    int shift = exponent(value) + fixedUnit;
    long mantissa = mantissa(value);
    if (shift >= 0 && shift < 128 - MANTISSA_BITS) {
      addFixed(group, mantissa, shift);
    } else if (shift >= 64 && shift < TERM_BITS - MANTISSA_BITS) {
      int rest = shift - 64;
      sums.addShifted(group, high(mantissa, rest), low(mantissa, rest));
    } else if (!Double.isFinite(value)) {
      mark(group, value);
    } else if (mantissa != 0) {
      addSmallOrHuge(group, mantissa, shift);
    }
  }

  private void addFixed(int group, long mantissa, int shift) {
    sums.add(group, high(mantissa, shift), low(mantissa, shift));
  }

  private void addSmallOrHuge(int group, long mantissa, int shift) {
    int zeros = Long.numberOfTrailingZeros(mantissa);
    if (shift < 0 && shift + zeros >= 0) {
      addFixed(group, mantissa >> -shift, 0);
    } else {
      sums.add(group, BigInteger.valueOf(mantissa).shiftLeft(shift - fixedUnit + unit));
    }
  }

  private static long low(long value, int shift) {
    return shift < 64 ? value << shift : 0;
  }

  private static long high(long value, int shift) {
    return shift == 0 ? value >> 63 : shift < 64 ? value >> 64 - shift : value << shift - 64;
  }

  private void mark(int group, double value) {
    if (group >= specials.length) {
      specials = Arrays.copyOf(specials, Math.max(groups, group + 1));
    }
    specials[group] |= value > 0 ? PLUS_INFINITY : value < 0 ? MINUS_INFINITY : NAN;
  }

  @Override
  public void merge(int group, ExactSums from, int fromGroup) {
    FloatingSums other = (FloatingSums) from;
    sums.merge(group, other.sums, fromGroup);
    double special = other.special(fromGroup);
    if (special != 0) {
      mark(group, special);
    }
  }

  @Override
  public double special(int group) {
    return switch (group < specials.length ? specials[group] : 0) {
      case 0 -> 0;
      case PLUS_INFINITY -> Double.POSITIVE_INFINITY;
      case MINUS_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  @Override
  public BigInteger total(int group) {
    BigInteger total = sums.fixedTotal(group).shiftLeft(unit - fixedUnit);
    BigInteger rest = sums.rest(group);
    return rest == null ? total : total.add(rest);
  }

  @Override
  public BigInteger unit() {
    return BigInteger.ONE.shiftLeft(unit);
  }

  @Override
  public long sizeBytes() {
    return sums.sizeBytes() + specials.length;
  }
}

package org.assaydb.sql.aggregate.exact;

import java.math.BigInteger;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.ValueType;

/**
 * Quotients and their square roots as numbers, rounded once: to the nearest DOUBLE, ties to even;
 * to the scale of an exact type, ties away from zero. Denominators are positive.
 */
public final class Quotients {
  /** Bits of a quotient before it is rounded; the last one says whether there are more. */
  private static final int QUOTIENT_BITS = 66;

  private Quotients() {}

  /**
   * A quotient as a single value of a numeric type (see {@link org.assaydb.sql.vector.Layout}).
   *
   * @throws SqlLayerException 22003 when the type does not hold it
   */
  public static Object value(BigInteger numerator, BigInteger denominator, ValueType type) {
    if (type.kind() == ValueType.Kind.DOUBLE) {
      return checked(toDouble(numerator, denominator), type);
    }
    BigInteger doubled = numerator.shiftLeft(1).multiply(BigInteger.TEN.pow(type.scale()));
    return exact(halved(doubled.divide(denominator)), type);
  }

  /** The square root of a quotient that is not negative, likewise. */
  public static Object root(BigInteger numerator, BigInteger denominator, ValueType type) {
    if (type.kind() == ValueType.Kind.DOUBLE) {
      return checked(rootToDouble(numerator, denominator), type);
    }
    BigInteger square = BigInteger.TEN.pow(2 * type.scale()).shiftLeft(2);
    return exact(halved(numerator.multiply(square).divide(denominator).sqrt()), type);
  }

  /** Half of twice a number that was cut: the number rounded, as nothing lies between. */
  private static BigInteger halved(BigInteger doubled) {
    return doubled.add(BigInteger.valueOf(doubled.signum())).divide(BigInteger.TWO);
  }

  /** An integer in units of a type's scale as a value of an exact type. */
  public static Object exact(BigInteger unscaled, ValueType type) {
    boolean fits =
        switch (type.kind()) {
          case SMALLINT -> unscaled.bitLength() < 16;
          case INTEGER -> unscaled.bitLength() < 32;
          case DECIMAL -> unscaled.abs().compareTo(BigInteger.TEN.pow(type.precision())) < 0;
          default -> unscaled.bitLength() < 64;
        };
    if (!fits) {
      throw outOfRange(type);
    }
    if (type.kind() == ValueType.Kind.DECIMAL) {
      return unscaled;
    }
    return unscaled.longValue();
  }

  private static Double checked(double value, ValueType type) {
    if (Double.isInfinite(value)) {
      throw outOfRange(type);
    }
    return value;
  }

  private static SqlLayerException outOfRange(ValueType type) {
    return new SqlLayerException(
        SqlStates.OUT_OF_RANGE, "result of an aggregate is out of range for " + type);
  }

  public static double toDouble(BigInteger numerator, BigInteger denominator) {
    if (numerator.signum() == 0) {
      return 0;
    }
    BigInteger size = numerator.abs();
    if (denominator.bitLength() == denominator.getLowestSetBit() + 1) {
      int exponent = -denominator.getLowestSetBit() - QUOTIENT_BITS;
      double rounded = round(size.shiftLeft(QUOTIENT_BITS), exponent);
      return numerator.signum() < 0 ? -rounded : rounded;
    }
    int shift = QUOTIENT_BITS - (size.bitLength() - denominator.bitLength());
    BigInteger[] parts = scaled(size, denominator, shift);
    double rounded = round(withSticky(parts[0], parts[1].signum() != 0), -shift - 1);
    return numerator.signum() < 0 ? -rounded : rounded;
  }

  private static double rootToDouble(BigInteger numerator, BigInteger denominator) {
    if (numerator.signum() == 0) {
      return 0;
    }
    int shift = 2 * QUOTIENT_BITS - (numerator.bitLength() - denominator.bitLength());
    shift += shift & 1;
    BigInteger[] square = scaled(numerator, denominator, shift);
    BigInteger[] root = square[0].sqrtAndRemainder();
    boolean more = root[1].signum() != 0 || square[1].signum() != 0;
    return round(withSticky(root[0], more), -shift / 2 - 1);
  }

  /** A quotient times 2^shift, and what remains. */
  private static BigInteger[] scaled(BigInteger numerator, BigInteger denominator, int shift) {
    return shift >= 0
        ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
        : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
  }

  /** One bit more, which says whether something was cut off. */
  private static BigInteger withSticky(BigInteger value, boolean more) {
    BigInteger doubled = value.shiftLeft(1);
    return more ? doubled.setBit(0) : doubled;
  }

  /** The DOUBLE nearest to {@code value} * 2^exponent, where value is positive and not short. */
  private static double round(BigInteger value, int exponent) {
    int bits = value.bitLength();
    int lowest = Math.max(bits + exponent - 53, Double.MIN_EXPONENT - 52);
    int drop = lowest - exponent;
    if (drop > bits) {
      return 0;
    }
    long mantissa = value.shiftRight(drop).longValue();
    boolean half = value.testBit(drop - 1);
    boolean beyondHalf = half && value.getLowestSetBit() < drop - 1;
    if (beyondHalf || half && (mantissa & 1) != 0) {
      mantissa++;
    }
    return Math.scalb((double) mantissa, lowest);
  }
}

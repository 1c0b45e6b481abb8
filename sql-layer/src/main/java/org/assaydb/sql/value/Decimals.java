package org.assaydb.sql.value;

import java.math.BigInteger;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Exact numbers as unscaled integers of at most 38 digits; rounds half away from zero. */
public final class Decimals {
  private static final int MAX_DIGITS = 38;
  private static final BigInteger[] POWERS = powers();
  private static final long[] LONG_POWERS = longPowers();
  private static final BigInteger LIMIT = POWERS[MAX_DIGITS];

  private Decimals() {}

  private static BigInteger[] powers() {
    BigInteger[] powers = new BigInteger[2 * MAX_DIGITS + 1];
    powers[0] = BigInteger.ONE;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1].multiply(BigInteger.TEN);
    }
    return powers;
  }

  private static long[] longPowers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /** 10 to the {@code n}, n at most 76. */
  public static BigInteger power(int n) {
    return POWERS[n];
  }

  /** 10 to the {@code n}, n at most 18. */
  public static long longPower(int n) {
    return LONG_POWERS[n];
  }

  /** The value, unless it has more digits than a DECIMAL may have: 22003. */
  public static BigInteger checked(BigInteger unscaled, int digits) {
    if (unscaled.bitLength() > 62 || digits < 19) {
      BigInteger limit = digits >= MAX_DIGITS ? LIMIT : POWERS[digits];
      if (unscaled.abs().compareTo(limit) >= 0) {
        throw outOfRange(digits);
      }
    }
    return unscaled;
  }

  public static SqlLayerException outOfRange(int digits) {
    return new SqlLayerException(
        SqlStates.OUT_OF_RANGE, "the number has more than " + digits + " digits");
  }

  /** {@code dividend / divisor} rounded half away from zero; the divisor is not zero. */
  public static BigInteger divided(BigInteger dividend, BigInteger divisor) {
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    BigInteger twice = parts[1].abs().shiftLeft(1);
    if (twice.compareTo(divisor.abs()) < 0) {
      return parts[0];
    }
    boolean negative = dividend.signum() != divisor.signum();
    return negative ? parts[0].subtract(BigInteger.ONE) : parts[0].add(BigInteger.ONE);
  }

  /** {@code dividend / divisor} rounded half away from zero, for a positive divisor. */
  public static long divided(long dividend, long divisor) {
    long quotient = dividend / divisor;
    long rest = Math.abs(dividend % divisor);
    if (rest < divisor - rest) {
      return quotient;
    }
    return dividend < 0 ? quotient - 1 : quotient + 1;
  }

  /** The same number with another number of digits after the point. */
  public static BigInteger rescaled(BigInteger unscaled, int from, int to) {
    if (to >= from) {
      return to == from ? unscaled : unscaled.multiply(POWERS[to - from]);
    }
    return divided(unscaled, POWERS[from - to]);
  }
}

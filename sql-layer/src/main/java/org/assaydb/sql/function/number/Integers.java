package org.assaydb.sql.function.number;

import java.math.BigInteger;

/** Functions of whole numbers. */
public final class Integers {
  private Integers() {}

  public static BigInteger greatestCommonDivisor(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b));
  }

  public static BigInteger leastCommonMultiple(long a, long b) {
    BigInteger divisor = greatestCommonDivisor(a, b);
    if (a == 0 || b == 0) {
      return BigInteger.ZERO;
    }
    return BigInteger.valueOf(a).divide(divisor).multiply(BigInteger.valueOf(b)).abs();
  }
}

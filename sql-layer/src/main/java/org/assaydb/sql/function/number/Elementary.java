package org.assaydb.sql.function.number;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Elementary functions of DOUBLE; a finite argument never gives infinity. */
public final class Elementary {
  /** Of a degree, with more digits than a double has, as PostgreSQL writes it. */
  private static final double RADIANS_PER_DEGREE = 0.0174532925199432957692;

  private Elementary() {}

  private static SqlLayerException outOfRange(String what) {
    return new SqlLayerException(SqlStates.OUT_OF_RANGE, "value out of range: " + what);
  }

  /** The result of finite arguments: 22003 when it is infinite. */
  private static double checked(double result, boolean finite) {
    if (finite && Double.isInfinite(result)) {
      throw outOfRange("overflow");
    }
    return result;
  }

  public static double exp(double x) {
    double result = checked(StrictMath.exp(x), !Double.isInfinite(x));
    if (result == 0 && !Double.isInfinite(x)) {
      throw outOfRange("underflow");
    }
    return result;
  }

  /** 2201E for zero and less. */
  public static double ln(double x) {
    return StrictMath.log(positive(x));
  }

  /** 2201E for zero and less. */
  public static double log10(double x) {
    return StrictMath.log10(positive(x));
  }

  /** Of {@code x} to a base; exact where the result is a whole number. */
  public static double log(double base, double x) {
    double divisor = ln(base);
    double dividend = ln(x);
    if (divisor == 0) {
      throw new SqlLayerException(SqlStates.DIVISION_BY_ZERO, "logarithm to the base 1");
    }
    double result = dividend / divisor;
    double whole = StrictMath.rint(result);
    return StrictMath.pow(base, whole) == x ? whole : result;
  }

  private static double positive(double x) {
    if (x <= 0) {
      throw new SqlLayerException(
          SqlStates.INVALID_LOGARITHM,
          "cannot take logarithm of " + (x == 0 ? "zero" : "a negative number"));
    }
    return x;
  }

  /** 2201F for what is not defined or not real. */
  public static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new SqlLayerException(
          SqlStates.INVALID_POWER, "zero raised to a negative power is undefined");
    }
    boolean whole = StrictMath.floor(exponent) == exponent;
    if (base < 0 && !whole && !Double.isNaN(exponent)) {
      throw new SqlLayerException(
          SqlStates.INVALID_POWER,
          "a negative number raised to a non-integer power yields a complex result");
    }
    // In IEEE 754 and PostgreSQL, not in Java, 1 is 1 to any power.
    double result = base == 1 ? 1 : StrictMath.pow(base, exponent);
    boolean finite = !Double.isInfinite(base) && !Double.isInfinite(exponent);
    if (result == 0 && base != 0 && finite) {
      throw outOfRange("underflow");
    }
    return base == -1 && Double.isInfinite(exponent) ? 1 : checked(result, finite);
  }

  /** 2201F for negative numbers. */
  public static double sqrt(double x) {
    if (x < 0) {
      throw new SqlLayerException(
          SqlStates.INVALID_POWER, "cannot take square root of a negative number");
    }
    return StrictMath.sqrt(x);
  }

  /** An argument of a periodic function: 22003 for infinity. */
  private static double angle(double x) {
    if (Double.isInfinite(x)) {
      throw new SqlLayerException(SqlStates.OUT_OF_RANGE, "input is out of range");
    }
    return x;
  }

  public static double sin(double x) {
    return StrictMath.sin(angle(x));
  }

  public static double cos(double x) {
    return StrictMath.cos(angle(x));
  }

  public static double tan(double x) {
    return StrictMath.tan(angle(x));
  }

  public static double cot(double x) {
    return 1.0 / StrictMath.tan(angle(x));
  }

  public static double asin(double x) {
    return StrictMath.asin(ratio(x));
  }

  public static double acos(double x) {
    return StrictMath.acos(ratio(x));
  }

  private static double ratio(double x) {
    if (x < -1 || x > 1) {
      throw new SqlLayerException(SqlStates.OUT_OF_RANGE, "input is out of range");
    }
    return x;
  }

  public static double degrees(double x) {
    return checked(x / RADIANS_PER_DEGREE, !Double.isInfinite(x));
  }

  public static double radians(double x) {
    return x * RADIANS_PER_DEGREE;
  }
}

package org.assaydb.sql.function.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.assaydb.sql.value.Decimals;

/** Rounding to a number of digits after the point (or before it, for a negative number). */
public enum Rounding {
  /** To the nearest, halves away from zero. */
  ROUND(RoundingMode.HALF_UP),
  TRUNCATE(RoundingMode.DOWN),
  FLOOR(RoundingMode.FLOOR),
  CEILING(RoundingMode.CEILING);

  /** More digits than a DECIMAL has. */
  private static final int MOST = 40;

  /** Digits that a DOUBLE surely has; PostgreSQL takes as many of it into a NUMERIC. */
  private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private final RoundingMode mode;

  Rounding(RoundingMode mode) {
    this.mode = mode;
  }

  /** A number of digits within what has an effect. */
  public static int bounded(long digits) {
    return (int) Math.max(-MOST, Math.min(MOST, digits));
  }

  /** {@code value / divisor} as a whole number, for a positive divisor. */
  public long divided(long value, long divisor) {
    return switch (this) {
      case ROUND -> Decimals.divided(value, divisor);
      case TRUNCATE -> value / divisor;
      case FLOOR -> Math.floorDiv(value, divisor);
      case CEILING -> -Math.floorDiv(-value, divisor);
    };
  }

  /**
   * An unscaled number rounded to {@code digits} and written with {@code resultScale} digits after
   * the point.
   *
   * @param digits see {@link #bounded}
   * @throws org.assaydb.sql.SqlLayerException 22003 for more than 38 digits
   */
  public BigInteger decimal(BigInteger unscaled, int scale, int digits, int resultScale) {
    BigDecimal number = new BigDecimal(unscaled, scale);
    BigDecimal rounded = digits < scale ? number.setScale(digits, mode) : number;
    return Decimals.checked(
        rounded.setScale(resultScale, RoundingMode.UNNECESSARY).unscaledValue(), 38);
  }

  /** To a whole number; halves to the even one. */
  public double whole(double value) {
    return switch (this) {
      case ROUND -> StrictMath.rint(value);
      case TRUNCATE -> value < 0 ? StrictMath.ceil(value) : StrictMath.floor(value);
      case FLOOR -> StrictMath.floor(value);
      case CEILING -> StrictMath.ceil(value);
    };
  }

  /** To digits of its decimal form of 15 digits: 2.675 to two digits is 2.68. */
  public double digits(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    BigDecimal decimal = new BigDecimal(value).round(DOUBLE_DIGITS);
    return digits < decimal.scale() ? decimal.setScale(digits, mode).doubleValue() : value;
  }
}

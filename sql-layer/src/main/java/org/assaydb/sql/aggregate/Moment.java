package org.assaydb.sql.aggregate;

import java.math.BigInteger;
import java.util.Map;
import org.assaydb.sql.aggregate.exact.Quotients;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Formulas of ISO 9075-2, 10.9, by sums over the n rows of a group. */
enum Moment {
  VAR_POP,
  VAR_SAMP,
  STDDEV_POP,
  STDDEV_SAMP,
  COVAR_POP,
  COVAR_SAMP,
  CORR,
  REGR_SXX,
  REGR_SYY,
  REGR_SXY,
  REGR_AVGX,
  REGR_AVGY,
  REGR_SLOPE,
  REGR_INTERCEPT,
  REGR_R2;

  private static final Map<String, Moment> SYNONYMS =
      Map.of("VARIANCE", VAR_SAMP, "STDDEV", STDDEV_SAMP);

  /**
   * What the formulas need.
   *
   * @param x sum of x in units of 1 / {@code xUnit}
   * @param xx n times the sum of squares of deviations of x from its mean, in units of 1 / {@code
   *     xUnit}^2; yy and xy likewise
   */
  record Sums(
      BigInteger n,
      BigInteger x,
      BigInteger y,
      BigInteger xx,
      BigInteger yy,
      BigInteger xy,
      BigInteger xUnit,
      BigInteger yUnit) {}

  static @Nullable Moment find(String name) {
    for (Moment moment : values()) {
      if (moment.name().equals(name)) {
        return moment;
      }
    }
    return SYNONYMS.get(name);
  }

  boolean isOfPairs() {
    return ordinal() >= COVAR_POP.ordinal();
  }

  /** With fewer rows the result is NULL. */
  int leastRows() {
    return switch (this) {
      case VAR_SAMP, STDDEV_SAMP, COVAR_SAMP -> 2;
      default -> 1;
    };
  }

  @Nullable Object value(Sums s, ValueType type) {
    BigInteger n = s.n;
    BigInteger rowPairs = n.multiply(n.subtract(BigInteger.ONE));
    BigInteger xUnits = s.xUnit.multiply(s.xUnit);
    BigInteger yUnits = s.yUnit.multiply(s.yUnit);
    BigInteger xyUnit = s.xUnit.multiply(s.yUnit);
    return switch (this) {
      case VAR_POP -> Quotients.value(s.xx, n.multiply(n).multiply(xUnits), type);
      case VAR_SAMP -> Quotients.value(s.xx, rowPairs.multiply(xUnits), type);
      case STDDEV_POP -> Quotients.root(s.xx, n.multiply(n).multiply(xUnits), type);
      case STDDEV_SAMP -> Quotients.root(s.xx, rowPairs.multiply(xUnits), type);
      case COVAR_POP -> Quotients.value(s.xy, n.multiply(n).multiply(xyUnit), type);
      case COVAR_SAMP -> Quotients.value(s.xy, rowPairs.multiply(xyUnit), type);
      case REGR_SXX -> Quotients.value(s.xx, n.multiply(xUnits), type);
      case REGR_SYY -> Quotients.value(s.yy, n.multiply(yUnits), type);
      case REGR_SXY -> Quotients.value(s.xy, n.multiply(xyUnit), type);
      case REGR_AVGX -> Quotients.value(s.x, n.multiply(s.xUnit), type);
      case REGR_AVGY -> Quotients.value(s.y, n.multiply(s.yUnit), type);
      case CORR -> correlation(s, type);
      case REGR_SLOPE, REGR_INTERCEPT, REGR_R2 -> s.xx.signum() == 0 ? null : line(s, type);
    };
  }

  private static @Nullable Object correlation(Sums s, ValueType type) {
    BigInteger spread = s.xx.multiply(s.yy);
    if (spread.signum() == 0) {
      return null;
    }
    Object size = Quotients.root(s.xy.multiply(s.xy), spread, type);
    return s.xy.signum() < 0 ? negated(size) : size;
  }

  private static Object negated(Object number) {
    return number instanceof Double value
        ? (Object) (0 - value)
        : number instanceof BigInteger value ? value.negate() : (Object) (-(Long) number);
  }

  /** Of the line through the points, when x varies. */
  private Object line(Sums s, ValueType type) {
    if (this == REGR_SLOPE) {
      return Quotients.value(s.xy.multiply(s.xUnit), s.xx.multiply(s.yUnit), type);
    } else if (this == REGR_INTERCEPT) {
      BigInteger numerator = s.y.multiply(s.xx).subtract(s.x.multiply(s.xy));
      return Quotients.value(numerator, s.n.multiply(s.xx).multiply(s.yUnit), type);
    }
    return s.yy.signum() == 0
        ? Quotients.value(BigInteger.ONE, BigInteger.ONE, type)
        : Quotients.value(s.xy.multiply(s.xy), s.xx.multiply(s.yy), type);
  }
}

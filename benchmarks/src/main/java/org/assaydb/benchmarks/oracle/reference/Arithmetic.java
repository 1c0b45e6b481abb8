package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;

/** The four operations and remainders of known values. */
final class Arithmetic {
  private static final MathContext DIGITS = new MathContext(120);

  private Arithmetic() {}

  static Object binary(SqlKind kind, RelDataType type, Object a, Object b) {
    if (a instanceof Number && b instanceof Number) {
      return Numbers.isApproximate(type)
          ? approximate(kind, ((Number) a).doubleValue(), ((Number) b).doubleValue())
          : exact(kind, type, Numbers.exact(a), Numbers.exact(b));
    }
    return temporal(kind, type, a, b);
  }

  private static Object exact(SqlKind kind, RelDataType type, BigDecimal a, BigDecimal b) {
    return switch (kind) {
      case PLUS, CHECKED_PLUS -> Numbers.fit(type, a.add(b));
      case MINUS, CHECKED_MINUS -> Numbers.fit(type, a.subtract(b));
      case TIMES, CHECKED_TIMES -> Numbers.fit(type, a.multiply(b));
      case DIVIDE, CHECKED_DIVIDE -> {
        nonZero(b);
        yield Numbers.fit(
            type, Numbers.isInteger(type) ? a.divideToIntegralValue(b) : quotient(a, b));
      }
      case MOD -> {
        nonZero(b);
        yield Numbers.fit(type, a.remainder(b));
      }
      default -> throw new UnknownConstructException(kind.toString());
    };
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    return a.divide(b, DIGITS);
  }

  private static void nonZero(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw ReferenceException.divisionByZero();
    }
  }

  private static Object approximate(SqlKind kind, double a, double b) {
    boolean division = kind == SqlKind.DIVIDE || kind == SqlKind.CHECKED_DIVIDE;
    if ((division || kind == SqlKind.MOD) && b == 0 && !Double.isNaN(a)) {
      throw ReferenceException.divisionByZero();
    }
    double result =
        switch (kind) {
          case PLUS, CHECKED_PLUS -> a + b;
          case MINUS, CHECKED_MINUS -> a - b;
          case TIMES, CHECKED_TIMES -> a * b;
          case DIVIDE, CHECKED_DIVIDE -> a / b;
          case MOD -> a % b;
          default -> throw new UnknownConstructException(kind.toString());
        };
    return Double.isInfinite(a) || Double.isInfinite(b)
        ? (Object) result
        : Numbers.checked(result, kind);
  }

  private static Object temporal(SqlKind kind, RelDataType type, Object a, Object b) {
    boolean aInterval = isInterval(a);
    boolean bInterval = isInterval(b);
    return switch (kind) {
      case PLUS, CHECKED_PLUS ->
          aInterval && !bInterval
              ? inType(type, Intervals.added(b, a))
              : inType(type, Intervals.added(a, b));
      case MINUS, CHECKED_MINUS ->
          bInterval || b instanceof BigDecimal
              ? inType(type, Intervals.added(a, Intervals.negated(b)))
              : Intervals.between(b, a, type);
      case TIMES, CHECKED_TIMES ->
          aInterval ? Intervals.scaled(a, Numbers.exact(b)) : Intervals.scaled(b, Numbers.exact(a));
      case DIVIDE, CHECKED_DIVIDE -> Intervals.divided(a, Numbers.exact(b));
      default -> throw new UnknownConstructException(kind + " of " + type);
    };
  }

  private static boolean isInterval(Object value) {
    return value instanceof java.time.Period || value instanceof java.time.Duration;
  }

  private static Object inType(RelDataType type, Object value) {
    return switch (type.getSqlTypeName()) {
      case DATE, TIMESTAMP, TIME -> java.util.Objects.requireNonNull(Casts.cast(value, type, type));
      default -> value;
    };
  }

  /** A key of a RANGE frame moved by an offset. */
  static Object shifted(Object value, Object offset) {
    if (value instanceof BigDecimal a && offset instanceof BigDecimal b) {
      return a.add(b);
    } else if (value instanceof Number a && offset instanceof Number b) {
      return a.doubleValue() + b.doubleValue();
    }
    return Intervals.added(value, offset);
  }

  static Object negated(RelDataType type, Object value) {
    return value instanceof BigDecimal number
        ? Numbers.fit(type, number.negate())
        : value instanceof Double real && real == 0 ? 0.0 : Intervals.negated(value);
  }
}

package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. */
final class NumberFunctions {
  private NumberFunctions() {}

  static @Nullable Object value(String name, RexCall call, @Nullable Object[] values) {
    if (values.length == 0) {
      if (name.equals("PI")) {
        return Math.PI;
      }
      throw new UnknownConstructException(name);
    }
    Object first = Objects.requireNonNull(values[0]);
    if (!(first instanceof Number)) {
      return TimeFunctions.value(name, call, values);
    }
    RelDataType type = call.getType();
    Object second = values.length > 1 ? values[1] : null;
    return switch (name) {
      case "ABS" -> absolute(type, first);
      case "SIGN" -> sign(type, first);
      case "MOD", "%" ->
          Arithmetic.binary(SqlKind.MOD, type, first, Objects.requireNonNull(second));
      case "CEIL", "CEILING" -> rounded(type, first, 0, RoundingMode.CEILING);
      case "FLOOR" -> rounded(type, first, 0, RoundingMode.FLOOR);
      case "ROUND" -> rounded(type, first, digits(second), RoundingMode.HALF_UP);
      case "TRUNCATE", "TRUNC" -> rounded(type, first, digits(second), RoundingMode.DOWN);
      case "DIVIDE_INTEGER", "/INT" ->
          Arithmetic.binary(SqlKind.DIVIDE, type, first, Objects.requireNonNull(second));
      default -> real(name, ((Number) first).doubleValue(), second);
    };
  }

  private static Object absolute(RelDataType type, Object value) {
    return value instanceof BigDecimal number
        ? Numbers.fit(type, number.abs())
        : (Object) Math.abs((Double) value);
  }

  private static Object sign(RelDataType type, Object value) {
    return value instanceof BigDecimal number
        ? Numbers.fit(type, BigDecimal.valueOf(number.signum()))
        : (Object) Math.signum((Double) value);
  }

  private static int digits(@Nullable Object digits) {
    return digits == null
        ? 0
        : ((BigDecimal) digits)
            .min(BigDecimal.valueOf(1000))
            .max(BigDecimal.valueOf(-1000))
            .intValueExact();
  }

  private static Object rounded(RelDataType type, Object value, int digits, RoundingMode mode) {
    if (value instanceof Double real && !Double.isFinite(real)) {
      return value;
    }
    if (value instanceof Double real) {
      BigDecimal exact = digits == 0 ? new BigDecimal(real) : DoubleText.shortest(real);
      // PostgreSQL's ROUND(DOUBLE) goes to the even number.
      RoundingMode used =
          mode == RoundingMode.HALF_UP && digits == 0 ? RoundingMode.HALF_EVEN : mode;
      return Numbers.fit(type, exact.setScale(digits, used));
    }
    BigDecimal number = (BigDecimal) value;
    return Numbers.fit(type, digits >= number.scale() ? number : number.setScale(digits, mode));
  }

  private static Object real(String name, double x, @Nullable Object second) {
    double result =
        switch (name) {
          case "SQRT" -> x < 0 ? failed("2201F", name) : StrictMath.sqrt(x);
          case "EXP" -> StrictMath.exp(x);
          case "LN" -> logarithm(name, x);
          case "LOG10" -> x <= 0 ? failed("2201E", name) : StrictMath.log10(x);
          case "POWER", "POW" -> power(x, ((Number) Objects.requireNonNull(second)).doubleValue());
          case "CBRT" -> StrictMath.cbrt(x);
          case "SIN" -> StrictMath.sin(x);
          case "COS" -> StrictMath.cos(x);
          case "TAN" -> StrictMath.tan(x);
          case "ATAN" -> StrictMath.atan(x);
          case "DEGREES" -> StrictMath.toDegrees(x);
          case "RADIANS" -> StrictMath.toRadians(x);
          default -> throw new UnknownConstructException(name);
        };
    return Double.isInfinite(x) ? (Object) result : Numbers.checked(result, name);
  }

  private static double logarithm(String name, double x) {
    return x <= 0 ? failed("2201E", name) : StrictMath.log(x);
  }

  private static double power(double x, double y) {
    if (x == 0 && y < 0 || x < 0 && y != Math.rint(y)) {
      return failed("2201F", "POWER");
    }
    return StrictMath.pow(x, y);
  }

  private static double failed(String sqlState, String name) {
    throw new ReferenceException(sqlState, name + " is not defined there");
  }
}

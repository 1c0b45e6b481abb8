package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The shortest decimal text that reads back as the same DOUBLE, printed as PostgreSQL does. */
final class DoubleText {
  private static final int FIXED_DIGITS = 15;

  private DoubleText() {}

  /** Of a finite value. */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits <= 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
      }
    }
    return exact;
  }

  static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal number = shortest(value);
    if (number.signum() == 0) {
      return "0";
    }
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -4 && exponent < FIXED_DIGITS) {
      return number.toPlainString();
    }
    String digits = number.unscaledValue().abs().toString();
    String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (value < 0 ? "-" : "") + digits.charAt(0) + rest + (exponent < 0 ? "e-" : "e+") + power;
  }
}

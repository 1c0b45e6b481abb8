package org.assaydb.sql.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Text forms of numbers, as PostgreSQL writes and reads them. */
public final class NumberText {
  private static final int MAX_EXPONENT = 400;
  private static final int PLAIN_BELOW = 15;

  /** Digits are ASCII's; Java's own parsers take those of all scripts. */
  private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";

  private NumberText() {}

  public static String ofDecimal(BigInteger unscaled, int scale) {
    return new BigDecimal(unscaled, scale).toPlainString();
  }

  /** The shortest digits that give the value back, without exponent from 1e-5 to below 1e15. */
  public static String ofDouble(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = shortest(value);
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < PLAIN_BELOW) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    StringBuilder out = new StringBuilder();
    out.append(value < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append('e').append(exponent < 0 ? '-' : '+');
    String power = Integer.toString(Math.abs(exponent));
    return out.append(power.length() < 2 ? "0" : "").append(power).toString();
  }

  /**
   * The decimal of fewest digits that rounds to the value, the closest of these. JDKs before 19
   * give a digit too many at times (JDK-4511638), so the digits are searched for here.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded =
          exact.round(new java.math.MathContext(digits, java.math.RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return stripped(rounded);
      }
    }
    return stripped(exact.round(new java.math.MathContext(17, java.math.RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal stripped(BigDecimal number) {
    return number.stripTrailingZeros();
  }

  /** A number in decimal notation with an optional exponent; 22018 for anything else. */
  public static BigDecimal number(String text, String type) {
    String stripped = text.strip();
    if (!stripped.matches(NUMBER)) {
      throw bad(stripped, type);
    }
    try {
      BigDecimal number = new BigDecimal(stripped);
      if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
        throw new SqlLayerException(
            SqlStates.OUT_OF_RANGE, "a number of more than 400 digits is out of range for " + type);
      }
      return number;
    } catch (NumberFormatException e) {
      throw bad(stripped, type);
    }
  }

  /** An integer without point or exponent that fits in 64 bits; 22018 for anything else. */
  public static long integer(String text, String type) {
    String stripped = text.strip();
    if (!stripped.matches("[+-]?\\d+")) {
      throw bad(stripped, type);
    }
    try {
      return Long.parseLong(stripped);
    } catch (NumberFormatException e) {
      throw new SqlLayerException(
          SqlStates.OUT_OF_RANGE, "'" + cut(stripped) + "' is out of range for " + type, e);
    }
  }

  public static double toDouble(String text) {
    String stripped = text.strip();
    switch (stripped.toLowerCase(java.util.Locale.ROOT)) {
      case "nan":
        return Double.NaN;
      case "infinity", "inf", "+infinity":
        return Double.POSITIVE_INFINITY;
      case "-infinity", "-inf":
        return Double.NEGATIVE_INFINITY;
      default:
        break;
    }
    if (!stripped.matches(NUMBER)) {
      throw bad(stripped, "DOUBLE");
    }
    double value = Double.parseDouble(stripped);
    // A number that is not zero has no double when it is too small for the least one either.
    if (Double.isInfinite(value) || value == 0 && !isZero(stripped)) {
      throw new SqlLayerException(
          SqlStates.OUT_OF_RANGE, "'" + cut(stripped) + "' is out of range for DOUBLE");
    }
    return value;
  }

  /** Whether a number has no digit but zeros before its exponent. */
  private static boolean isZero(String number) {
    return number.chars().takeWhile(c -> c != 'e' && c != 'E').noneMatch(c -> c > '0' && c <= '9');
  }

  private static SqlLayerException bad(String text, String type) {
    return new SqlLayerException(
        SqlStates.INVALID_CAST, "cannot convert '" + cut(text) + "' to " + type);
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}

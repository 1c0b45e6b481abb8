package org.assaydb.sql.function.time;

/** Numbers with leading zeros. */
final class Digits {
  private Digits() {}

  /** A number of zero or more with at least {@code width} digits. */
  static void append(StringBuilder text, long number, int width) {
    String digits = Long.toString(number);
    text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }
}

package org.assaydb.sql.function.number;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * A format of TO_CHAR for numbers: {@code 9 0 . D , G S MI PR FM}. All else is refused. Immutable
 * once read.
 */
final class NumberPattern {
  /** One character for each element, in their order: {@code 9 0 . , S M P}. */
  final StringBuilder elements = new StringBuilder();

  int digitsBefore;
  int digitsAfter;
  boolean point;
  boolean fill = true;
  boolean minus;
  boolean brackets;
  boolean signed;
  boolean signLast;
  boolean zero;

  /** Place of the first 0, and behind the last one, among the digits. */
  int zeroStart;

  int zeroEnd;

  private int digitsBeforeSign;

  /** 0A000 for other elements, 42601 for those that exclude each other. */
  NumberPattern(String pattern) {
    int place = 0;
    while (place < pattern.length()) {
      place += element(pattern, place);
    }
    // A sign behind all digits, or behind a point, follows the number.
    signLast |= signed && digitsBefore == digitsBeforeSign;
    if (point && digitsAfter == 0) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "the format \"" + pattern + "\" has no digits behind its point");
    }
    if (signed && (minus || brackets) || minus && brackets) {
      throw bad("S, MI and PR exclude each other");
    }
  }

  private static SqlLayerException bad(String why) {
    return new SqlLayerException(SqlStates.SYNTAX, "bad format of a number: " + why);
  }

  /** Reads one element; its length. */
  private int element(String pattern, int place) {
    if (pattern.regionMatches(true, place, "FM", 0, 2)) {
      fill = false;
      return 2;
    }
    if (pattern.regionMatches(true, place, "MI", 0, 2)) {
      minus = true;
      elements.append('M');
      return 2;
    }
    if (pattern.regionMatches(true, place, "PR", 0, 2)) {
      brackets = true;
      elements.append('P');
      return 2;
    }
    switch (pattern.charAt(place)) {
      case '9' -> digit(false);
      case '0' -> digit(true);
      case '.', 'D', 'd' -> {
        if (point) {
          throw bad("multiple decimal points");
        }
        point = true;
        elements.append('.');
      }
      case ',', 'G', 'g' -> elements.append(',');
      case 'S', 's' -> sign();
      default ->
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED,
              "the format \"" + pattern.substring(place) + "\" of a number is not supported");
    }
    return 1;
  }

  private void digit(boolean asZero) {
    if (brackets) {
      throw bad("digits must be ahead of PR");
    }
    if (asZero && !zero && !point) {
      zero = true;
      zeroStart = digitsBefore;
    }
    if (point) {
      digitsAfter++;
    } else {
      digitsBefore++;
    }
    if (asZero) {
      zeroEnd = digitsBefore + digitsAfter;
    }
    elements.append(asZero ? '0' : '9');
  }

  private void sign() {
    if (signed) {
      throw bad("multiple S");
    }
    signed = true;
    signLast = point;
    digitsBeforeSign = digitsBefore;
    elements.append('S');
  }
}

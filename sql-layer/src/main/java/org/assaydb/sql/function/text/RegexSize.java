package org.assaydb.sql.function.text;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * Bounds what a regular expression costs before it is compiled. Matching takes time in proportion
 * to the text and the states of the expression, and counted repetitions multiply these: {@code
 * ((a{100}){100}){100}} has a million.
 */
final class RegexSize {
  private static final int MAX_LENGTH = 4_096;
  private static final long MAX_STATES = 5_000;
  private static final int MAX_DEPTH = 100;

  private final String pattern;
  private int place;

  private RegexSize(String pattern) {
    this.pattern = pattern;
  }

  /** 2201B for patterns that are too large. */
  static void check(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw tooLarge("more than " + MAX_LENGTH + " characters");
    }
    RegexSize size = new RegexSize(pattern);
    while (size.place < pattern.length()) {
      if (size.group(0) > MAX_STATES) {
        throw tooLarge("more than " + MAX_STATES + " states");
      }
    }
  }

  private static SqlLayerException tooLarge(String why) {
    return new SqlLayerException(
        SqlStates.INVALID_PATTERN, "regular expression is too large: " + why);
  }

  /** States of what follows, up to the closing parenthesis or the end. */
  private long group(int depth) {
    if (depth > MAX_DEPTH) {
      throw tooLarge("nested more than " + MAX_DEPTH + " deep");
    }
    long states = 1;
    long last = 1;
    while (place < pattern.length()) {
      char c = pattern.charAt(place++);
      if (c == ')') {
        return Math.min(states + last, 2 * MAX_STATES);
      }
      if (c == '{') {
        last = Math.min(last * Math.max(1, count()), 2 * MAX_STATES);
        continue;
      }
      states = Math.min(states + last, 2 * MAX_STATES);
      last = 1;
      if (c == '(') {
        last = group(depth + 1);
      } else if (c == '\\') {
        place++;
      } else if (c == '[') {
        skipClass();
      }
    }
    return states + last;
  }

  /** The largest number up to the closing brace. */
  private long count() {
    long most = 0;
    long number = 0;
    while (place < pattern.length() && pattern.charAt(place) != '}') {
      char c = pattern.charAt(place++);
      number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', MAX_STATES) : 0;
      most = Math.max(most, number);
    }
    place++;
    return most;
  }

  private void skipClass() {
    int first = place;
    while (place < pattern.length() && (pattern.charAt(place) != ']' || place == first)) {
      place += pattern.charAt(place) == '\\' ? 2 : 1;
    }
    place++;
  }
}

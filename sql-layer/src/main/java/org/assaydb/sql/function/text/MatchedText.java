package org.assaydb.sql.function.text;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * A text under a regular expression, which may read it for minutes: looks from time to time whether
 * the statement is to end. One match reads the text once; a search for all of them reads on behind
 * each to see whether a longer one is there, which in texts made to that end takes the square of
 * their length. Not thread safe.
 */
final class MatchedText implements CharSequence {
  private static final int READINGS_BETWEEN_CHECKS = 1 << 12;

  /** How often each character of a text may be read by a search for all matches. */
  private static final long MOST_READINGS = 1_000;

  private final String text;
  private final Runnable interruptCheck;
  private long left;

  private MatchedText(String text, Runnable interruptCheck, long left) {
    this.text = text;
    this.interruptCheck = interruptCheck;
    this.left = left;
  }

  static MatchedText once(String text, Runnable interruptCheck) {
    return new MatchedText(text, interruptCheck, Long.MAX_VALUE);
  }

  /** Refuses to be read more than a thousand times, with 54001. */
  static MatchedText often(String text, Runnable interruptCheck) {
    long most = MOST_READINGS * (text.length() + READINGS_BETWEEN_CHECKS);
    return new MatchedText(text, interruptCheck, most);
  }

  @Override
  public char charAt(int index) {
    if ((--left & READINGS_BETWEEN_CHECKS - 1) == 0) {
      check();
    }
    return text.charAt(index);
  }

  private void check() {
    interruptCheck.run();
    if (left <= 0) {
      throw new SqlLayerException(
          SqlStates.TOO_COMPLEX,
          "the regular expression reads a text of "
              + text.length()
              + " characters more than "
              + MOST_READINGS
              + " times");
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}

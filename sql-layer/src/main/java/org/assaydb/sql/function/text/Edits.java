package org.assaydb.sql.function.text;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Functions that make a text of others. */
public final class Edits {
  private Edits() {}

  /** Every {@code part} of {@code bytes[from, to)} replaced; an empty part is nowhere. */
  public static byte[] replaced(byte[] bytes, int from, int to, ByteSearch part, byte[] by) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(to - from);
    int place = from;
    int found = part.length() == 0 ? -1 : part.find(bytes, from, to);
    while (found >= 0) {
      result.write(bytes, place, found - place);
      result.write(by, 0, by.length);
      TextSize.checked(result.size());
      place = found + part.length();
      found = part.find(bytes, place, to);
    }
    result.write(bytes, place, to - place);
    return result.toByteArray();
  }

  public static String repeated(String text, long times) {
    if (times <= 0 || text.isEmpty()) {
      return "";
    }
    TextSize.checked(times > TextSize.MAX ? times : times * text.length());
    return text.repeat((int) times);
  }

  public static String reversed(String text) {
    // The builder keeps surrogate pairs together.
    return new StringBuilder(text).reverse().toString();
  }

  /**
   * Each character that is in {@code from} replaced by the one in that place of {@code to}, or
   * dropped when {@code to} is shorter.
   */
  public static String translated(String text, String from, String to) {
    Map<Integer, Integer> mapping = new HashMap<>();
    int[] targets = to.codePoints().toArray();
    int[] sources = from.codePoints().toArray();
    for (int i = 0; i < sources.length; i++) {
      mapping.putIfAbsent(sources[i], i < targets.length ? targets[i] : -1);
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              int target = mapping.getOrDefault(point, point);
              if (target >= 0) {
                result.appendCodePoint(target);
              }
            });
    return result.toString();
  }

  /** {@code length} characters from {@code start} (1 is the first) on replaced. */
  public static String overlaid(String text, String part, long start, long length) {
    if (start <= 0) {
      throw new SqlLayerException(
          SqlStates.SUBSTRING, "OVERLAY starts at " + start + ", the first character is 1");
    }
    int count = text.codePointCount(0, text.length());
    int head = (int) Math.min(count, start - 1);
    long rest = Math.max(0, Math.min(count, start - 1 + length));
    return text.substring(0, text.offsetByCodePoints(0, head))
        + part
        + text.substring(text.offsetByCodePoints(0, (int) rest));
  }

  /** The character with a number; 54000 when there is none, 22023 for negative numbers. */
  public static String character(long codePoint) {
    if (codePoint < 0) {
      throw new SqlLayerException(
          SqlStates.INVALID_PARAMETER, "the number of a character is not negative");
    }
    boolean valid =
        codePoint > 0 && codePoint <= Character.MAX_CODE_POINT && codePoint >> 11 != 0xD800 >> 11;
    if (!valid) {
      throw new SqlLayerException(SqlStates.LIMIT, "there is no character " + codePoint);
    }
    return Character.toString((int) codePoint);
  }
}

package org.assaydb.sql.function.text;

import com.google.re2j.Pattern;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * A pattern of SIMILAR TO, made a regular expression: {@code %} and {@code _} are wildcards, {@code
 * | * + ? { } ( ) [ ]} mean what they mean in one, everything else (dots, {@code ^}, {@code $}) is
 * itself. It has to match the whole text. Immutable.
 */
public final class SimilarPattern {
  private final Pattern pattern;

  private SimilarPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @param escape as a code point; -1 for none
   * @throws SqlLayerException 2201B for a bad pattern, 22025 when it ends with the escape character
   */
  public static SimilarPattern of(String pattern, int escape) {
    return new SimilarPattern(Regex.compiled(translated(pattern, escape), Pattern.DOTALL));
  }

  /**
   * @param interruptCheck throws when the statement is to end
   */
  public boolean matches(String text, Runnable interruptCheck) {
    return pattern.matcher(MatchedText.once(text, interruptCheck)).matches();
  }

  private static String translated(String pattern, int escape) {
    int[] points = pattern.codePoints().toArray();
    StringBuilder regex = new StringBuilder(points.length + 16).append("(?:");
    boolean inClass = false;
    int classStart = 0;
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == escape) {
        if (++i == points.length) {
          throw new SqlLayerException(
              SqlStates.INVALID_ESCAPE, "the SIMILAR TO pattern ends with its escape character");
        }
        appendLiteral(regex, points[i]);
      } else if (inClass) {
        boolean first = i == classStart || i == classStart + 1 && points[classStart] == '^';
        inClass = point != ']' || first;
        appendInClass(regex, point, first, inClass);
      } else if (point == '{') {
        i = appendCount(regex, points, i);
      } else {
        inClass = point == '[';
        classStart = i + 1;
        appendOutside(regex, point);
      }
    }
    return regex.append(')').toString();
  }

  private static void appendOutside(StringBuilder regex, int point) {
    switch (point) {
      case '%' -> regex.append(".*");
      case '_' -> regex.append('.');
      // No group of RE2's own kinds, such as (?i).
      case '(' -> regex.append("(?:");
      case '|', '*', '+', '?', ')', '[' -> regex.appendCodePoint(point);
      default -> appendLiteral(regex, point);
    }
  }

  /** A counted repetition from its brace on; the place of the closing one. */
  private static int appendCount(StringBuilder regex, int[] points, int from) {
    int place = from;
    while (place < points.length && points[place] != '}') {
      place++;
    }
    String count = new String(points, from, Math.min(place + 1, points.length) - from);
    if (!count.matches("\\{[0-9]+(,[0-9]*)?\\}")) {
      throw new SqlLayerException(
          SqlStates.INVALID_PATTERN, "invalid repetition in the SIMILAR TO pattern: " + count);
    }
    regex.append(count);
    return place;
  }

  private static void appendInClass(StringBuilder regex, int point, boolean first, boolean open) {
    if (point == '\\' || point == ']' && open && first) {
      regex.append('\\');
    }
    regex.appendCodePoint(point);
  }

  private static void appendLiteral(StringBuilder regex, int point) {
    boolean plain =
        point >= 0x80
            || point >= '0' && point <= '9'
            || point >= 'a' && point <= 'z'
            || point >= 'A' && point <= 'Z'
            || point < ' '
            || point == ' '
            || point == '_';
    if (!plain) {
      regex.append('\\');
    }
    regex.appendCodePoint(point);
  }
}

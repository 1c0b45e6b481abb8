package org.assaydb.sql.function.text;

/** LPAD and RPAD. */
public final class Padding {
  private Padding() {}

  /**
   * The text with {@code length} characters: cut on the right, or filled up with {@code fill} again
   * and again; with an empty {@code fill} it is only cut.
   */
  public static String padded(String text, long length, String fill, boolean left) {
    int have = text.codePointCount(0, text.length());
    if (length <= have) {
      return text.substring(0, text.offsetByCodePoints(0, (int) Math.max(0, length)));
    }
    if (fill.isEmpty()) {
      return text;
    }
    long missing = length - have;
    TextSize.checked(length);
    int[] points = fill.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return left ? padding + text : text + padding;
  }
}

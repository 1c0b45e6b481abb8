package org.assaydb.engine.cli;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text of others as a terminal may show it: what moves the cursor, changes the direction of writing
 * or cannot be seen is written as an escape, so that nothing looks like something else. A backslash
 * is doubled: no text looks like an escape that is none.
 */
final class ShownText {
  private ShownText() {}

  static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\\' -> shown.append("\\\\");
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> append(shown, point);
              }
            });
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (isPlain(point)) {
      shown.appendCodePoint(point);
    } else if (point < 0x10000) {
      shown.append("\\u").append(HexFormat.of().toHexDigits((char) point));
    } else {
      shown.append("\\u{").append(Integer.toHexString(point)).append('}');
    }
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }

  /** A value of a parameter: text in quotes, so that it is not taken for several values. */
  static String value(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof String string) {
      return "'" + text(string).replace("'", "''") + "'";
    }
    return value instanceof byte[] bytes
        ? "X'" + HexFormat.of().formatHex(bytes) + "'"
        : text(value.toString());
  }
}

package org.assaydb.engine.terminal;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, numbers, booleans, strings and null as JSON. */
public final class Json {
  private Json() {}

  /** JSON text of a value; anything that is none of the above is written as its string. */
  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value, "\n");
    return out.append('\n').toString();
  }

  private static void write(StringBuilder out, @Nullable Object value, String newLine) {
    if (value instanceof Map<?, ?> map) {
      writeMap(out, map, newLine);
    } else if (value instanceof List<?> list) {
      writeList(out, list, newLine);
    } else if (value == null || value instanceof Boolean || isFinite(value)) {
      out.append(value);
    } else {
      writeString(out, value.toString());
    }
  }

  private static boolean isFinite(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static void writeMap(StringBuilder out, Map<?, ?> map, String newLine) {
    String inner = newLine + "  ";
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> entry = i.next();
      out.append(inner);
      writeString(out, String.valueOf(entry.getKey()));
      write(out.append(": "), entry.getValue(), inner);
      out.append(i.hasNext() ? "," : newLine);
    }
    out.append('}');
  }

  private static void writeList(StringBuilder out, List<?> list, String newLine) {
    String inner = newLine + "  ";
    out.append('[');
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      write(out.append(inner), i.next(), inner);
      out.append(i.hasNext() ? "," : newLine);
    }
    out.append(']');
  }

  private static void writeString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}

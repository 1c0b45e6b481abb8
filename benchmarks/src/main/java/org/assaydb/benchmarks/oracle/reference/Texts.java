package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions of text, which is a list of code points. */
final class Texts {
  private Texts() {}

  static String withoutTrailingBlanks(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Characters from {@code from} (inclusive, 1 is the first) to {@code to} (exclusive). */
  private static String slice(String text, BigDecimal from, BigDecimal to) {
    BigDecimal end = BigDecimal.valueOf(length(text) + 1L);
    int first = from.max(BigDecimal.ONE).min(end).intValueExact() - 1;
    int last = to.max(BigDecimal.ONE).min(end).intValueExact() - 1;
    int[] points = text.codePoints().toArray();
    return first >= last ? "" : new String(points, first, last - first);
  }

  static String substring(String text, BigDecimal from, @Nullable BigDecimal count) {
    if (count == null) {
      return slice(text, from, BigDecimal.valueOf(length(text) + 1L));
    }
    if (count.signum() < 0) {
      throw new ReferenceException("22011", "negative length of a substring");
    }
    return slice(text, from, from.add(count));
  }

  static String left(String text, BigDecimal count) {
    BigDecimal wanted = count.signum() < 0 ? BigDecimal.valueOf(length(text)).add(count) : count;
    return slice(text, BigDecimal.ONE, wanted.add(BigDecimal.ONE));
  }

  static String right(String text, BigDecimal count) {
    BigDecimal length = BigDecimal.valueOf(length(text));
    BigDecimal wanted = count.signum() < 0 ? length.add(count) : count;
    return slice(text, length.subtract(wanted).add(BigDecimal.ONE), length.add(BigDecimal.ONE));
  }

  static BigDecimal position(String part, String text) {
    int at = text.indexOf(part);
    return BigDecimal.valueOf(at < 0 ? 0 : text.codePointCount(0, at) + 1L);
  }

  static String overlay(String text, String by, BigDecimal from, @Nullable BigDecimal count) {
    if (from.signum() <= 0) {
      throw new ReferenceException("22011", "OVERLAY from before the text");
    }
    BigDecimal replaced = count == null ? BigDecimal.valueOf(length(by)) : count;
    BigDecimal end = BigDecimal.valueOf(length(text) + 1L);
    return slice(text, BigDecimal.ONE, from) + by + slice(text, from.add(replaced), end);
  }

  static String trim(String text, String characters, boolean leading, boolean trailing) {
    int[] points = text.codePoints().toArray();
    int first = 0;
    int end = points.length;
    while (leading && first < end && characters.indexOf(points[first]) >= 0) {
      first++;
    }
    while (trailing && end > first && characters.indexOf(points[end - 1]) >= 0) {
      end--;
    }
    return new String(points, first, end - first);
  }

  static String pad(String text, BigDecimal length, String with, boolean left) {
    int wanted = length.max(BigDecimal.ZERO).intValueExact();
    int missing = wanted - length(text);
    if (missing <= 0 || with.isEmpty()) {
      return slice(text, BigDecimal.ONE, BigDecimal.valueOf(wanted + 1L));
    }
    int[] points = with.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return left ? padding + text : text + padding;
  }

  static String splitPart(String text, String separator, BigDecimal number) {
    if (number.signum() == 0) {
      throw new ReferenceException("22023", "SPLIT_PART has no field 0");
    }
    List<String> parts =
        separator.isEmpty() ? List.of(text) : List.of(text.split(Pattern.quote(separator), -1));
    BigDecimal place =
        number.signum() > 0 ? number : number.add(BigDecimal.valueOf(parts.size() + 1L));
    boolean there = place.signum() > 0 && place.compareTo(BigDecimal.valueOf(parts.size())) <= 0;
    return there ? parts.get(place.intValueExact() - 1) : "";
  }

  static String translate(String text, String from, String to) {
    int[] sources = from.codePoints().toArray();
    int[] targets = to.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int at = 0;
              while (at < sources.length && sources[at] != point) {
                at++;
              }
              if (at == sources.length) {
                out.appendCodePoint(point);
              } else if (at < targets.length) {
                out.appendCodePoint(targets[at]);
              }
            });
    return out.toString();
  }

  static String mapped(String text, java.util.function.IntUnaryOperator function) {
    return text.codePoints()
        .map(function)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** First letters of words upper, the others lower; what is no letter or digit parts words. */
  static String initCap(String text) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (int point : text.codePoints().toArray()) {
      out.appendCodePoint(inside ? Character.toLowerCase(point) : Character.toUpperCase(point));
      inside = Character.isLetterOrDigit(point);
    }
    return out.toString();
  }

  static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** LIKE by trying every split; an escape character makes the next one stand for itself. */
  static boolean like(String text, String pattern, @Nullable String escape) {
    return similar(text, pattern, escape, "", false);
  }

  static boolean like(String text, String pattern, @Nullable String escape, boolean ignoreCase) {
    return similar(text, pattern, escape, "", ignoreCase);
  }

  static boolean similarTo(String text, String pattern, @Nullable String escape) {
    return similar(text, pattern, escape, "|*+?{}()[],-^0123456789", false);
  }

  private static boolean similar(
      String text, String pattern, @Nullable String escape, String operators, boolean ignoreCase) {
    if (escape != null && length(escape) > 1) {
      throw new ReferenceException("22019", "an escape is one character");
    }
    StringBuilder regex = new StringBuilder();
    List<Integer> points = new ArrayList<>(pattern.codePoints().boxed().toList());
    for (int i = 0; i < points.size(); i++) {
      String one = Character.toString(points.get(i));
      if (one.equals(escape)) {
        if (++i == points.size()) {
          throw new ReferenceException("22025", "an escape at the end of a pattern");
        }
        regex.append(Pattern.quote(Character.toString(points.get(i))));
      } else if (one.equals("%")) {
        regex.append(".*");
      } else if (one.equals("_")) {
        regex.append('.');
      } else {
        regex.append(operators.contains(one) ? one : Pattern.quote(one));
      }
    }
    int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    try {
      return Pattern.compile(regex.toString(), flags).matcher(text).matches();
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new ReferenceException("2201B", "no pattern: " + pattern);
    }
  }
}

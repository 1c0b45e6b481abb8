package org.assaydb.benchmarks.suites;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A result as sqllogictest writes it down. */
final class SqlLogicValues {
  private static final Pattern HASHED = Pattern.compile("(\\d+) values hashing to ([0-9a-f]{32})");

  private static final Pattern MIXED =
      Pattern.compile("(?s)\\b(COALESCE|NULLIF|CASE)\\b.*\\bAVG\\b");

  private SqlLogicValues() {}

  /** How a result differs from the expected one; null when it does not. */
  static @Nullable String difference(SqlLogicRecord query, List<@Nullable Object[]> rows) {
    if (!rows.isEmpty() && rows.get(0).length != query.types().length()) {
      return rows.get(0).length + " columns, expected " + query.types().length();
    }
    List<String> values = values(query, rows);
    List<String> expected = query.expected();
    Matcher hashed = HASHED.matcher(expected.size() == 1 ? expected.get(0) : "");
    if (hashed.matches()) {
      String got = values.size() + " values hashing to " + md5(values);
      return got.equals(expected.get(0)) ? null : got + ", expected " + expected.get(0);
    }
    return values.equals(expected) ? null : shown(values) + ", expected " + shown(expected);
  }

  /**
   * Whether a result is of another type than the suite's: COALESCE, NULLIF or CASE over an integer
   * and an AVG is of the type of both here and in PostgreSQL, a number with a fraction, whichever
   * of the two it gives. In the suite it is what it gives, so that an integer is divided as one.
   */
  static boolean isOfOtherType(SqlLogicRecord query, List<@Nullable Object[]> rows) {
    boolean fraction = false;
    for (@Nullable Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        fraction |=
            query.types().charAt(i) == 'I'
                && row[i] instanceof BigDecimal number
                && number.stripTrailingZeros().scale() > 0;
      }
    }
    return fraction && MIXED.matcher(query.sql()).find();
  }

  private static String shown(List<String> values) {
    return values.size() <= 20 ? values.toString() : values.subList(0, 20) + " ...";
  }

  private static List<String> values(SqlLogicRecord query, List<@Nullable Object[]> rows) {
    List<List<String>> written = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      List<String> texts = new ArrayList<>(row.length);
      for (int i = 0; i < row.length; i++) {
        texts.add(text(query.types().charAt(i), row[i]));
      }
      written.add(texts);
    }
    if (query.order() == SqlLogicRecord.Order.ROWSORT) {
      written.sort(SqlLogicValues::compareRows);
    }
    List<String> values = new ArrayList<>();
    written.forEach(values::addAll);
    if (query.order() == SqlLogicRecord.Order.VALUESORT) {
      Collections.sort(values);
    }
    return values;
  }

  private static int compareRows(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static String text(char type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case 'I' -> number(value).setScale(0, RoundingMode.DOWN).toPlainString();
      case 'R' -> number(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
      default -> printable(value.toString());
    };
  }

  private static BigDecimal number(Object value) {
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO; // a text where a number is expected counts as 0
    }
  }

  private static String printable(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) < ' ' || out.charAt(i) > '~') {
        out.setCharAt(i, '@');
      }
    }
    return out.toString();
  }

  private static String md5(List<String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (String value : values) {
        digest.update(value.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has MD5
    }
  }
}

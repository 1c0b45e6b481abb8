package org.assaydb.engine.cluster.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Random tables, changes and queries. Statements name the table {@code {T}}, the height of a row
 * {@code {H}} and stand with {@code {W}} behind their condition, so that the same text also makes a
 * reading of all rows; {@code {AT}} is where AS OF stands.
 */
final class RandomQueries {
  static final String COLUMNS =
      "(id INTEGER NOT NULL, p INTEGER NOT NULL, s VARCHAR(300) NOT NULL, g INTEGER,"
          + " n BIGINT NOT NULL, v DECIMAL(9, 2), t VARCHAR(300), d DATE%s)";

  private static final String[] PRIMARY = {"id", "id DESC", "p, id", "p DESC, id", "s, id DESC"};
  private static final String[] SECONDARY = {
    "g", "g DESC, t", "t DESC", "v DESC", "d, g DESC", "g, n", "s DESC, n DESC", "p, g"
  };
  private static final String[] SUMMARIES = {
    "",
    " SUMMARIZE (n, v)",
    " SKIP (n, v, t, d)",
    " SUMMARIZE (v, n) SKIP (v, n, t)",
    " SKIP (g, d)"
  };
  private static final String[] VALUED = {"id", "p", "s", "g", "n", "v", "t", "d"};

  private final Random random;
  private final int rows;
  private int moves;

  /**
   * @param rows keys are below it
   */
  RandomQueries(Random random, int rows) {
    this.random = random;
    this.rows = rows;
  }

  @SafeVarargs
  private <T> T any(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** The table {@code fast} and its indexes. */
  List<String> definitions() {
    List<String> out = new ArrayList<>();
    String key = any(PRIMARY);
    String grouped = key.contains(",") && random.nextBoolean() ? " GROUPED BY (" : "";
    if (!grouped.isEmpty()) {
      grouped += key.charAt(0) + ")";
    }
    String head = COLUMNS.formatted(", PRIMARY KEY (" + key + ")");
    out.add("CREATE TABLE fast " + head + grouped + any(SUMMARIES));
    for (int i = 0; i < 3; i++) {
      String parts = SECONDARY[(random.nextInt(3) + 3 * i) % SECONDARY.length];
      String group = random.nextInt(3) == 0 ? " GROUPED BY (" + parts.charAt(0) + ")" : "";
      String include = random.nextInt(3) == 0 ? " INCLUDE (id)" : "";
      out.add("CREATE INDEX i" + i + " ON fast (" + parts + ")" + include + group + any(SUMMARIES));
    }
    return out;
  }

  Object[] row(int id) {
    return new Object[] {
      id,
      random.nextInt(5) - 2,
      text(),
      random.nextInt(6) == 0 ? null : random.nextInt(12) - 4,
      number(),
      random.nextInt(5) == 0 ? null : random.nextInt(60_000) / 100.0 - 300,
      random.nextInt(4) == 0 ? null : text(),
      random.nextInt(5) == 0 ? null : "2026-0" + (1 + random.nextInt(9)) + "-11"
    };
  }

  private long number() {
    return switch (random.nextInt(12)) {
      case 0 -> 9_000_000_000_000_000_000L + random.nextInt(3);
      case 1 -> -9_000_000_000_000_000_000L - random.nextInt(3);
      default -> random.nextInt(2000) - 1000;
    };
  }

  /** Short, or alike in more bytes than a summary keeps. */
  private String text() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "a" + random.nextInt(5);
      case 2 -> "long".repeat(20) + random.nextInt(30);
      default -> "long".repeat(60) + random.nextInt(9);
    };
  }

  private String literal(String column) {
    return switch (column) {
      case "id" -> String.valueOf(random.nextInt(rows + 20) - 10);
      case "p" -> String.valueOf(random.nextInt(7) - 3);
      case "g" -> any("" + (random.nextInt(12) - 4), "" + (random.nextInt(12) - 4), "2.5", "99");
      case "n" -> String.valueOf(number());
      case "v" -> any("0", "-12.345", "" + (random.nextInt(600) - 300), "150.25");
      case "d" -> "DATE '2026-0" + (1 + random.nextInt(9)) + "-11'";
      default -> "'" + text() + "'";
    };
  }

  private String atom(String column) {
    String x = literal(column);
    String y = literal(column);
    return switch (random.nextInt(9)) {
      case 0 -> column + " IS NULL";
      case 1 -> column + " IS NOT NULL";
      case 2 -> column + " IN (" + x + ", " + y + ", " + literal(column) + ")";
      case 3 -> column + " BETWEEN " + x + " AND " + y;
      case 4 -> "(" + column + " < " + x + " OR " + column + " > " + y + ")";
      case 5 ->
          column.equals("t") || column.equals("s")
              ? column + " LIKE '" + any("a%", "long%", "longlonglong%", "a1") + "'"
              : column + " <> " + x;
      case 6, 7 -> column + " = " + x;
      default -> column + any(" < ", " <= ", " > ", " >= ") + x;
    };
  }

  /** With the alternative reading behind it. */
  private String condition() {
    StringJoiner all = new StringJoiner(" AND ");
    int atoms = 1 + random.nextInt(3);
    for (int i = 0; i < atoms; i++) {
      all.add(
          random.nextInt(6) == 0
              ? "(" + atom(any(VALUED)) + " OR " + atom(any(VALUED)) + ")"
              : atom(any(VALUED)));
    }
    return all + "{W}";
  }

  /** Such as key ranges may express exactly. */
  private String keyCondition() {
    return switch (random.nextInt(5)) {
      case 0 -> "id >= id{W}";
      case 1 -> atom("id") + "{W}";
      case 2 -> atom("g") + "{W}";
      case 3 -> "p = " + literal("p") + " AND " + atom("id") + "{W}";
      default -> any("s", "p", "d", "t") + " IS NOT NULL{W}";
    };
  }

  /** A change; rows never get each other's keys. */
  String change() {
    int from = random.nextInt(rows);
    return switch (random.nextInt(6)) {
      case 0 -> "DELETE FROM {T} WHERE " + atom("id") + " AND " + condition();
      case 1 -> "DELETE FROM {T} WHERE id BETWEEN " + from + " AND " + (from + rows / 30) + "{W}";
      case 2 -> "UPDATE {T} SET g = g + 1, v = NULL WHERE " + condition();
      case 3 -> "UPDATE {T} SET id = id + " + (++moves * 100_000) + " WHERE id = " + from + "{W}";
      case 4 ->
          "UPDATE {T} SET t = s, v = 7.25, d = NULL WHERE id BETWEEN "
              + from
              + " AND "
              + (from + rows / 20)
              + "{W}";
      default -> "UPDATE {T} SET n = -n, p = -p WHERE " + condition();
    };
  }

  /** A query whose rows are determined up to their order, or wholly if it has ORDER BY. */
  String query(List<Long> heights) {
    return switch (random.nextInt(9)) {
      case 0 -> "SELECT id, p, s, g, n, v, t, d FROM {T}{AT} WHERE " + condition();
      case 1 -> "SELECT id, v FROM {T}{AT} WHERE " + condition();
      case 2 ->
          "SELECT COUNT(*), COUNT(v), SUM(v), AVG(n), SUM(n) FROM {T}{AT} WHERE " + keyCondition();
      case 3 -> {
        String by = any("g", "p", "s", "d", "p, g", "s, n");
        yield "SELECT "
            + by
            + ", COUNT(*), "
            + any("SUM(v)", "AVG(v), COUNT(v)", "SUM(n), SUM(v)", "MAX(v)")
            + " FROM {T}{AT} WHERE "
            + keyCondition()
            + " GROUP BY "
            + by;
      }
      case 4 ->
          "SELECT "
              + any("MIN", "MAX")
              + "("
              + any(VALUED)
              + ") FROM {T}{AT} WHERE "
              + keyCondition();
      case 5 -> ordered();
      case 6 -> "SELECT id, {H} FROM {T} WHERE " + window(heights) + " AND " + condition();
      case 7 -> "SELECT COUNT(*), MIN(id) FROM {T} WHERE " + window(heights) + "{W}";
      default -> join();
    };
  }

  private String ordered() {
    String by = any(VALUED);
    String columns = by.equals("id") ? "id, g, v" : by;
    return "SELECT "
        + columns
        + " FROM {T}{AT} WHERE "
        + (random.nextBoolean() ? by + " IS NOT NULL{W}" : condition())
        + " ORDER BY "
        + by
        + any("", " DESC")
        + " LIMIT "
        + (1 + random.nextInt(12))
        + any("", " OFFSET " + random.nextInt(6));
  }

  private String window(List<Long> heights) {
    long from = heights.get(random.nextInt(heights.size()));
    long to = heights.get(random.nextInt(heights.size()));
    return any("{H} BETWEEN " + from + " AND " + to, "{H} > " + from, "{H} <= " + to);
  }

  private String join() {
    String by = any("id", "p", "g", "s");
    String values = "(" + literal(by) + "), (" + literal(by) + "), (" + literal(by) + ")";
    if (by.equals("g")) {
      values = "(1), (-2), (7)";
    }
    return "SELECT q.k, x.id, x.v FROM (VALUES "
        + values
        + ") AS q (k) "
        + any("", "LEFT ")
        + "JOIN {R} AS x ON x."
        + by
        + " = q.k";
  }
}

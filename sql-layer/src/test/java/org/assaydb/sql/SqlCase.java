package org.assaydb.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A statement of a case file with what has to come of it. A statement ends with the semicolon at
 * the end of a line; before it stand comment lines:
 *
 * <pre>
 * -- expect: 1 | a        a row, its columns separated by " | "; (no rows) for an empty result
 * -- count: 2             rows changed
 * -- error: 22003 or ...  SQLSTATE, or the reject reason of what cannot be verified
 * -- anything else        a remark
 * </pre>
 *
 * Nothing before it means that it runs.
 */
record SqlCase(int line, String sql, List<String> rows, long count, List<String> errors) {
  static final String NO_ROWS = "(no rows)";

  private static final long ANY_COUNT = -1;
  private static final String EXPECT = "-- expect: ";
  private static final String COUNT = "-- count: ";
  private static final String ERROR = "-- error: ";

  boolean expectsCount() {
    return count != ANY_COUNT;
  }

  static List<SqlCase> parse(String text) {
    List<SqlCase> cases = new ArrayList<>();
    List<String> lines = text.lines().toList();
    List<String> rows = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    long count = ANY_COUNT;
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(EXPECT)) {
        rows.add(line.substring(EXPECT.length()));
      } else if (line.startsWith(COUNT)) {
        count = Long.parseLong(line.substring(COUNT.length()));
      } else if (line.startsWith(ERROR)) {
        errors.addAll(Arrays.asList(line.substring(ERROR.length()).split(" or ")));
      } else if (!line.startsWith("--")) {
        sql.append(sql.isEmpty() ? "" : "\n").append(line);
        if (line.endsWith(";")) {
          sql.setLength(sql.length() - 1);
          cases.add(
              new SqlCase(
                  i + 1, sql.toString().strip(), List.copyOf(rows), count, List.copyOf(errors)));
          sql.setLength(0);
          rows.clear();
          errors.clear();
          count = ANY_COUNT;
        }
      }
    }
    return cases;
  }
}

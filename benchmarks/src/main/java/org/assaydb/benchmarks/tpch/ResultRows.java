package org.assaydb.benchmarks.tpch;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assaydb.jdbc.VerifiedResultSet;
import org.jspecify.annotations.Nullable;

/**
 * A result, and whether another engine's is the same. Two values are the same when
 *
 * <ul>
 *   <li>both are NULL, or equal texts (blanks at the end of CHAR aside) or equal dates;
 *   <li>they are exact numbers of equal value;
 *   <li>one is a floating number and they differ by at most 1e-9 of the greater one;
 *   <li>one is a floating number, the other an exact one of s digits after the point, and they
 *       differ by less than 10^-s: quotients and averages of exact numbers are exact numbers here
 *       and floating ones in DuckDB.
 * </ul>
 *
 * @param proofBytes of verification objects received for it, 0 from other engines
 */
record ResultRows(List<@Nullable Object[]> rows, long proofBytes) {
  private static final double RELATIVE = 1e-9;

  /** Runs a query to its end. */
  static ResultRows of(Connection connection, String sql) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        @Nullable Object[] row = new @Nullable Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
      boolean verified = result.isWrapperFor(VerifiedResultSet.class);
      long bytes = verified ? result.unwrap(VerifiedResultSet.class).proofBytes() : 0;
      return new ResultRows(rows, bytes);
    }
  }

  /**
   * The first difference, in words; null when there is none. Rows that the order leaves open may
   * come in any order.
   *
   * @param order columns, from 1, that the result is ordered by
   */
  @Nullable String difference(ResultRows expected, List<Integer> order) {
    if (rows.size() != expected.rows.size()) {
      return rows.size() + " rows, expected " + expected.rows.size();
    }
    int from = 0;
    while (from < rows.size()) {
      int to = from + 1;
      while (to < rows.size() && tied(expected.rows.get(from), expected.rows.get(to), order)) {
        to++;
      }
      List<@Nullable Object[]> left = new ArrayList<>(rows.subList(from, to));
      for (int i = from; i < to; i++) {
        @Nullable Object[] wanted = expected.rows.get(i);
        int place = find(left, wanted);
        if (place < 0) {
          return "row " + (i + 1) + " is " + text(rows.get(i)) + ", expected " + text(wanted);
        }
        left.remove(place);
      }
      from = to;
    }
    return null;
  }

  private static int find(List<@Nullable Object[]> rows, @Nullable Object[] wanted) {
    for (int i = 0; i < rows.size(); i++) {
      if (same(rows.get(i), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean tied(
      @Nullable Object[] first, @Nullable Object[] second, List<Integer> order) {
    return order.stream().allMatch(c -> same(first[c - 1], second[c - 1]));
  }

  private static boolean same(@Nullable Object[] row, @Nullable Object[] other) {
    boolean same = row.length == other.length;
    for (int i = 0; same && i < row.length; i++) {
      same = same(row[i], other[i]);
    }
    return same;
  }

  static boolean same(@Nullable Object value, @Nullable Object other) {
    if (value == null || other == null) {
      return value == other;
    }
    if (value instanceof Number a && other instanceof Number b) {
      return sameNumbers(a, b);
    }
    return value.toString().stripTrailing().equals(other.toString().stripTrailing());
  }

  private static boolean sameNumbers(Number a, Number b) {
    if (!isFloating(a) && !isFloating(b)) {
      return exact(a).compareTo(exact(b)) == 0;
    }
    double difference = Math.abs(a.doubleValue() - b.doubleValue());
    double greater = Math.max(Math.abs(a.doubleValue()), Math.abs(b.doubleValue()));
    return difference <= RELATIVE * greater || difference < Math.max(unit(a), unit(b));
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static BigDecimal exact(Number number) {
    return new BigDecimal(number.toString());
  }

  /** What the last digit of an exact number is worth; 0 for numbers that were not rounded. */
  private static double unit(Number number) {
    return number instanceof BigDecimal decimal && decimal.scale() > 0
        ? decimal.ulp().doubleValue()
        : 0;
  }

  private static String text(@Nullable Object[] row) {
    return Collections.unmodifiableList(Arrays.asList(row)).toString();
  }
}

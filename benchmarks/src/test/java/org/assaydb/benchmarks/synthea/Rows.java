package org.assaydb.benchmarks.synthea;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a query in a form that is equal for equal SQL values, whatever classes a driver uses.
 */
final class Rows {
  private Rows() {}

  static List<List<String>> of(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(text(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime().toString();
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    if (value instanceof Double || value instanceof Float) {
      // Sums in another order differ in the last bits.
      return String.format(java.util.Locale.ROOT, "%.9e", ((Number) value).doubleValue());
    }
    if (value instanceof Number number) {
      return decimal(number).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(number.longValue());
  }
}

package org.assaydb.benchmarks.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The table of one case: {@code id} is the key, the sum of {@code v} counts what was written. */
final class CommitTable {
  /** Keys of a connection: [seat * KEYS, seat * KEYS + KEYS). */
  private static final int KEYS = 10_000_000;

  private static final int FILL_ROWS = 1_000;

  private final String name;
  private final CommitStatement statement;
  private final int rowsBefore;

  CommitTable(String name, CommitStatement statement, int batch) {
    this.name = name;
    this.statement = statement;
    this.rowsBefore = statement.rowsBefore(batch);
  }

  /** The table with the rows that each connection is to find. */
  void create(Connection connection, int connections) throws SQLException {
    try (Statement definition = connection.createStatement()) {
      definition.execute("CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, v INTEGER)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (?, 0)")) {
      long rows = (long) connections * rowsBefore;
      for (long row = 0; row < rows; row++) {
        insert.setInt(1, (int) (row / rowsBefore) * KEYS + (int) (row % rowsBefore));
        insert.addBatch();
        if ((row + 1) % FILL_ROWS == 0 || row + 1 == rows) {
          insert.executeBatch();
        }
      }
    }
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    return connection.prepareStatement(statement.sql(name));
  }

  /** Sets the key of the row that a connection writes after {@code written} others. */
  void bind(PreparedStatement prepared, int seat, long written) throws SQLException {
    long key = statement == CommitStatement.INSERT ? written : written % rowsBefore;
    if (key >= KEYS) {
      throw new IllegalStateException("more than " + KEYS + " rows of one connection");
    }
    prepared.setInt(1, seat * KEYS + (int) key);
  }

  /** What is wrong with the table; empty when it holds just what was acknowledged. */
  String difference(Connection connection, int connections, long acknowledged, long unknown)
      throws SQLException {
    long before = (long) connections * rowsBefore;
    try (Statement query = connection.createStatement();
        ResultSet result = query.executeQuery("SELECT COUNT(*), SUM(v) FROM " + name)) {
      result.next();
      long count = result.getLong(1);
      long sum = result.getLong(2);
      long written = statement == CommitStatement.INSERT ? count : sum;
      boolean whole = statement == CommitStatement.INSERT ? sum == count : count == before;
      if (whole && written >= acknowledged && written <= acknowledged + unknown) {
        return "";
      }
      return String.format(
          Locale.ROOT,
          "%s: %,d rows acknowledged, %,d of unknown outcome, but count %,d and sum %,d",
          name,
          acknowledged,
          unknown,
          count,
          sum);
    }
  }
}

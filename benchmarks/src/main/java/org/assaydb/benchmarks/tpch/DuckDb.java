package org.assaydb.benchmarks.tpch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB in this process, in memory, on one thread. */
final class DuckDb {
  private DuckDb() {}

  /** Tables filled by DuckDB's own reader of CSV: nothing of our loader is in its rows. */
  static Connection load(Path directory) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (String definition : TpchFiles.definitions()) {
        statement.execute(definition);
      }
      for (String table : TpchFiles.TABLES) {
        Path file = directory.resolve(table + ".csv");
        statement.execute("COPY " + table + " FROM '" + file + "' (HEADER, DELIMITER ',')");
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}

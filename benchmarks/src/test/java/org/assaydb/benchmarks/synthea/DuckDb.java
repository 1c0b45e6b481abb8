package org.assaydb.benchmarks.synthea;

import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;

/**
 * DuckDB with Synthea's tables, read by DuckDB's own CSV reader: shares nothing with our loader.
 */
final class DuckDb {
  private DuckDb() {}

  static Connection load(CsvTables csv, Path scratch) throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      for (String ddl : SyntheaSchema.tableStatements()) {
        statement.execute(ddl);
      }
      for (String table : SyntheaSchema.tables()) {
        Optional<Reader> text = csv.open(table);
        if (text.isPresent()) {
          Path file = scratch.resolve(table + ".csv");
          try (Reader in = text.get();
              Writer out = Files.newBufferedWriter(file)) {
            in.transferTo(out);
          }
          statement.execute(
              "COPY " + table + " FROM '" + file + "' (HEADER, NULLSTR '', DELIMITER ',')");
        }
      }
    }
    return connection;
  }
}

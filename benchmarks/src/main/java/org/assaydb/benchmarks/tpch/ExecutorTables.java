package org.assaydb.benchmarks.tpch;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.assaydb.benchmarks.store.LocalDatabase;
import org.assaydb.benchmarks.store.SealedTables;
import org.assaydb.benchmarks.store.TextValues;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlPlanner;

/** TPC-H's tables as verified columns; the rows that they were made of are gone. */
record ExecutorTables(Catalog catalog, SealedTables sealed) {
  /** Makes the tables; the planner plans their definitions and one INSERT each. */
  static ExecutorTables of(SqlPlanner planner, double scale, Style style) throws IOException {
    LocalDatabase database = new LocalDatabase(planner);
    for (String definition : TpchFiles.definitions()) {
      database.run(definition);
    }
    Path directory = Files.createTempDirectory("assay-executor");
    try {
      load(database, TpchFiles.write(directory, scale), style);
    } finally {
      DiskUse.delete(directory);
    }
    return new ExecutorTables(database.catalog(), SealedTables.of(database));
  }

  /** What statements run in. */
  ExecutionContext context() {
    return new ExecutionContext(sealed, sealed.stateHeight(), 0);
  }

  private static void load(LocalDatabase database, CsvTables csv, Style style) throws IOException {
    long rows = 0;
    for (String table : TpchFiles.TABLES) {
      rows += csv.countRows(table);
    }
    try (LoadProgress progress = LoadProgress.start(rows, style.terminal(), style.out())) {
      for (String table : TpchFiles.TABLES) {
        progress.table(table);
        try (Reader text = csv.open(table).orElseThrow()) {
          load(database, table, text, progress);
        }
      }
    }
  }

  private static void load(LocalDatabase database, String table, Reader text, LongConsumer loaded)
      throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<String> columns = parser.getHeaderNames();
      String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
      String sql =
          "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
      PlannedStatement.Update insert = (PlannedStatement.Update) database.plan(sql);
      List<ColumnType> types = insert.parameterTypes();
      for (CSVRecord line : parser) {
        Object[] row = new Object[types.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = TextValues.parse(types.get(i), line.get(i));
        }
        database.change(insert, row);
        loaded.accept(1);
      }
    }
  }
}

package org.assaydb.benchmarks.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.assaydb.benchmarks.resource.Resource;
import org.assaydb.benchmarks.synthea.CsvTables;

/** The eight tables: their definitions, and files of their rows from Trino's port of dbgen. */
final class TpchFiles {
  /** Names of the tables, which are the names of their files. */
  static final List<String> TABLES =
      TpchTable.getTables().stream().map(TpchTable::getTableName).toList();

  private TpchFiles() {}

  /** CREATE TABLE statements, with TPC-H's primary keys. */
  static List<String> definitions() {
    return Resource.statements("/tpch/schema.sql");
  }

  /** CREATE INDEX statements for the dates and foreign keys by which the queries read most. */
  static List<String> coveringIndexes() {
    return Resource.statements("/tpch/covering-indexes.sql");
  }

  /** Writes a CSV file with a heading for each table. The rows depend on the scale factor alone. */
  static CsvTables write(Path directory, double scale) throws IOException {
    for (TpchTable<?> table : TpchTable.getTables()) {
      write(table, directory.resolve(table.getTableName() + ".csv"), scale);
    }
    return CsvTables.directory(directory);
  }

  private static <E extends TpchEntity> void write(TpchTable<E> table, Path file, double scale)
      throws IOException {
    String[] heading =
        table.getColumns().stream().map(TpchColumn::getColumnName).toArray(String[]::new);
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(heading).setRecordSeparator('\n').get();
    try (Writer out = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(out, format)) {
      for (E row : table.createGenerator(scale, 1, 1)) {
        // dbgen's own text, which ends with a bar: nothing here depends on the types of columns.
        printer.printRecord((Object[]) row.toLine().split("\\|"));
      }
    }
  }
}

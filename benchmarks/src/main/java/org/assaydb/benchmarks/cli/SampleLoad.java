package org.assaydb.benchmarks.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.assaydb.benchmarks.synthea.CsvLoader;
import org.assaydb.benchmarks.synthea.CsvTables;
import org.assaydb.benchmarks.synthea.SyntheaGenerator;
import org.assaydb.benchmarks.synthea.SyntheaSchema;

/**
 * A finished load.
 *
 * @param rows rows loaded into all tables
 */
public record SampleLoad(long rows, double seconds) {
  private static final long SEED = 4242;

  public double rowsPerSecond() {
    return seconds == 0 ? 0 : rows / seconds;
  }

  /** Loads all 18 tables that have CSV text, with progress. */
  public static SampleLoad run(Connection connection, CsvTables csv, Style style)
      throws SQLException, IOException {
    return run(connection, csv, SyntheaSchema.tables(), style);
  }

  /** Loads the tables named. */
  public static SampleLoad run(
      Connection connection, CsvTables csv, List<String> tables, Style style)
      throws SQLException, IOException {
    long total = 0;
    for (String table : tables) {
      total += csv.countRows(table);
    }
    long start = System.nanoTime();
    long rows = 0;
    try (LoadProgress progress = LoadProgress.start(total, style.terminal(), style.out())) {
      CsvLoader loader = new CsvLoader(connection, progress);
      for (String table : tables) {
        Optional<Reader> text = csv.open(table);
        if (text.isPresent()) {
          progress.table(table);
          rows += loader.load(table, text.get());
        }
      }
    }
    return new SampleLoad(rows, (System.nanoTime() - start) / 1e9);
  }

  /** Generates patients with Synthea; jars and output are kept under the user's cache directory. */
  public static CsvTables generate(int patients, Style style)
      throws IOException, InterruptedException {
    String home = System.getProperty("assay.home");
    Path pom = Path.of(home == null ? "." : home, "benchmarks", "synthea", "pom.xml");
    if (!Files.isReadable(pom)) {
      throw new IOException(
          "generating patients needs " + pom + ": run ./assay from a source tree");
    }
    Path work = Path.of(System.getProperty("user.home"), ".cache", "assaydb", "synthea");
    style.line("generating " + patients + " patients with Synthea in " + work + " ...");
    return CsvTables.directory(
        new SyntheaGenerator(pom.toAbsolutePath(), work).generate(patients, SEED));
  }
}

package org.assaydb.benchmarks.synthea;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;

/**
 * A finished load.
 *
 * @param rows rows loaded into all tables
 */
public record SampleLoad(long rows, double seconds) {
  private static final long SEED = 4242;
  private static final int CONNECTIONS = 2;

  public double rowsPerSecond() {
    return seconds == 0 ? 0 : rows / seconds;
  }

  /** Opens one more connection to the database that is loaded. */
  @FunctionalInterface
  public interface ConnectionSource {
    Connection open() throws SQLException;
  }

  /** Loads all 18 tables that have CSV text, with progress. */
  public static SampleLoad run(ConnectionSource source, CsvTables csv, Style style)
      throws SQLException, IOException {
    return run(source, csv, SyntheaSchema.tables(), style);
  }

  /**
   * Loads the tables named, several at a time on connections of their own: while one waits for its
   * commit, the next encodes its rows.
   */
  public static SampleLoad run(
      ConnectionSource source, CsvTables csv, List<String> tables, Style style)
      throws SQLException, IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (String table : tables) {
      sizes.put(table, csv.countRows(table));
    }
    List<String> largestFirst = new ArrayList<>(tables);
    largestFirst.sort(Comparator.comparing(sizes::get).reversed());
    Queue<String> left = new ConcurrentLinkedQueue<>(largestFirst);
    long total = sizes.values().stream().mapToLong(Long::longValue).sum();
    long start = System.nanoTime();
    long rows = 0;
    ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS);
    try (LoadProgress progress = LoadProgress.start(total, style.terminal(), style.out())) {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        parts.add(workers.submit(() -> load(source, csv, left, progress)));
      }
      for (Future<Long> part : parts) {
        rows += result(part);
      }
    } finally {
      workers.shutdownNow();
    }
    return new SampleLoad(rows, (System.nanoTime() - start) / 1e9);
  }

  private static long load(
      ConnectionSource source, CsvTables csv, Queue<String> tables, LoadProgress progress)
      throws SQLException, IOException {
    long rows = 0;
    try (Connection connection = source.open()) {
      CsvLoader loader = new CsvLoader(connection, progress);
      for (String table = tables.poll(); table != null; table = tables.poll()) {
        Optional<Reader> text = csv.open(table);
        if (text.isPresent()) {
          progress.table(table);
          rows += loader.load(table, text.get());
        }
      }
    }
    return rows;
  }

  private static long result(Future<Long> part) throws SQLException, IOException {
    try {
      return part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while loading", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failed) {
        throw failed;
      } else if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
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

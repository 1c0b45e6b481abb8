package org.assaydb.benchmarks.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;

/**
 * Commits through the driver over TLS, durable replicas and all clients in this JVM. Each number of
 * replicas has a cluster of its own, each case a table of its own; when a case is over, a verified
 * count and sum must equal what was acknowledged.
 */
public final class CommitBench {
  /**
   * What to measure: every combination.
   *
   * @param stopped replicas that do not run; at most f of each number of replicas
   */
  public record Setting(
      List<Integer> replicas,
      List<Integer> stopped,
      List<Integer> connections,
      List<Integer> batches,
      CommitStatement statement,
      Times times) {}

  /** Seconds of each case. */
  public record Times(int warmUpSeconds, int seconds) {}

  /** The figures, for JSON; {@code right} unless a table held something else than acknowledged. */
  public record Report(boolean right, Map<String, Object> fields) {}

  private final Setting setting;
  private final Style style;
  private final List<CommitFigures> all = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();

  public CommitBench(Setting setting, Style style) {
    this.setting = setting;
    this.style = style;
  }

  /** Measures, compares, prints. */
  public Report run() throws IOException, SQLException, InterruptedException {
    for (int replicas : setting.replicas()) {
      for (int stopped : setting.stopped()) {
        measure(replicas, stopped);
      }
    }
    print();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("statement", setting.statement().toString());
    fields.put("warmUpSeconds", setting.times().warmUpSeconds());
    fields.put("cases", all.stream().map(CommitFigures::fields).toList());
    fields.put("differences", List.copyOf(differences));
    return new Report(differences.isEmpty(), fields);
  }

  private void measure(int replicas, int stopped)
      throws IOException, SQLException, InterruptedException {
    Path directory = Files.createTempDirectory("assay-commit");
    Cluster.Options options = Cluster.Options.defaults().withReplicas(replicas);
    try (Cluster cluster = Cluster.start(directory.resolve("cluster"), options)) {
      for (int i = 0; i < stopped; i++) {
        cluster.stop(replicas - 1 - i);
      }
      CommitRun run = new CommitRun(cluster, directory, replicas - stopped);
      for (int batch : setting.batches()) {
        for (int connections : setting.connections()) {
          CommitCase of = new CommitCase(replicas, stopped, connections, batch);
          style.line("measuring " + of);
          measure(run, of);
        }
      }
    } finally {
      DiskUse.delete(directory);
    }
  }

  private void measure(CommitRun run, CommitCase of)
      throws IOException, SQLException, InterruptedException {
    CommitTable table = new CommitTable("t" + all.size(), setting.statement(), of.batch());
    try (Connection connection = DriverManager.getConnection(run.url(0))) {
      table.create(connection, of.connections());
      CommitFigures figures = run.measure(of, table, setting.times());
      all.add(figures);
      String difference =
          table.difference(connection, of.connections(), run.acknowledged(), run.unknown());
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
  }

  private void print() {
    TextTable table = new TextTable(CommitFigures.ALIGNMENT, CommitFigures.HEADING);
    all.forEach(f -> table.add(f.cells()));
    style.out().print(table);
    all.forEach(
        f ->
            f.errors()
                .forEach((e, n) -> style.line(style.bad(n + " times in " + f.of() + ": " + e))));
    differences.forEach(d -> style.line(style.bad(d)));
    if (differences.isEmpty()) {
      style.line(style.good("verified counts and sums equal what was acknowledged"));
    }
  }
}

package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.commit.CommitBench;
import org.assaydb.benchmarks.commit.CommitStatement;
import org.assaydb.engine.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench commit}. */
@Command(
    name = "commit",
    description = {
      "Commits through the driver over TLS on durable replicas in this process: how many a second,",
      "how long each takes, processor time, blocks and syncs. Every combination of the options.",
      "Exit status 1 when the verified result is not what was acknowledged."
    })
final class CommitCommand implements Callable<Integer> {
  private static final int MOST_REPLICAS = 31;
  private static final int MOST_CONNECTIONS = 200;
  private static final int MOST_BATCH = 10_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--connections",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,32",
      description =
          "Clients at once, each waiting for its commit before the next (default: ${DEFAULT-VALUE}).")
  private List<Integer> connections = List.of();

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      split = ",",
      defaultValue = "1",
      description = "Rows of a commit (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches = List.of();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      split = ",",
      defaultValue = "4",
      description = "Replicas (default: ${DEFAULT-VALUE}).")
  private List<Integer> replicas = List.of();

  @Option(
      names = "--stopped",
      paramLabel = "N",
      split = ",",
      defaultValue = "0",
      description = "Replicas of those that do not run (default: ${DEFAULT-VALUE}).")
  private List<Integer> stopped = List.of();

  @Option(
      names = "--statement",
      paramLabel = "STATEMENT",
      defaultValue = "insert",
      description = "What is committed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private CommitStatement statement = CommitStatement.INSERT;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "6",
      description = "Measured seconds of each case (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "4",
      description = "Seconds of each case before those measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Require.inRange(spec, "--seconds", seconds, 1, 3_600);
    Require.inRange(spec, "--warm-up", warmUp, 0, 3_600);
    connections.forEach(n -> Require.inRange(spec, "--connections", n, 1, MOST_CONNECTIONS));
    batches.forEach(n -> Require.inRange(spec, "--batch", n, 1, MOST_BATCH));
    replicas.forEach(n -> Require.inRange(spec, "--replicas", n, 4, MOST_REPLICAS));
    for (int n : replicas) {
      // More than that, and nothing is ever committed.
      stopped.forEach(s -> Require.inRange(spec, "--stopped of " + n, s, 0, (n - 1) / 3));
    }
    json.check();
    CommitBench.Setting setting =
        new CommitBench.Setting(
            replicas,
            stopped,
            connections,
            batches,
            statement,
            new CommitBench.Times(warmUp, seconds));
    CommitBench.Report report = new CommitBench(setting, Style.standard()).run();
    json.write(report.fields());
    return report.right() ? 0 : 1;
  }
}

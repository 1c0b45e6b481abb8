package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.tpch.ExecutorBench;
import org.assaydb.benchmarks.tpch.TpchBench;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench executor}. */
@Command(
    name = "executor",
    description = {
      "The executor alone: TPC-H's queries on one thread over columns that were verified",
      "and decoded beforehand, without network, proofs and planning. Prints medians."
    })
final class ExecutorCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--sf",
      paramLabel = "SF",
      defaultValue = "0.1",
      description = "Scale factor, 0.001 to 1 (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--queries",
      paramLabel = "N",
      split = ",",
      description = "Only these queries, such as 1,9,18,21.")
  private @Nullable List<Integer> queries;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "2",
      description = "Runs of each query before those measured (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measured runs of each query (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException {
    Require.inRange(spec, "--sf in thousandths", Math.round(scale * 1_000), 1, 1_000);
    Require.inRange(spec, "--warm-ups", warmUps, 0, 1_000);
    Require.inRange(spec, "--runs", runs, 1, 1_000);
    json.check();
    ExecutorBench.Setting setting =
        new ExecutorBench.Setting(
            scale, Require.numbers(spec, "--queries", queries, TpchBench.QUERIES), warmUps, runs);
    json.write(new ExecutorBench(setting, Style.standard()).run());
    return 0;
  }
}

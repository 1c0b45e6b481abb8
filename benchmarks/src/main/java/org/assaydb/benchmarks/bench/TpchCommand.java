package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.tpch.TpchBench;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench tpch}. */
@Command(
    name = "tpch",
    description = {
      "TPC-H's 22 queries through the verifying driver on four replicas in this process,",
      "beside DuckDB on one thread with the same rows; the results are compared.",
      "Exit status 1 when any differs."
    })
final class TpchCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--sf",
      paramLabel = "SF",
      defaultValue = "0.1",
      description = "Scale factor, 0.001 to 10 (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--queries",
      paramLabel = "N",
      split = ",",
      description = "Only these queries, such as 1,6,14.")
  private @Nullable List<Integer> queries;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "4",
      description = "Runs of each query on each engine, in turn (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--covering-indexes",
      description = "Give AssayDB secondary indexes beside the primary keys.")
  private boolean coveringIndexes;

  @Option(
      names = "--beside",
      paramLabel = "URL",
      description = {
        "JDBC URL of an empty PostgreSQL database to measure too;",
        "its driver must be on the class path."
      })
  private @Nullable String beside;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException, SQLException {
    Require.inRange(spec, "--sf in thousandths", Math.round(scale * 1_000), 1, 10_000);
    Require.inRange(spec, "--runs", runs, 1, 1_000);
    json.check();
    TpchBench.Setting setting =
        new TpchBench.Setting(
            scale,
            Require.numbers(spec, "--queries", queries, TpchBench.QUERIES),
            runs,
            coveringIndexes,
            beside);
    TpchBench.Report report = new TpchBench(setting, Style.standard()).run();
    json.write(report.fields());
    return report.equal() ? 0 : 1;
  }
}

package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.oracle.OracleCampaign;
import org.assaydb.benchmarks.oracle.subject.EngineVariants;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench sql}. */
@Command(
    name = "sql",
    description = {
      "Run generated queries on a reference interpreter, on every variant of the SQL engine",
      "and on other databases, and see that all give the same answer.",
      "What differs is made smaller and printed with its tables and its seed.",
      "Exit status 1 on any difference that is no documented deviation."
    })
final class OracleCommand implements Callable<Integer> {
  private static final long MOST_QUERIES = 1_000_000_000_000L;
  private static final int MOST_THREADS = 1_024;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--queries",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Queries to run (default: ${DEFAULT-VALUE}).")
  private long queries;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Seed of the first query; the others have the numbers that follow (default:"
              + " ${DEFAULT-VALUE}). With --queries 1 it runs one query again.")
  private long seed;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "Variants of the engine, may be given several times (default: all).")
  private @Nullable List<String> variants;

  @Option(names = "--duckdb", description = "Compare with DuckDB too.")
  private boolean duckDb;

  @Option(names = "--h2", description = "Compare with H2 too.")
  private boolean h2;

  @Option(
      names = "--postgresql",
      paramLabel = "URL",
      description = "Compare with PostgreSQL too, at a JDBC URL; only temporary tables are made.")
  private @Nullable String postgresql;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads (default: one per processor).")
  private @Nullable Integer threads;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException, InterruptedException {
    int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    Require.inRange(spec, "--queries", queries, 1, MOST_QUERIES);
    Require.inRange(spec, "--threads", used, 1, MOST_THREADS);
    List<String> names = variants == null ? EngineVariants.names() : variants;
    for (String name : names) {
      Require.oneOf(spec, "--variant", name, EngineVariants.names());
    }
    json.check();
    OracleCampaign.Result result =
        new OracleCampaign(
                new OracleCampaign.Setting(queries, seed, used, names, duckDb, h2, postgresql),
                Style.standard())
            .run();
    json.write(result.fields());
    return result.clean() ? 0 : 1;
  }
}

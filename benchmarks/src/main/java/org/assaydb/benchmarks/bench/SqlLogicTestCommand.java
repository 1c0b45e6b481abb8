package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.assaydb.benchmarks.suites.SqlLogicSuite;
import org.assaydb.benchmarks.suites.Verdicts;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench sqllogictest}. */
@Command(
    name = "sqllogictest",
    description = {
      "sqllogictest's queries on the SQL layer over tables in memory: right, wrong, refused.",
      "Exit status 1 when any is wrong."
    })
final class SqlLogicTestCommand implements Callable<Integer> {
  private static final long MOST_RESULTS = 10_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Queries to run (default: ${DEFAULT-VALUE}).")
  private long results;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the order of the files (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--files",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only files whose path matches, such as random/groupby.")
  private String files = "";

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException {
    Require.inRange(spec, "--results", results, 1, MOST_RESULTS);
    Pattern pattern = Require.regex(spec, "--files", files);
    json.check();
    Style style = Style.standard();
    Verdicts verdicts;
    try (LoadProgress progress =
        LoadProgress.start("ran", " queries", results, style.terminal(), style.out())) {
      verdicts =
          new SqlLogicSuite(new SqlLogicSuite.Setting(results, seed, pattern), progress).run();
    }
    verdicts.print(style);
    json.write(verdicts.fields());
    return verdicts.wrongCount() == 0 ? 0 : 1;
  }
}

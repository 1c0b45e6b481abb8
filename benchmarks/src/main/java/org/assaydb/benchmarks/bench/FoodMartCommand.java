package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.suites.FoodMartSuite;
import org.assaydb.benchmarks.suites.Verdicts;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench foodmart}. */
@Command(
    name = "foodmart",
    description = {
      "FoodMart's 6,761 queries on the SQL layer over verified columns: right, wrong, refused.",
      "Exit status 1 when any is wrong."
    })
final class FoodMartCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Run each N-th query only (default: ${DEFAULT-VALUE}).")
  private int every;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException {
    Require.inRange(spec, "--every", every, 1, FoodMartSuite.QUERIES);
    json.check();
    Style style = Style.standard();
    Verdicts verdicts;
    try (LoadProgress progress =
        LoadProgress.start(
            "passed", " queries", FoodMartSuite.QUERIES, style.terminal(), style.out())) {
      verdicts = new FoodMartSuite(every, progress).run();
    }
    verdicts.print(style);
    json.write(verdicts.fields());
    return verdicts.wrongCount() == 0 ? 0 : 1;
  }
}

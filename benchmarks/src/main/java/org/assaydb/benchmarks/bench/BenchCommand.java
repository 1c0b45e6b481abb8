package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.micro.MicroHarness;
import org.assaydb.benchmarks.micro.MicroHarness.Measurement;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench}: measurements. */
@Command(
    name = "bench",
    description = "Measure AssayDB on this machine.",
    subcommands = {
      BenchCommand.Micro.class,
      ProofsCommand.class,
      IngestCommand.class,
      TamperCommand.class,
      TpchCommand.class,
      ExecutorCommand.class,
      CommitCommand.class,
      SqlLogicTestCommand.class,
      FoodMartCommand.class,
      OracleCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {

  /** {@code assay bench micro}. */
  @Command(
      name = "micro",
      description = {
        "Single operations with JMH: hashing, building a run, cutting and checking proofs, decoding columns.",
        "Prints medians. About a minute by default."
      })
  static final class Micro implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final JsonFile json = new JsonFile();

    @Option(
        names = "--only",
        paramLabel = "REGEX",
        defaultValue = "",
        description = "Only benchmarks whose name matches, such as Hashing or checkProof.")
    private String only = "";

    @Option(
        names = "--iterations",
        paramLabel = "N",
        defaultValue = "5",
        description = "Measured iterations of each benchmark (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(
        names = "--iteration-ms",
        paramLabel = "MS",
        defaultValue = "400",
        description = "Length of an iteration in milliseconds (default: ${DEFAULT-VALUE}).")
    private long iterationMs;

    @Override
    public Integer call() throws RunnerException, IOException {
      Require.inRange(spec, "--iterations", iterations, 1, 10_000);
      Require.inRange(spec, "--iteration-ms", iterationMs, 1, 600_000);
      json.check();
      List<Measurement> measured = MicroHarness.run(only, iterations, iterationMs);
      TextTable table = new TextTable("lrrrl", "benchmark", "median", "least", "most", "unit");
      measured.forEach(
          m ->
              table.add(
                  m.name(), number(m.median()), number(m.least()), number(m.most()), m.unit()));
      Style.standard().out().print(table);
      json.write(measured.stream().map(Micro::fields).toList());
      return 0;
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%,.1f", value);
    }

    private static Map<String, Object> fields(Measurement m) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", m.name());
      fields.put("median", m.median());
      fields.put("least", m.least());
      fields.put("most", m.most());
      fields.put("unit", m.unit());
      return fields;
    }
  }
}

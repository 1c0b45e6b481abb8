package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.tamper.TamperCampaign;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench tamper}. */
@Command(
    name = "tamper",
    description = {
      "Change honest proofs in every way known and see that the driver rejects each of them.",
      "Exit status 1 when any mutant is accepted or breaks the verifier."
    })
final class TamperCommand implements Callable<Integer> {
  private static final long MOST_MUTANTS = 1_000_000_000_000L;
  private static final int MOST_THREADS = 1_024;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--mutants",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Mutants to try (default: ${DEFAULT-VALUE}).")
  private long mutants;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "States, reads and mutants follow from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads (default: one per processor).")
  private @Nullable Integer threads;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException, InterruptedException {
    int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    Require.inRange(spec, "--mutants", mutants, 1, MOST_MUTANTS);
    Require.inRange(spec, "--threads", used, 1, MOST_THREADS);
    json.check();
    TamperCampaign.Result result = new TamperCampaign(mutants, seed, used, Style.standard()).run();
    json.write(result.fields());
    return result.clean() ? 0 : 1;
  }
}

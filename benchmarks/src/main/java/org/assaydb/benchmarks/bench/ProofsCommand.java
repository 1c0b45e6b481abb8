package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.proofs.ProofBench;
import org.assaydb.engine.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench proofs}. */
@Command(
    name = "proofs",
    description = {
      "Sizes of proofs, and the time to cut them (server) and to check them (verify).",
      "Medians on one thread, warm; the way to the state root apart;",
      "before and after updates.",
      "Cases jdbc-... are queries through JDBC over TLS (at most 100,000 rows),",
      "with the header at hand and with a new one."
    })
final class ProofsCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 5_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Rows of each table (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only cases whose name matches, such as point-row.")
  private String only = "";

  @Option(
      names = "--phase-ms",
      paramLabel = "MS",
      defaultValue = "1000",
      description =
          "Length of warming up, and of measuring, each figure (default: ${DEFAULT-VALUE}).")
  private long phaseMs;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException, SQLException {
    Require.inRange(spec, "--rows", rows, 1_000, MOST_ROWS);
    Require.inRange(spec, "--phase-ms", phaseMs, 1, 600_000);
    Set<String> names = Require.matching(spec, "--only", only, ProofBench.names());
    json.check();
    json.write(new ProofBench(rows, names, phaseMs, Style.standard()).run());
    return 0;
  }
}

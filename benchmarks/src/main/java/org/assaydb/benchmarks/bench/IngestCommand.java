package org.assaydb.benchmarks.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.assaydb.benchmarks.ingest.IngestBench;
import org.assaydb.engine.terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench ingest}. */
@Command(
    name = "ingest",
    description = {
      "Rows per second into a table's indexes on one replica, each block's root on disk.",
      "Per core by CPU time of the whole process; bytes written, runs, memory, growth."
    })
final class IngestCommand implements Callable<Integer> {
  /** Order of the primary keys. */
  enum Order {
    SORTED,
    RANDOM
  }

  private static final long MOST_ROWS = 1_000_000_000;
  private static final int SORTED_BLOCK = 100_000;
  private static final int RANDOM_BLOCK = 1_000;
  private static final int MOST_BLOCK_ROWS = 2_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Rows to load (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--indexes",
      paramLabel = "K",
      defaultValue = "0",
      description = "Secondary indexes beside the primary one, 0 to 4 (default: ${DEFAULT-VALUE}).")
  private int indexes;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "Primary keys: ${COMPLETION-CANDIDATES} (default: sorted without secondary indexes, else"
              + " random).")
  private @Nullable Order order;

  @Option(
      names = "--block",
      paramLabel = "ROWS",
      description = "Rows of a block (default: 100,000 sorted, 1,000 random).")
  private @Nullable Integer block;

  @Mixin private final JsonFile json = new JsonFile();

  @Override
  public Integer call() throws IOException {
    Require.inRange(spec, "--rows", rows, 1, MOST_ROWS);
    Require.inRange(spec, "--indexes", indexes, 0, IngestBench.MOST_SECONDARIES);
    boolean sorted = order == null ? indexes == 0 : order == Order.SORTED;
    int blockRows = block == null ? (sorted ? SORTED_BLOCK : RANDOM_BLOCK) : block;
    Require.inRange(spec, "--block", blockRows, 1, MOST_BLOCK_ROWS);
    json.check();
    IngestBench.Setting setting = new IngestBench.Setting(rows, indexes, sorted, blockRows);
    json.write(new IngestBench(setting, Style.standard()).run());
    return 0;
  }
}

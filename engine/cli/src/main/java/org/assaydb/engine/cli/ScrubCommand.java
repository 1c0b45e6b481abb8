package org.assaydb.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.cluster.ClusterException;
import org.assaydb.engine.cluster.ClusterScrub;
import org.assaydb.engine.replica.scrub.Finding;
import org.assaydb.engine.terminal.DiskUse;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay scrub}: every byte of a directory is checked, and repaired where it can be. */
@Command(
    name = "scrub",
    description = {
      "Check every byte that the replicas of a directory keep, and repair what is",
      "damaged from the other replicas. They run meanwhile: none may run there already.",
      "Replicas that run check themselves once a day, and log what they found.",
      "Exit status 1 when something is left to do, which is named."
    })
public final class ScrubCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final DatabaseDirectory directory = new DatabaseDirectory();

  @Option(
      names = "--rate",
      paramLabel = "MB",
      description = "Megabytes to read a second (default: as fast as it goes).")
  private long rate = Long.MAX_VALUE / MEGABYTE;

  @Override
  public Integer call() throws InterruptedException {
    if (rate < 1) {
      throw new ParameterException(spec.commandLine(), "--rate must be at least 1");
    }
    return scrub(directory.existing(), rate * MEGABYTE, Style.standard());
  }

  static int scrub(Path directory, long bytesPerSecond, Style style) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    int left = 0;
    try (Cluster cluster = Cluster.start(directory, Cluster.Options.defaults())) {
      ClusterScrub scrub = new ClusterScrub(cluster, bytesPerSecond);
      left += note("directory", scrub.identities(), lines, style);
      TextTable table = new TextTable("rrrrr", "replica", "read", "damaged", "repaired", "left");
      for (int seat = 0; seat < cluster.size(); seat++) {
        if (!cluster.failures().containsKey(seat)) {
          style.line("scrubbing replica " + seat + " ...");
          ClusterScrub.Outcome outcome = scrub.replica(seat);
          add(table, outcome);
          note("replica " + seat, outcome.findings(), lines, style);
          left += outcome.left().size();
        }
      }
      for (Map.Entry<Integer, ClusterException> failed : cluster.failures().entrySet()) {
        table.add(String.valueOf(failed.getKey()), "-", "-", "-", "-");
        lines.add(style.bad(String.valueOf(failed.getValue().getMessage())));
        left++;
      }
      style.out().print(table);
    }
    lines.forEach(style::line);
    style.line(
        left > 0
            ? style.bad(left + " left to do, see above")
            : lines.isEmpty() ? "every byte is as it was written" : "all of it is repaired");
    return left > 0 ? 1 : 0;
  }

  private static void add(TextTable table, ClusterScrub.Outcome outcome) {
    int found = outcome.findings().size();
    int left = outcome.left().size();
    table.add(
        String.valueOf(outcome.seat()),
        DiskUse.text(outcome.bytes()),
        String.valueOf(found),
        String.valueOf(found - left),
        String.valueOf(left));
  }

  /** Lines for findings; how many are not repaired. */
  private static int note(String of, List<Finding> findings, List<String> lines, Style style) {
    int left = 0;
    for (Finding finding : findings) {
      String text = of + ": " + ShownText.text(finding.toString());
      lines.add(finding.repaired() ? text : style.bad(text));
      left += finding.repaired() ? 0 : 1;
    }
    return left;
  }
}

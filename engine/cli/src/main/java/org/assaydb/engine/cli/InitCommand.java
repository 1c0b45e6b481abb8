package org.assaydb.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.cluster.ClusterException;
import org.assaydb.engine.cluster.ClusterFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay init}: keys, genesis and certificates. */
@Command(
    name = "init",
    description =
        "Make the directory of a new database: keys, genesis and TLS certificates of four replicas.")
public final class InitCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A new or empty directory.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path directory;

  @Option(
      names = "--archive-window",
      paramLabel = "BLOCKS",
      description = "Newest blocks that every replica keeps whole (default: ${DEFAULT-VALUE}).")
  private int archiveWindow = Cluster.Options.defaults().archiveWindow();

  @Option(
      names = "--segment-blocks",
      paramLabel = "BLOCKS",
      description = "Blocks of an archive segment (default: ${DEFAULT-VALUE}).")
  private int segmentBlocks = Cluster.Options.defaults().segmentBlocks();

  @Override
  public Integer call() {
    if (Files.exists(directory.resolve("genesis"))) {
      throw new ClusterException(directory + " holds a database already");
    }
    ClusterFiles.Settings settings =
        new ClusterFiles.Settings(
            Cluster.Options.defaults().replicas(),
            archiveWindow,
            segmentBlocks,
            System.currentTimeMillis());
    try (ClusterFiles files = ClusterFiles.open(directory, settings)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("chain    " + files.genesis().chainId().toHex());
      out.println("genesis  " + files.genesisFile() + "  (give it to every client, out of band)");
      out.println("CA       " + files.caFile());
      out.flush();
    }
    return 0;
  }
}

package org.assaydb.engine.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.assaydb.engine.cluster.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay start}: runs the replicas of a directory until the process is ended. */
@Command(
    name = "start",
    description =
        "Run the four replicas of a directory (made by 'init' or 'demo --keep') until Ctrl-C.")
public final class StartCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final DatabaseDirectory directory = new DatabaseDirectory();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port of replica 0, the others follow; 0 takes free ones (default: ${DEFAULT-VALUE}).")
  private int port = 7450;

  @Override
  public Integer call() throws InterruptedException {
    Path existing = directory.existing();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ended.countDown();
                  awaitQuietly(closed);
                },
                "stop"));
    try (Cluster cluster = Cluster.start(existing, Cluster.Options.defaults().withBasePort(port))) {
      announce(cluster);
      ended.await();
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private void announce(Cluster cluster) {
    String hosts =
        cluster.endpoints().stream()
            .map(e -> e.getAddress().getHostAddress() + ":" + e.getPort())
            .collect(Collectors.joining(","));
    PrintWriter out = spec.commandLine().getOut();
    cluster
        .failures()
        .forEach((seat, failure) -> spec.commandLine().getErr().println(failure.getMessage()));
    out.println("URL      jdbc:assay://" + hosts + "/");
    out.println("genesis  " + cluster.genesisFile());
    out.println("CA       " + cluster.caFile());
    out.println(
        "shell    ./assay sql --genesis "
            + cluster.genesisFile()
            + " --ca "
            + cluster.caFile()
            + " jdbc:assay://"
            + hosts
            + "/");
    out.println("Ctrl-C stops the replicas.");
    out.flush();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.assaydb.engine.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assaydb.engine.replica.Replica;
import org.assaydb.engine.replica.scrub.Finding;
import org.assaydb.engine.replica.scrub.ScrubReport;

/**
 * Checks and repairs the files of a directory's replicas while they run. One whose state has to be
 * built again is started again and checked once more.
 */
public final class ClusterScrub {
  private static final long CATCH_UP_MS = TimeUnit.MINUTES.toMillis(30);
  private static final long LOOK_EVERY_MS = 20;

  private final Cluster cluster;
  private final long bytesPerSecond;

  /** Reads at most so many bytes a second. */
  public ClusterScrub(Cluster cluster, long bytesPerSecond) {
    this.cluster = cluster;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * What became of one replica.
   *
   * @param bytes that were read
   * @param findings all damage that was met
   * @param left what is still damaged
   */
  public record Outcome(int seat, long bytes, List<Finding> findings, List<Finding> left) {}

  /** Genesis, keys and certificates of all replicas. */
  public List<Finding> identities() {
    return cluster.damagedIdentities();
  }

  /**
   * Waits until the replica has what the others have, and scrubs it.
   *
   * @throws ClusterException when it cannot start again, or does not catch up in half an hour
   */
  public Outcome replica(int seat) throws InterruptedException {
    awaitOthers(seat);
    ScrubReport report = cluster.replica(seat).scrubber().run(bytesPerSecond);
    List<Finding> findings = new ArrayList<>(report.findings());
    Path state = cluster.replicaDirectory(seat).resolve("state");
    if (report.unrepaired().stream().noneMatch(f -> f.file().startsWith(state))) {
      return new Outcome(seat, report.bytes(), findings, report.unrepaired());
    }
    cluster.stop(seat);
    cluster.restart(seat);
    awaitOthers(seat);
    ScrubReport second = cluster.replica(seat).scrubber().run(bytesPerSecond);
    findings.addAll(second.findings());
    return new Outcome(seat, report.bytes() + second.bytes(), findings, second.unrepaired());
  }

  /** Until this replica has what the others had when this was called. */
  private void awaitOthers(int seat) throws InterruptedException {
    long height = 0;
    for (Replica replica : cluster.runningReplicas()) {
      height = Math.max(height, replica.chain().committed().height());
    }
    Replica own = cluster.replica(seat);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CATCH_UP_MS);
    while (own.chain().committed().height() < height) {
      if (own.failure().isPresent()) {
        throw new ClusterException(
            "replica " + seat + " stopped: " + own.failure().get().getMessage(),
            own.failure().get());
      }
      if (System.nanoTime() > deadline) {
        throw new ClusterException("replica " + seat + " does not catch up with the others");
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }
}

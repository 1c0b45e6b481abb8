package org.assaydb.engine.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assaydb.engine.replica.Replica;
import org.assaydb.jdbc.EmbeddedReplicas;

/** The cluster behind {@code jdbc:assay:embedded:DIR}; found by ServiceLoader. */
public final class EmbeddedCluster implements EmbeddedReplicas {
  private static final long FIRST_BLOCK_NANOS = 15_000_000_000L;

  /** For the ServiceLoader. */
  public EmbeddedCluster() {}

  @Override
  public Running start(Path directory, int replicas) throws IOException {
    try {
      long startedMs = System.currentTimeMillis();
      Cluster cluster = Cluster.start(directory, Cluster.Options.defaults().withReplicas(replicas));
      awaitBlockSince(cluster, startedMs);
      return new RunningCluster(cluster);
    } catch (ClusterException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What a kept directory ends with is too old for a client that asks for a fresh head. */
  private static void awaitBlockSince(Cluster cluster, long startedMs) {
    long deadline = System.nanoTime() + FIRST_BLOCK_NANOS;
    for (Replica replica : cluster.runningReplicas()) {
      while (replica.chain().committed().timeMs() < startedMs && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private record RunningCluster(Cluster cluster) implements Running {
    @Override
    public List<InetSocketAddress> endpoints() {
      return cluster.endpoints();
    }

    @Override
    public Path genesisFile() {
      return cluster.genesisFile();
    }

    @Override
    public Path caFile() {
      return cluster.caFile();
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}

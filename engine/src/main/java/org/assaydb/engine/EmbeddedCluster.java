package org.assaydb.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.assaydb.engine.cluster.ClusterException;
import org.assaydb.jdbc.EmbeddedReplicas;

/** The cluster behind {@code jdbc:assay:embedded:DIR}; found by ServiceLoader. */
public final class EmbeddedCluster implements EmbeddedReplicas {
  /** For the ServiceLoader. */
  public EmbeddedCluster() {}

  @Override
  public Running start(Path directory, int replicas) throws IOException {
    try {
      return new RunningCluster(
          Cluster.start(directory, Cluster.Options.defaults().withReplicas(replicas)));
    } catch (ClusterException e) {
      throw new IOException(e.getMessage(), e);
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

package org.assaydb.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.assaydb.proofs.SqlStates;

/** Clusters that this JVM runs for its embedded URLs, each shared by all connections to it. */
final class EmbeddedClusters {
  private static final class Shared {
    final EmbeddedReplicas.Running running;
    int users;

    Shared(EmbeddedReplicas.Running running) {
      this.running = running;
    }
  }

  private final Map<Path, Shared> clusters = new HashMap<>();

  /** Starts the cluster of a directory unless it runs already. */
  synchronized EmbeddedReplicas.Running open(Path directory, int replicas) throws SQLException {
    Path key = directory.toAbsolutePath().normalize();
    Shared shared = clusters.get(key);
    if (shared == null) {
      shared = new Shared(start(key, replicas));
      clusters.put(key, shared);
    }
    shared.users++;
    return shared.running;
  }

  private static EmbeddedReplicas.Running start(Path directory, int replicas) throws SQLException {
    EmbeddedReplicas engine =
        ServiceLoader.load(EmbeddedReplicas.class)
            .findFirst()
            .orElseThrow(
                () ->
                    SqlErrors.of(
                        SqlStates.CANNOT_CONNECT,
                        "an embedded URL needs the engine on the class path"));
    try {
      return engine.start(directory, replicas);
    } catch (IOException e) {
      throw SqlErrors.of(SqlStates.CANNOT_CONNECT, "cannot start replicas in " + directory, e);
    }
  }

  /** One connection less; the last one stops the cluster. */
  synchronized void release(Path directory) {
    Path key = directory.toAbsolutePath().normalize();
    Shared shared = clusters.get(key);
    if (shared != null && --shared.users == 0) {
      clusters.remove(key);
      shared.running.close();
    }
  }
}

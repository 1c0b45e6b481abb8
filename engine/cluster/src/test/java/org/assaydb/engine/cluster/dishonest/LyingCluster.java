package org.assaydb.engine.cluster.dishonest;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.proofs.hash.Digest;

/** Four replicas; the server in front of replica 0 lies, and clients talk to it alone. */
final class LyingCluster implements AutoCloseable {
  private final Path directory;
  private final Cluster cluster;
  private DishonestResponder server;

  LyingCluster(Path directory) {
    this.directory = directory;
    cluster =
        Cluster.start(
            directory.resolve("cluster"),
            Cluster.Options.defaults()
                .withDishonesty(
                    (seat, honest) -> {
                      if (seat.seat() != 0) {
                        return honest;
                      }
                      server = new DishonestResponder(honest);
                      return server;
                    }));
  }

  DishonestResponder server() {
    return server;
  }

  /**
   * A connection to the lying server only, with a trust directory of this name. It keeps no
   * answers: what is kept from before an attack would hide it.
   */
  Connection connect(String trust, String moreProperties) throws SQLException {
    InetSocketAddress address = cluster.endpoints().get(0);
    return DriverManager.getConnection(
        "jdbc:assay://127.0.0.1:"
            + address.getPort()
            + "/?genesis="
            + cluster.genesisFile()
            + "&tlsCa="
            + cluster.caFile()
            + "&trustDir="
            + directory.resolve(trust)
            + "&cacheBytes=0"
            + moreProperties);
  }

  /** Honest block-log path of the genesis under a height. */
  List<Digest> pathFromGenesis(long height) {
    return cluster.replica(0).chain().log().prove(0, height);
  }

  @Override
  public void close() {
    cluster.close();
  }
}

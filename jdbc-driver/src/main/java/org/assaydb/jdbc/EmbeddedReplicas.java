package org.assaydb.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts replicas inside this JVM for {@code jdbc:assay:embedded:DIR}. The engine implements it and
 * is found by {@link java.util.ServiceLoader}; the driver itself holds no server code. The driver
 * talks to them like to remote ones: TLS on loopback, every answer verified.
 */
public interface EmbeddedReplicas {
  /**
   * Starts the cluster that lives in {@code directory}, creating it (keys, genesis, certificates)
   * when the directory is empty.
   *
   * @param replicas number of validators of a new cluster; must agree with an existing one
   */
  Running start(Path directory, int replicas) throws IOException;

  /** A running cluster; the driver closes it when its last connection is closed. */
  interface Running extends AutoCloseable {
    /** Loopback addresses of the replicas, all of them. */
    List<InetSocketAddress> endpoints();

    /** File with {@link org.assaydb.proofs.ledger.Genesis#encode()} bytes. */
    Path genesisFile();

    /** PEM file of the certificate authority of the replicas' TLS certificates. */
    Path caFile();

    @Override
    void close();
  }
}

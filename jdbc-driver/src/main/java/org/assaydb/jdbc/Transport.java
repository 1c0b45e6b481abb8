package org.assaydb.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/** One connection to one replica. Not thread safe; unusable after any exception. */
interface Transport extends AutoCloseable {
  /**
   * Sends a request and waits for its answer.
   *
   * @throws IOException when the connection fails or the time is over
   * @throws org.assaydb.proofs.VerificationException when the answer is no well-formed message
   */
  Response ask(Request request, long timeoutMs) throws IOException;

  /**
   * Sends a request that will probably be the next one asked, without waiting: the replica works on
   * it meanwhile. A hint; an answer that nobody asks for is passed over.
   */
  default void announce(Request request) throws IOException {}

  @Override
  void close();

  /** Opens connections. */
  interface Connector {
    /** Gives up after {@code timeoutMs}, or sooner when the connector has a limit of its own. */
    Transport connect(InetSocketAddress endpoint, long timeoutMs) throws IOException;
  }
}

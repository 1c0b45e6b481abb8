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

  /**
   * Asks for the head and sends along what will probably be read at it, which a later {@link #ask}
   * for just that then has at hand. A hint.
   *
   * @param next its heights stand for the head's
   * @return the answer to {@code head}
   */
  default Response askHead(Request.GetHead head, Request.Read next, long timeoutMs)
      throws IOException {
    return ask(head, timeoutMs);
  }

  @Override
  void close();

  /** Opens connections. */
  interface Connector {
    /** Gives up after {@code timeoutMs}, or sooner when the connector has a limit of its own. */
    Transport connect(InetSocketAddress endpoint, long timeoutMs) throws IOException;
  }
}

package org.assaydb.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/**
 * The replicas that a connection may talk to, one at a time. A connection that fails, or a replica
 * that is not there yet, makes it go on to the next one; an answer that fails its check never does:
 * that is thrown. Every request is safe to repeat. Not thread safe.
 */
final class Replicas implements AutoCloseable {
  private static final long PAUSE_MS = 10;
  private static final long MAX_PAUSE_MS = 500;

  private final List<InetSocketAddress> endpoints;
  private final Transport.Connector connector;
  private final Digest chainId;
  private final long readTimeoutMs;
  private int current;
  private volatile @Nullable Transport transport;
  private Interruption interruption = Interruption.NEVER;

  Replicas(
      List<InetSocketAddress> endpoints,
      Transport.Connector connector,
      Digest chainId,
      long readTimeoutMs) {
    this.endpoints = List.copyOf(endpoints);
    this.connector = connector;
    this.chainId = chainId;
    this.readTimeoutMs = readTimeoutMs;
  }

  /** What may end the requests from now on early. */
  void during(Interruption statement) {
    interruption = statement;
  }

  /** From any thread: ends the wait for an answer, after {@link Interruption#cancel}. */
  void interrupt() {
    Transport open = transport;
    if (open != null) {
      open.close();
    }
  }

  private long deadlineIn(long timeoutMs) {
    return System.nanoTime() + Math.min(timeoutMs * 1_000_000, interruption.leftNanos());
  }

  /**
   * Asks until a replica serves the request or {@code timeoutMs} have passed.
   *
   * @throws SQLException 57014 when the statement is to end
   */
  <T extends Response> T ask(Request request, Class<T> expected, long timeoutMs)
      throws SQLException {
    return ask((open, limitMs) -> open.ask(request, limitMs), expected, timeoutMs);
  }

  /** Asks for the head, and for what will probably be read at it, see {@link Transport#askHead}. */
  Response.Head askHead(Request.GetHead head, Request.Read next, long timeoutMs)
      throws SQLException {
    return ask(
        (open, limitMs) -> open.askHead(head, next, limitMs), Response.Head.class, timeoutMs);
  }

  /** Asks one replica. */
  private interface Question {
    Response ask(Transport open, long limitMs) throws IOException;
  }

  private <T extends Response> T ask(Question question, Class<T> expected, long timeoutMs)
      throws SQLException {
    interruption.checkRequest(null);
    long deadline = deadlineIn(timeoutMs);
    long pauseMs = PAUSE_MS;
    SQLException cause = null;
    for (int attempt = 1; ; attempt++) {
      SQLException failed;
      try {
        Response response = askCurrent(question, deadline);
        if (expected.isInstance(response)) {
          return expected.cast(response);
        }
        failed = failure(response);
      } catch (IOException e) {
        failed = SqlErrors.of(e);
      } catch (VerificationException e) {
        leave();
        throw e;
      }
      leave();
      // The last attempt is cut short by the deadline: what failed before says more.
      if (cause == null || !(failed instanceof SQLTimeoutException)) {
        cause = failed;
      }
      interruption.checkRequest(cause);
      if (remainingMs(deadline) <= 1) {
        throw cause;
      }
      if (attempt % endpoints.size() == 0) {
        pause(Math.min(pauseMs, remainingMs(deadline)));
        pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2);
      }
    }
  }

  /** Lets the replica begin with what will probably be asked next; a failure shows then. */
  void announce(Request request) {
    Transport open = transport;
    if (open != null) {
      try {
        open.announce(request);
      } catch (IOException e) {
        open.close();
      }
    }
  }

  /** Where replicas listen. */
  List<InetSocketAddress> endpoints() {
    return endpoints;
  }

  /** Asks one replica alone, once, over a connection of its own. */
  Response askOnly(InetSocketAddress endpoint, Request request) throws IOException {
    try (Transport alone = connector.connect(endpoint, readTimeoutMs)) {
      Response reply =
          alone.ask(new Request.Hello(Genesis.PROTOCOL_VERSION, chainId), readTimeoutMs);
      if (!(reply instanceof Response.Failure)) {
        checkHello(reply);
        reply = alone.ask(request, readTimeoutMs);
      }
      return reply;
    }
  }

  /** The exception for a failure that another replica may not have; throws all others. */
  private static SQLException failure(Response response) throws SQLException {
    if (!(response instanceof Response.Failure failure)) {
      throw VerificationException.malformed("answer of type " + response.type());
    }
    SQLException e = SqlErrors.of(failure);
    if (failure.code() != FailureCode.UNAVAILABLE && failure.code() != FailureCode.BEHIND) {
      throw e;
    }
    return e;
  }

  private Response askCurrent(Question question, long deadline) throws IOException {
    Transport open = transport;
    if (open == null) {
      Transport opened = connector.connect(endpoints.get(current), remainingMs(deadline));
      transport = opened;
      Response reply =
          opened.ask(
              new Request.Hello(Genesis.PROTOCOL_VERSION, chainId),
              Math.min(readTimeoutMs, remainingMs(deadline)));
      if (reply instanceof Response.Failure) {
        return reply;
      }
      checkHello(reply);
      open = opened;
    }
    return question.ask(open, Math.min(readTimeoutMs, remainingMs(deadline)));
  }

  private void checkHello(Response reply) {
    if (!(reply instanceof Response.HelloReply hello)) {
      throw VerificationException.malformed("answer to Hello");
    }
    VerificationException.require(
        hello.protocolVersion() == Genesis.PROTOCOL_VERSION,
        RejectReason.DOWNGRADE_REFUSED,
        "the replica speaks protocol version " + hello.protocolVersion());
    VerificationException.require(
        hello.chainId().equals(chainId), RejectReason.WRONG_CHAIN, "replica of another chain");
  }

  private static long remainingMs(long deadline) {
    return Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
  }

  private static void pause(long ms) throws SQLException {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SqlErrors.of(SqlStates.CONNECTION_FAILURE, "interrupted", e);
    }
  }

  /** Closes the connection; the next request goes to the next replica. */
  void leave() {
    close();
    current = (current + 1) % endpoints.size();
  }

  @Override
  public void close() {
    interrupt();
    transport = null;
  }
}

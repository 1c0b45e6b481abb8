package org.assaydb.benchmarks.demo;

import org.assaydb.engine.replica.server.Grant;
import org.assaydb.engine.replica.server.Responder;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/** One way to answer dishonestly. */
interface Lie {
  /** What the drill prints. */
  String title();

  /**
   * The answer to a request.
   *
   * @param honest an honest replica that the liar sits on: it has all its data
   * @return null for requests that it answers honestly
   */
  @org.jspecify.annotations.Nullable
  Response answer(Request request, HonestReplica honest);

  /** An honest replica as a liar uses it: one answer at a time. */
  record HonestReplica(Responder responder) {
    private static final int TIMEOUT_SECONDS = 30;

    Response ask(Request request) {
      try {
        return responder
            .respond(request, Grant.unlimited())
            .toCompletableFuture()
            .get(TIMEOUT_SECONDS, java.util.concurrent.TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new IllegalStateException("the honest replica did not answer", e);
      }
    }

    <T extends Response> T ask(Request request, Class<T> type) {
      Response response = ask(request);
      if (!type.isInstance(response)) {
        throw new IllegalStateException("unexpected answer " + response);
      }
      return type.cast(response);
    }
  }
}

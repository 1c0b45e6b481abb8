package org.assaydb.engine.replica.server;

import java.util.concurrent.CompletionStage;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * Answers requests; the seam at which tests and drills put a dishonest server in front of the
 * honest one. Called on worker threads, many at a time.
 */
@FunctionalInterface
public interface Responder {
  /**
   * Never throws for what a request says; a failure is a {@link Response.Failure}.
   *
   * @param memory of the request, until its answer is written
   */
  CompletionStage<Response> respond(Request request, Grant memory);
}

package org.assaydb.engine.cluster.dishonest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.assaydb.engine.replica.server.Grant;
import org.assaydb.engine.replica.server.Responder;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/** A server that may rewrite any request before it serves it and any response before it is sent. */
final class DishonestResponder implements Responder {
  private final Responder honest;
  private final List<Response> seen = Collections.synchronizedList(new ArrayList<>());
  private volatile UnaryOperator<Request> requests = UnaryOperator.identity();
  private volatile UnaryOperator<Response> responses = UnaryOperator.identity();

  DishonestResponder(Responder honest) {
    this.honest = honest;
  }

  void behave() {
    requests = UnaryOperator.identity();
    responses = UnaryOperator.identity();
  }

  void rewriteRequests(UnaryOperator<Request> rewrite) {
    requests = rewrite;
  }

  void rewriteResponses(UnaryOperator<Response> rewrite) {
    responses = rewrite;
  }

  /** Responses sent so far of one kind, oldest first. */
  <T extends Response> List<T> seen(Class<T> kind) {
    synchronized (seen) {
      return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  void forget() {
    seen.clear();
  }

  @Override
  public CompletionStage<Response> respond(Request request, Grant memory) {
    return honest
        .respond(requests.apply(request), memory)
        .thenApply(
            response -> {
              seen.add(response);
              return responses.apply(response);
            });
  }
}

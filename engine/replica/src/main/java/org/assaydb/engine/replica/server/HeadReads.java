package org.assaydb.engine.replica.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * Answers {@link Request.ReadAtHead} by the answers to its two parts, so that no other responder
 * need know of it. What is no head is the answer alone.
 */
record HeadReads(Responder parts) implements Responder {
  @Override
  public CompletionStage<Response> respond(Request request, Grant memory) {
    if (!(request instanceof Request.ReadAtHead both)) {
      return parts.respond(request, memory);
    }
    return parts
        .respond(both.head(), memory)
        .thenCompose(
            answer ->
                answer instanceof Response.Head head
                    ? read(head, both.read(), memory)
                    : CompletableFuture.completedFuture(answer));
  }

  private CompletionStage<Response> read(Response.Head head, Request.Read read, Grant memory) {
    return parts
        .respond(read.at(head.header().height()), memory)
        .thenApply(answer -> new Response.HeadAndRead(head, answer));
  }
}

package org.assaydb.benchmarks.demo;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.assaydb.engine.replica.server.Grant;
import org.assaydb.engine.replica.server.Responder;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/** Answers like the honest replica behind it until it is given a lie. Thread safe. */
final class DishonestReplica implements Responder {
  private final AtomicInteger told = new AtomicInteger();
  private volatile @Nullable Responder honest;
  private volatile @Nullable Lie lie;

  /** Sits down on an honest replica; to be called before the first request. */
  DishonestReplica over(Responder replica) {
    honest = replica;
    return this;
  }

  /** From now on tells this lie; null for the truth. */
  void tell(@Nullable Lie next) {
    told.set(0);
    lie = next;
  }

  /** The replica that it sits on. */
  Lie.HonestReplica honest() {
    return new Lie.HonestReplica(truth());
  }

  /** How often it lied since {@link #tell}. */
  int told() {
    return told.get();
  }

  private Responder truth() {
    return Objects.requireNonNull(honest, "no replica to sit on");
  }

  @Override
  public CompletionStage<Response> respond(Request request, Grant memory) {
    Lie current = lie;
    if (current == null) {
      return truth().respond(request, memory);
    }
    Response answer = current.answer(request, new Lie.HonestReplica(truth()));
    if (answer == null) {
      return truth().respond(request, memory);
    }
    told.incrementAndGet();
    return CompletableFuture.completedFuture(answer);
  }
}

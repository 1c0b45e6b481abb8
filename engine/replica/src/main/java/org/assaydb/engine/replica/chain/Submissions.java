package org.assaydb.engine.replica.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assaydb.proofs.hash.Digest;

/** Clients that wait for a transaction to become final. Thread safe. */
final class Submissions {
  private final Map<Digest, List<CompletableFuture<Outcome>>> waiting = new HashMap<>();

  CompletableFuture<Outcome> await(Digest payloadHash) {
    CompletableFuture<Outcome> future = new CompletableFuture<>();
    synchronized (waiting) {
      waiting.computeIfAbsent(payloadHash, h -> new ArrayList<>(1)).add(future);
    }
    future.whenComplete((outcome, failure) -> forget(payloadHash, future));
    return future;
  }

  private void forget(Digest payloadHash, CompletableFuture<Outcome> future) {
    synchronized (waiting) {
      List<CompletableFuture<Outcome>> futures = waiting.get(payloadHash);
      if (futures != null && futures.remove(future) && futures.isEmpty()) {
        waiting.remove(payloadHash);
      }
    }
  }

  /** Whether a client waits here for this transaction. */
  boolean isAwaited(Digest payloadHash) {
    synchronized (waiting) {
      return waiting.containsKey(payloadHash);
    }
  }

  void complete(Digest payloadHash, Outcome outcome) {
    take(payloadHash).forEach(f -> f.complete(outcome));
  }

  void fail(Digest payloadHash, SubmissionException failure) {
    take(payloadHash).forEach(f -> f.completeExceptionally(failure));
  }

  /** Ends all waits: the replica stops. */
  void failAll(SubmissionException failure) {
    List<Digest> all;
    synchronized (waiting) {
      all = List.copyOf(waiting.keySet());
    }
    all.forEach(hash -> fail(hash, failure));
  }

  private List<CompletableFuture<Outcome>> take(Digest payloadHash) {
    synchronized (waiting) {
      List<CompletableFuture<Outcome>> futures = waiting.remove(payloadHash);
      return futures == null ? List.of() : futures;
    }
  }
}

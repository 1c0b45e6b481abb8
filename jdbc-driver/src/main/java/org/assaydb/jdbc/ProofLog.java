package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.ReadCosts;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.wire.Message;
import org.assaydb.proofs.wire.Response;

/** Evidence of one statement: counts it, caps it, and keeps it in order for the proof file. */
final class ProofLog implements Evidence {
  private final Evidence source;
  private final Settings settings;
  private final List<Message> kept = new ArrayList<>();
  private boolean complete = true;
  private boolean keeping = true;
  private boolean cached;
  private long bytes;
  private int roundTrips;
  private long waitNanos;
  private long verificationNanos;

  ProofLog(Evidence source, Settings settings) {
    this.source = source;
    this.settings = settings;
  }

  @Override
  public Response.Vo read(List<ReadSpec> specs, int budgetBytes) {
    countRoundTrip();
    long start = System.nanoTime();
    Response.Vo answer = source.read(specs, budgetBytes);
    waitNanos += System.nanoTime() - start;
    keep(answer, answer.bytes().length);
    return answer;
  }

  @Override
  public void announce(List<ReadSpec> specs, int budgetBytes) {
    source.announce(specs, budgetBytes);
  }

  @Override
  public Response.Neighbours neighbours(long timeMs) {
    countRoundTrip();
    Response.Neighbours neighbours = source.neighbours(timeMs);
    keep(neighbours, 0);
    return neighbours;
  }

  private void countRoundTrip() {
    roundTrips++;
    VerificationException.require(
        roundTrips <= settings.maxRoundTrips(),
        RejectReason.LIMIT_EXCEEDED,
        "more than " + settings.maxRoundTrips() + " requests for one statement");
  }

  private void keep(Message message, long size) {
    bytes += size;
    VerificationException.require(
        bytes <= settings.maxProofBytes(),
        RejectReason.LIMIT_EXCEEDED,
        "more than " + settings.maxProofBytes() + " bytes of proof for one statement");
    if (bytes > settings.maxKeptProofBytes()) {
      complete = false;
      kept.clear();
    }
    if (complete && keeping) {
      kept.add(message);
    }
  }

  /** What is asked for meanwhile counts, but is no part of the result's proof. */
  <T> T withoutKeeping(Supplier<T> step) {
    keeping = false;
    try {
      return step.get();
    } finally {
      keeping = true;
    }
  }

  void addVerificationNanos(long nanos) {
    verificationNanos += nanos;
  }

  long bytes() {
    return bytes;
  }

  int roundTrips() {
    return roundTrips;
  }

  long verificationNanos() {
    return verificationNanos;
  }

  ReadCosts costs() {
    return new ReadCosts(bytes, roundTrips, waitNanos, verificationNanos);
  }

  /** Notes that an answer came from an earlier statement. */
  void noteCached() {
    cached = true;
  }

  /** Whether answers of earlier statements are no part of {@link #kept()}. */
  boolean usedCache() {
    return cached;
  }

  /** Whether {@link #kept()} is not too large to be everything. */
  boolean isComplete() {
    return complete;
  }

  List<Message> kept() {
    return List.copyOf(kept);
  }
}

package org.assaydb.benchmarks.tamper;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.RejectReason;

/** What became of mutants. Each thread has its own; they are added up in the end. */
final class Verdicts {
  private static final int MOST_FINDINGS = 20;

  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Map<Mutation, Long> made = new EnumMap<>(Mutation.class);
  private final List<String> findings = new ArrayList<>();
  private long victims;
  private long acceptedSame;
  private long acceptedOther;
  private long failures;
  private long slowestNanos;

  void victim() {
    victims++;
  }

  void made(Mutation mutation, long nanos) {
    made.merge(mutation, 1L, Long::sum);
    slowestNanos = Math.max(slowestNanos, nanos);
  }

  void rejected(RejectReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  /** The client would have taken the mutant's answer, which is the right one or not. */
  void accepted(boolean sameAnswer, String finding) {
    acceptedSame += sameAnswer ? 1 : 0;
    acceptedOther += sameAnswer ? 0 : 1;
    found(finding);
  }

  /** The verifier broke instead of rejecting. */
  void failure(String finding) {
    failures++;
    found(finding);
  }

  private void found(String finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }

  void add(Verdicts other) {
    other.rejected.forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    other.made.forEach((mutation, n) -> made.merge(mutation, n, Long::sum));
    other.findings.forEach(this::found);
    victims += other.victims;
    acceptedSame += other.acceptedSame;
    acceptedOther += other.acceptedOther;
    failures += other.failures;
    slowestNanos = Math.max(slowestNanos, other.slowestNanos);
  }

  long mutants() {
    return made.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Mutants that a client would have believed. */
  long accepts() {
    return acceptedSame + acceptedOther;
  }

  /** Whether every mutant was rejected in the way it must be. */
  boolean clean() {
    return accepts() == 0 && failures == 0;
  }

  List<String> findings() {
    return findings;
  }

  /** For JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mutants", mutants());
    fields.put("victims", victims);
    fields.put("accepts", accepts());
    fields.put("acceptsWithAnotherAnswer", acceptedOther);
    fields.put("failures", failures);
    fields.put("slowestMicros", slowestNanos / 1000);
    fields.put("rejected", rejected);
    fields.put("byMutation", made);
    fields.put("findings", findings);
    return fields;
  }
}

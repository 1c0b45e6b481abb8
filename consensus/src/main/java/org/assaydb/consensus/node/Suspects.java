package org.assaydb.consensus.node;

import org.assaydb.proofs.ledger.ValidatorId;

/**
 * Validators that sent what no honest one sends. They are not heard for a while, twice as long each
 * time, so that checking their signatures costs next to nothing; as they are among those that may
 * be faulty, nothing depends on them. Thread safe.
 */
final class Suspects {
  private static final long FIRST_MS = 1_000;
  private static final long LONGEST_MS = 60_000;

  private final long[] untilMs;
  private final long[] lengthMs;

  Suspects(int validators) {
    untilMs = new long[validators];
    lengthMs = new long[validators];
  }

  /** Notes a message that is not genuine and returns for how many milliseconds none is heard. */
  synchronized long caught(ValidatorId who, long nowMs) {
    int seat = who.seat();
    lengthMs[seat] = Math.min(LONGEST_MS, Math.max(FIRST_MS, 2 * lengthMs[seat]));
    untilMs[seat] = nowMs + lengthMs[seat];
    return lengthMs[seat];
  }

  /** Whether a message is taken in. */
  synchronized boolean isHeard(ValidatorId who, long nowMs) {
    int seat = who.seat();
    return seat < untilMs.length && (lengthMs[seat] == 0 || nowMs - untilMs[seat] >= 0);
  }
}

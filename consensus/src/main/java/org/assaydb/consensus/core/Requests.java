package org.assaydb.consensus.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.assaydb.proofs.ledger.ValidatorId;

/** Whom to ask for what is missing, one validator after the other, and not too often. */
final class Requests {
  /** What can be missing. */
  enum Kind {
    BLOCKS,
    CERTIFICATES
  }

  private static final long INTERVAL_MS = 100;

  private final ValidatorId self;
  private final int seats;
  private final Map<Kind, Long> askedMs = new EnumMap<>(Kind.class);
  private int seat;
  private boolean waits;

  Requests(ValidatorId self, int seats) {
    this.self = self;
    this.seats = seats;
    seat = self.seat();
  }

  /** Whom to ask now; empty when that was done a moment ago, or there is nobody else. */
  Optional<ValidatorId> next(Kind kind, long nowMs) {
    waits = true;
    Long last = askedMs.get(kind);
    if (seats < 2 || (last != null && nowMs - last < INTERVAL_MS)) {
      return Optional.empty();
    }
    askedMs.put(kind, nowMs);
    do {
      seat = (seat + 1) % seats;
    } while (seat == self.seat());
    return Optional.of(new ValidatorId(seat));
  }

  /** An answer helped: the next question need not wait. */
  void answered(Kind kind) {
    askedMs.remove(kind);
  }

  /** Whether something was missing since this was called last. */
  boolean takeWaits() {
    boolean was = waits;
    waits = false;
    return was;
  }

  long intervalMs() {
    return INTERVAL_MS;
  }
}

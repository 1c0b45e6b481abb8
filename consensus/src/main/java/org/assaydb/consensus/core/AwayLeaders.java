package org.assaydb.consensus.core;

import org.assaydb.proofs.ledger.ValidatorId;

/**
 * Leaders whose last slots were skipped. They are not waited for, but tried again after one, two,
 * four and at most eight of their turns, so that one that comes back finds its place.
 */
final class AwayLeaders {
  private static final int MOST_TURNS = 8;

  /** By seat: slots skipped in a row, and turns that are still not waited for. */
  private final int[] skipped;

  private final int[] turns;

  AwayLeaders(int seats) {
    skipped = new int[seats];
    turns = new int[seats];
  }

  void notarised(ValidatorId leader) {
    skipped[leader.seat()] = 0;
    turns[leader.seat()] = 0;
  }

  /** A slot was skipped; {@code waited} when its leader was given the time to propose. */
  void skipped(ValidatorId leader, boolean waited) {
    int seat = leader.seat();
    if (waited) {
      turns[seat] = Math.min(MOST_TURNS, 1 << Math.min(skipped[seat], Integer.SIZE - 2));
      skipped[seat]++;
    } else {
      turns[seat] = Math.max(0, turns[seat] - 1);
    }
  }

  /** Whether a leader's next slot is to be given up at once. */
  boolean isAway(ValidatorId leader) {
    return turns[leader.seat()] > 0;
  }
}

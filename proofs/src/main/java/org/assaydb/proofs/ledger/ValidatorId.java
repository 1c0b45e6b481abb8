package org.assaydb.proofs.ledger;

/** Seat of a validator in its epoch's {@link ValidatorSet}, from 0. */
public record ValidatorId(int seat) implements Comparable<ValidatorId> {
  @Override
  public int compareTo(ValidatorId other) {
    return Integer.compare(seat, other.seat);
  }

  @Override
  public String toString() {
    return "v" + seat;
  }
}

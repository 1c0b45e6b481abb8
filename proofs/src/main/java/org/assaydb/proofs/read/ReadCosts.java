package org.assaydb.proofs.read;

/**
 * What reads have cost so far, for people.
 *
 * @param proofBytes that were fetched
 * @param trips round trips to a replica
 * @param waitNanos time in which answers were waited for
 * @param verifyNanos time in which they were verified, before the reads ran over them
 */
public record ReadCosts(long proofBytes, int trips, long waitNanos, long verifyNanos) {
  /** Of reads that fetch nothing. */
  public static final ReadCosts NONE = new ReadCosts(0, 0, 0, 0);

  public ReadCosts minus(ReadCosts other) {
    return new ReadCosts(
        proofBytes - other.proofBytes,
        trips - other.trips,
        waitNanos - other.waitNanos,
        verifyNanos - other.verifyNanos);
  }

  public ReadCosts plus(ReadCosts other) {
    return new ReadCosts(
        proofBytes + other.proofBytes,
        trips + other.trips,
        waitNanos + other.waitNanos,
        verifyNanos + other.verifyNanos);
  }
}

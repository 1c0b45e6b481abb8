package org.assaydb.proofs.read;

import java.util.List;

/**
 * The one interface through which the SQL engine reads tables. On a replica it is backed by the
 * store and records what is read; in the driver by verified pruned copies, and what they do not
 * cover is fetched or is an error. Not thread safe; pinned to one certified state.
 */
public interface IndexReader {
  /** Height of the certified state that is read. */
  long stateHeight();

  /**
   * Runs a read of rows: every kind of specification but {@link ReadSpec.Aggregate}.
   *
   * @throws org.assaydb.proofs.VerificationException when the proof does not cover or does not
   *     verify what the read needs
   */
  RowCursor read(ReadSpec spec);

  /**
   * Runs a read of totals; exceptions as for {@link #read}.
   *
   * @param spec its columns must be summarized
   */
  AggregateCursor aggregate(ReadSpec.Aggregate spec);

  /**
   * Runs a read of any kind to its end and drops what it gives: on a replica, reading is recording.
   */
  default void readThrough(ReadSpec spec) {
    if (spec instanceof ReadSpec.Aggregate aggregate) {
      try (AggregateCursor totals = aggregate(aggregate)) {
        while (totals.next()) {
          // The witness holds what the cursor passed.
        }
      }
    } else {
      try (RowCursor rows = read(spec)) {
        while (rows.nextBatch() != null || rows.next()) {
          // The witness holds what the cursor passed.
        }
      }
    }
  }

  /** Announces reads that will follow, so that one round trip can bring them all. A hint. */
  default void prefetch(List<ReadSpec> specs) {}

  /** What its reads have cost until now. */
  default ReadCosts costs() {
    return ReadCosts.NONE;
  }
}

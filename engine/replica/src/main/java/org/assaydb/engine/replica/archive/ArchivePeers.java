package org.assaydb.engine.replica.archive;

import java.util.Optional;
import java.util.Set;
import org.assaydb.proofs.ledger.ValidatorId;

/** The other replicas, as the archive sees them. Answers are hostile until checked. */
public interface ArchivePeers {
  /**
   * Sends a custody statement to all others; may be lost, is repeated until all have answered. Must
   * not wait for them: the caller holds its archive's lock.
   */
  void announce(Custody custody);

  /**
   * Asks these validators for their own custody statements of a segment; what they answer comes in
   * as if they had announced it, or not at all. Must not wait for them, as {@link #announce}.
   */
  void ask(long segment, Set<ValidatorId> seats);

  /** What a validator takes for the commitment of a segment; empty when it is down or has none. */
  Optional<SegmentCommitment> commitment(ValidatorId seat, long segment);

  /** The shard that a validator holds of a segment; empty when it is down or lost it. */
  Optional<Shard> request(ValidatorId seat, long segment);
}

package org.assaydb.engine.replica.scrub;

import java.util.List;
import java.util.Optional;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.schema.IndexId;

/** The other replicas, as repair sees them. Answers are hostile until checked. */
public interface RepairPeers {
  /** The body of a final block, whole or out of shards; empty when the replica cannot give it. */
  Optional<byte[]> body(ValidatorId seat, long height);

  /**
   * Groups of rows of a chunk of the run with this root; empty when the replica is down or has no
   * such run now.
   */
  Optional<List<byte[]>> chunk(ValidatorId seat, IndexId index, Digest run, int chunk);
}

package org.assaydb.engine.replica.chain;

import org.assaydb.proofs.hash.Digest;

/** What the chain needs of the archive. Called on the consensus thread. */
public interface ArchiveRoots {
  /** The archive root that the header of {@code height} must carry. */
  Digest rootAt(long height);

  /** A block became final and durable. */
  void finalised(long height);
}

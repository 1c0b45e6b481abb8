package org.assaydb.proofs.client;

import java.util.Optional;
import org.assaydb.proofs.hash.Digest;

/** Where a client keeps the highest head that it has accepted, one per chain. */
public interface TrustStore {
  /** The head stored for this chain, unchecked bytes of {@link TrustedHead}; empty at first. */
  Optional<byte[]> load(Digest chainId);

  /** Replaces the stored head atomically: after a crash either the old or the new one is there. */
  void save(Digest chainId, byte[] head);
}

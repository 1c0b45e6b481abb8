package org.assaydb.proofs.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assaydb.proofs.hash.Digest;

/** Trust state for the life of the object only: embedded use, offline checks, tests. */
public final class MemoryTrustStore implements TrustStore {
  private final Map<Digest, byte[]> heads = new ConcurrentHashMap<>();

  @Override
  public Optional<byte[]> load(Digest chainId) {
    return Optional.ofNullable(heads.get(chainId));
  }

  @Override
  public void save(Digest chainId, byte[] head) {
    heads.put(chainId, head);
  }
}

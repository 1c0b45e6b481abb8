package org.assaydb.jdbc;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.proofs.client.FileTrustStore;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.client.TrustStore;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.VerifiedSignatures;

/**
 * What connections of this JVM share that are of one client: of one chain and trust directory. The
 * height says how far heads must reach, so that a connection of a pool never reads below what
 * another one has committed or read; a signature that one of them has checked is not checked by the
 * others; a head that one of them has stored is not stored again; counts for planning are taken
 * once, and verified answers serve all. Each connection follows its own heads and checks all else
 * by itself. Thread safe.
 */
final class SharedTrust {
  private static final long MAX_COUNT_AGE_BLOCKS = 100;

  private record Client(Digest chainId, Path trustDir) {}

  /**
   * Of one client.
   *
   * @param seenHeight the highest head that was accepted; raised, never lowered
   * @param counts for planning
   * @param cache of verified answers
   */
  record Parts(
      AtomicLong seenHeight,
      VerifiedSignatures signatures,
      TrustStore store,
      RecentCounts counts,
      VerifiedCache cache) {
    LightClient newClient(Genesis genesis) {
      return new LightClient(genesis, store, signatures);
    }
  }

  private final Map<Client, Parts> clients = new ConcurrentHashMap<>();

  Parts of(Genesis genesis, Path trustDir) {
    Client client = new Client(genesis.chainId(), trustDir.toAbsolutePath().normalize());
    return clients.computeIfAbsent(
        client,
        c ->
            new Parts(
                new AtomicLong(),
                new VerifiedSignatures(c.chainId(), genesis.validators()),
                new FileTrustStore(trustDir),
                new RecentCounts(MAX_COUNT_AGE_BLOCKS),
                new VerifiedCache()));
  }
}

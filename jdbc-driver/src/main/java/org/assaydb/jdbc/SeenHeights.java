package org.assaydb.jdbc;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.proofs.hash.Digest;

/**
 * The highest head that connections of this JVM have accepted, per chain and trust directory: a
 * connection of a pool never reads below what another one of the same client has committed or read.
 * Every connection checks its own heads; this only says how far they must reach. Thread safe.
 */
final class SeenHeights {
  private record Client(Digest chainId, Path trustDir) {}

  private final Map<Client, AtomicLong> heights = new ConcurrentHashMap<>();

  /** The height of one client, shared by its connections; raised, never lowered. */
  AtomicLong of(Digest chainId, Path trustDir) {
    Client client = new Client(chainId, trustDir.toAbsolutePath().normalize());
    return heights.computeIfAbsent(client, c -> new AtomicLong());
  }
}

package org.assaydb.engine.replica.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;

/**
 * The newest final state and the notarised blocks applied on top of it, which may still be dropped.
 * Consensus thread only, but for {@link #finalState()}.
 */
final class AppliedBlocks {
  /** An applied block with the state after it. */
  record Applied(BlockHeader header, BlockBody body, int bodyBytes, LedgerState state) {}

  private final Map<Digest, Applied> applied = new HashMap<>();
  private volatile LedgerState finalState;

  AppliedBlocks(LedgerState finalState) {
    this.finalState = finalState;
  }

  LedgerState finalState() {
    return finalState;
  }

  /** The state after a block that is final or applied. */
  Optional<LedgerState> state(Digest headerHash) {
    if (headerHash.equals(finalState.headerHash())) {
      return Optional.of(finalState);
    }
    return applied(headerHash).map(Applied::state);
  }

  Optional<Applied> applied(Digest headerHash) {
    return Optional.ofNullable(applied.get(headerHash));
  }

  void add(Applied block) {
    applied.put(block.state().headerHash(), block);
  }

  /** Hashes of the blocks above the final one up to and including {@code headerHash}. */
  List<Digest> chainTo(Digest headerHash) {
    Deque<Digest> chain = new ArrayDeque<>();
    Digest at = headerHash;
    while (!at.equals(finalState.headerHash())) {
      chain.addFirst(at);
      Digest missing = at;
      at =
          applied(at)
              .orElseThrow(() -> new IllegalStateException("block " + missing + " not applied"))
              .header()
              .parentHash();
    }
    return new ArrayList<>(chain);
  }

  /** Payload hashes in these blocks. */
  Set<Digest> payloadsTo(Digest headerHash) {
    Set<Digest> hashes = new HashSet<>();
    chainTo(headerHash).forEach(hash -> addPayloads(applied(hash).orElseThrow(), hashes));
    return hashes;
  }

  private static void addPayloads(Applied block, Set<Digest> hashes) {
    block.body().transactions().forEach(t -> hashes.add(t.payloadHash()));
  }

  /** Makes an applied block the final one and drops everything that does not descend from it. */
  void finalise(Applied block) {
    finalState = block.state();
    long height = finalState.height();
    applied.values().removeIf(a -> a.state().height() <= height);
    boolean removed = true;
    while (removed) {
      removed = applied.values().removeIf(a -> state(a.header().parentHash()).isEmpty());
    }
  }

  /** Payload hashes in all applied blocks that are not final yet. */
  Set<Digest> pendingPayloads() {
    Set<Digest> hashes = new HashSet<>();
    applied.values().forEach(block -> addPayloads(block, hashes));
    return hashes;
  }
}

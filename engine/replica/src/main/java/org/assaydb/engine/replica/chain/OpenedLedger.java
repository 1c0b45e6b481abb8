package org.assaydb.engine.replica.chain;

import java.util.Optional;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StorageException;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Genesis;

/** What a replica's state says of its chain when it is opened. Safe for any thread. */
public final class OpenedLedger {
  private final LedgerStore store;
  private final LedgerState state;
  private final HeaderLog headers;

  private OpenedLedger(LedgerStore store, LedgerState state, HeaderLog headers) {
    this.store = store;
    this.state = state;
    this.headers = headers;
  }

  /**
   * Reads the committed state and the records of all final blocks.
   *
   * @throws StorageException CORRUPTION when something is damaged or missing
   */
  public static OpenedLedger read(IndexStore indexes, Genesis genesis) {
    LedgerStore store = new LedgerStore(indexes, genesis);
    LedgerState state = store.load();
    HeaderLog headers = new HeaderLog(genesis);
    for (long height = 1; height <= state.height(); height++) {
      headers.append(record(store, height).header());
    }
    return new OpenedLedger(store, state, headers);
  }

  private static FinalBlock record(LedgerStore store, long height) {
    return store
        .block(height)
        .orElseThrow(
            () ->
                new StorageException(
                    StorageException.Category.CORRUPTION, "no record of block " + height));
  }

  /**
   * Header and certificate of a final block, as consensus keeps them, without its body. Empty above
   * the last block that has a certificate of its own here or in a descendant.
   */
  public Optional<org.assaydb.consensus.FinalBlock> block(long height) {
    Optional<FinalBlock> block = height < 1 ? Optional.empty() : store.block(height);
    Optional<Certificate> certificate = block.flatMap(FinalBlock::certificate);
    for (long above = height + 1; block.isPresent() && certificate.isEmpty(); above++) {
      Optional<FinalBlock> descendant = store.block(above);
      if (descendant.isEmpty()) {
        return Optional.empty();
      }
      certificate = descendant.get().certificate();
    }
    return certificate.map(
        c -> new org.assaydb.consensus.FinalBlock(block.orElseThrow().header(), null, c));
  }

  LedgerStore store() {
    return store;
  }

  LedgerState state() {
    return state;
  }

  HeaderLog headers() {
    return headers;
  }
}

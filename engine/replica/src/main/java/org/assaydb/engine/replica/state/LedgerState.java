package org.assaydb.engine.replica.state;

import java.util.List;
import org.assaydb.ads.StateTree;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.tree.RfcTree;

/**
 * Everything that the next block depends on, after the block at {@code height}; immutable.
 *
 * @param headerHash of the block; the chain id at height 0
 * @param slot of the block; 0 at height 0
 * @param receipts of the block, one per transaction in order
 */
public record LedgerState(
    long height,
    Digest headerHash,
    long slot,
    long timeMs,
    StateTree tree,
    Catalog catalog,
    List<Receipt> receipts,
    Roots roots) {
  private static final RfcTree RECEIPTS = new RfcTree(HashTag.RECEIPT_NODE);

  public LedgerState {
    receipts = List.copyOf(receipts);
  }

  /** The state before block 1: no indexes yet, the catalog already names the SYS tables. */
  public static LedgerState genesis(Genesis genesis, StateTree empty) {
    Catalog catalog = SystemTables.genesisCatalog();
    Roots roots = new Roots(empty.root(), receiptsRoot(List.of()), catalog.digest());
    return new LedgerState(
        0, genesis.chainId(), 0, genesis.timeMs(), empty, catalog, List.of(), roots);
  }

  public static Digest receiptsRoot(List<Receipt> receipts) {
    return RECEIPTS.root(receipts.stream().map(Receipt::leaf).toList());
  }
}

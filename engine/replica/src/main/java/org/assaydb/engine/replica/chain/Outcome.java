package org.assaydb.engine.replica.chain;

import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.tree.RfcTree;

/**
 * What became of a transaction: a receipt of a final block.
 *
 * @param index place of the receipt in the block
 */
public record Outcome(FinalBlock block, int index) {
  private static final RfcTree TREE = new RfcTree(HashTag.RECEIPT_NODE);

  public Receipt receipt() {
    return block.receipts().get(index);
  }

  /** Path of the receipt under the receipts root after its block. */
  public List<Digest> path() {
    return TREE.prove(block.receiptLeaves(), index);
  }
}

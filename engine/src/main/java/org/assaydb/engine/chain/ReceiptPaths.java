package org.assaydb.engine.chain;

import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.tree.RfcTree;
import org.jspecify.annotations.Nullable;

/** Proofs of the receipts of one block. */
final class ReceiptPaths {
  private static final RfcTree TREE = new RfcTree(HashTag.RECEIPT_NODE);

  private final List<Receipt> receipts;
  private @Nullable List<Digest> leaves;

  ReceiptPaths(List<Receipt> receipts) {
    this.receipts = receipts;
  }

  private List<Digest> leaves() {
    if (leaves == null) {
      leaves = receipts.stream().map(Receipt::leaf).toList();
    }
    return leaves;
  }

  Outcome outcome(int index, BlockHeader header, Certificate certificate) {
    return new Outcome(
        receipts.get(index),
        index,
        receipts.size(),
        TREE.prove(leaves(), index),
        header,
        certificate);
  }
}

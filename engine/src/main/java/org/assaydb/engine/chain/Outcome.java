package org.assaydb.engine.chain;

import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Receipt;

/**
 * Proof of what became of a transaction.
 *
 * @param index of the receipt among the {@code count} receipts of the block
 * @param path of the receipt under the receipts root that {@code certificate} certifies
 */
public record Outcome(
    Receipt receipt,
    int index,
    int count,
    List<Digest> path,
    BlockHeader header,
    Certificate certificate) {}

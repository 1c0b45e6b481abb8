package org.assaydb.consensus;

import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A finalised block as stored.
 *
 * @param body null after it was unlinked
 * @param certificate final certificate of this block, or of a descendant when it has none itself
 */
public record FinalBlock(BlockHeader header, byte @Nullable [] body, Certificate certificate) {
  /** Whether the certificate names this block and not a descendant. */
  public boolean certified() {
    return header.hash().equals(certificate.statement().subject());
  }
}

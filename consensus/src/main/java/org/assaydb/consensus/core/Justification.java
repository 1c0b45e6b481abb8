package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Statement;

/**
 * Why a block may stand on its parent: a notarisation or final certificate of the parent (none for
 * the genesis), then a skip certificate for every slot between the parent's and the block's.
 */
final class Justification {
  private Justification() {}

  /**
   * Certificates for a block in {@code slot} on a parent in {@code parentSlot}; empty if one lacks.
   */
  static Optional<List<Certificate>> collect(
      Optional<Certificate> parent, long parentSlot, long slot, Map<Long, Certificate> skips) {
    if (parentSlot > 0 && parent.isEmpty() || slot - parentSlot > Message.MAX_JUSTIFICATION) {
      return Optional.empty();
    }
    List<Certificate> certificates = new ArrayList<>();
    parent.ifPresent(certificates::add);
    for (long s = parentSlot + 1; s < slot; s++) {
      Certificate skip = skips.get(s);
      if (skip == null) {
        return Optional.empty();
      }
      certificates.add(skip);
    }
    return Optional.of(certificates);
  }

  /** Whether the certificates, valid each, have the right form and are those of the header. */
  static boolean fits(Digest chainId, BlockHeader header, List<Certificate> certificates) {
    if (!Message.Proposal.justificationDigest(certificates).equals(header.justification())) {
      return false;
    }
    boolean onGenesis = header.parentHash().equals(chainId);
    int first = onGenesis ? 0 : 1;
    long expected = 1;
    if (!onGenesis) {
      if (certificates.isEmpty()
          || !header.parentHash().equals(certificates.get(0).statement().subject())) {
        return false;
      }
      expected = certificates.get(0).statement().slot() + 1;
    }
    for (Certificate skip : certificates.subList(first, certificates.size())) {
      if (!(skip.statement() instanceof Statement.Skip) || skip.statement().slot() != expected) {
        return false;
      }
      expected++;
    }
    return expected == header.slot();
  }
}

package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Certificate;

/**
 * Why a block may stand on its parent: a notarisation or final certificate of the parent (none for
 * the genesis), and a skip certificate for every slot between the parent's and the block's. The
 * header names these slots, not the certificates: any valid ones will do, and a validator that
 * lacks some fetches them. So a justification does not grow with the gap.
 */
final class Justification {
  private Justification() {}

  /** What the header of a block on this parent carries. */
  static Digest digest(ParentRef parent) {
    return Message.Proposal.justificationDigest(parent.slot());
  }

  /** Certificates to send along: the parent's and the newest skips, most of what peers may lack. */
  static List<Certificate> hints(ParentRef parent, long slot, CertificateSet known) {
    List<Certificate> hints = new ArrayList<>();
    known.newestNotarised(parent.slot() + 1).ifPresent(hints::add);
    long from = Math.max(parent.slot() + 1, slot - Message.MAX_JUSTIFICATION + 1);
    known.from(from, Message.MAX_JUSTIFICATION - 1).stream()
        .filter(c -> c.statement().slot() < slot)
        .forEach(hints::add);
    return hints;
  }

  /** Whether the certificates that are known justify a block in {@code slot} on a parent. */
  static boolean holds(ParentRef parent, ParentRef tip, long slot, CertificateSet known) {
    boolean parentCertified = parent.hash().equals(tip.hash()) || known.isCertified(parent.hash());
    return parentCertified && known.areSkipped(parent.slot(), slot);
  }
}

package org.assaydb.consensus.core;

import java.util.List;
import java.util.Optional;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.ValidatorId;

/** What other validators may lack to go on. */
final class PeerAnswers {
  private final BlockProgress progress;
  private final CertificateSet certificates;
  private final List<Effect> effects;

  /** {@code effects}: what is to be sent is added here. */
  PeerAnswers(BlockProgress progress, CertificateSet certificates, List<Effect> effects) {
    this.progress = progress;
    this.certificates = certificates;
    this.effects = effects;
  }

  /** The final certificate of the newest block, to one that is behind it. */
  void tip(ValidatorId to) {
    progress
        .tipCertificate()
        .ifPresent(c -> effects.add(new Effect.Send(to, new Message.Certified(c))));
  }

  void certificates(ValidatorId to, long fromSlot) {
    if (fromSlot <= progress.tree().tip().slot()) {
      tip(to);
    }
    List<Certificate> found = certificates.from(fromSlot, Message.MAX_CERTIFICATES);
    if (!found.isEmpty()) {
      effects.add(new Effect.Send(to, new Message.Certificates(found)));
    }
  }

  /** To all, again: certificates and own votes from a slot on, and a proposal that is stored. */
  void repeat(long fromSlot, OwnVotes votes, Optional<BlockTree.Node> current) {
    progress
        .tipCertificate()
        .ifPresent(c -> effects.add(new Effect.Broadcast(new Message.Certified(c))));
    List<Certificate> recent = certificates.from(fromSlot, Message.MAX_CERTIFICATES);
    if (!recent.isEmpty()) {
      effects.add(new Effect.Broadcast(new Message.Certificates(recent)));
    }
    votes.from(fromSlot).forEach(v -> effects.add(new Effect.Broadcast(new Message.VoteCast(v))));
    Message.Proposal proposal =
        current.filter(node -> node.stored).map(n -> n.proposal).orElse(null);
    if (proposal != null) {
      effects.add(new Effect.Broadcast(proposal));
    }
  }
}

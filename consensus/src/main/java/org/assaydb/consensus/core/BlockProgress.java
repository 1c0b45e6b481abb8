package org.assaydb.consensus.core;

import java.util.List;
import java.util.Optional;
import org.assaydb.consensus.DivergenceException;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Brings blocks that are certified, and their ancestors, from known to valid, applied and final.
 */
final class BlockProgress {
  private final BlockTree tree;
  private final CertificateSet certificates;
  private final Requests requests;
  private final List<Effect> effects;

  /** Final certificate of the tip itself; null for the genesis. */
  private @Nullable Certificate tipCertificate;

  /** {@code effects}: what is to be done is added here. */
  BlockProgress(
      ParentRef tip, CertificateSet certificates, Requests requests, List<Effect> effects) {
    this.tree = new BlockTree(tip);
    this.certificates = certificates;
    this.requests = requests;
    this.effects = effects;
  }

  BlockTree tree() {
    return tree;
  }

  void tipCertified(Certificate certificate) {
    tipCertificate = certificate;
  }

  Optional<Certificate> tipCertificate() {
    return Optional.ofNullable(tipCertificate);
  }

  void store(BlockTree.Node node) {
    if (!node.storing && !node.stored && node.proposal != null) {
      node.storing = true;
      effects.add(new Effect.Store(node.proposal));
    }
  }

  /** Validates, then stores; the parent is applied. */
  void prepare(BlockTree.Node node) {
    if (node.valid == null && !node.validating) {
      node.validating = true;
      effects.add(new Effect.Validate(node.header(), node.body));
    } else if (Boolean.TRUE.equals(node.valid)) {
      store(node);
    }
  }

  void pursueNotarised(long nowMs) {
    for (Certificate certificate : certificates.notarised()) {
      pursue(CertificateSet.subject(certificate), nowMs);
    }
  }

  /** Brings a certified block, and before it its ancestors, to the applied state. */
  private void pursue(Digest hash, long nowMs) {
    Optional<List<BlockTree.Node>> path = tree.pathTo(hash);
    if (path.isEmpty()) {
      request(tree.firstUnknown(hash), nowMs);
      return;
    }
    for (BlockTree.Node node : path.get()) {
      if (node.roots == null) {
        advance(node);
        return; // one after the other: the next needs this one's state
      }
    }
  }

  private void advance(BlockTree.Node node) {
    if (Boolean.FALSE.equals(node.valid)) {
      throw new DivergenceException(
          "a quorum accepted block "
              + node.hash
              + " of height "
              + node.header().height()
              + ", which is not valid on the state here");
    }
    // A block that came as part of the final chain is not stored before it is final.
    boolean safe = node.stored || node.proposal == null;
    if (node.valid == null || !safe) {
      prepare(node);
    } else if (!node.applying) {
      node.applying = true;
      effects.add(new Effect.Apply(node.header(), node.body));
    }
  }

  /** Finalises the blocks of the oldest final certificate, then of the next one. */
  void finalise(long nowMs) {
    Optional<Certificate> oldest = certificates.oldestFinal();
    while (oldest.isPresent()) {
      Certificate certificate = oldest.get();
      Digest hash = CertificateSet.subject(certificate);
      for (BlockTree.Node node : tree.pathTo(hash).orElse(List.of())) {
        if (node.roots == null) {
          break;
        }
        finalise(node, certificate);
      }
      if (!tree.tip().hash().equals(hash)) {
        pursue(hash, nowMs);
        return;
      }
      tipCertificate = certificate;
      certificates.forgetFinals(tree.tip().slot());
      oldest = certificates.oldestFinal();
    }
  }

  /** An applied block is final once it, or a block that stands on it, has a final certificate. */
  private void finalise(BlockTree.Node node, Certificate certificate) {
    Statement.Final certified = (Statement.Final) certificate.statement();
    if (node.hash.equals(certified.headerHash()) && !certified.roots().equals(node.roots)) {
      throw new DivergenceException(
          "the state after height "
              + node.header().height()
              + " is not the one that was certified");
    }
    effects.add(new Effect.Finalise(new FinalBlock(node.header(), node.body, certificate)));
    tree.finalise(node);
  }

  /** Asks for a block that is missing: the block itself, and final blocks above the tip. */
  private void request(Digest missing, long nowMs) {
    requests
        .next(Requests.Kind.BLOCKS, nowMs)
        .ifPresent(
            to -> {
              effects.add(new Effect.Send(to, new Message.RequestProposal(missing)));
              effects.add(new Effect.Send(to, new Message.RequestFinal(tree.tip().height() + 1)));
            });
  }
}

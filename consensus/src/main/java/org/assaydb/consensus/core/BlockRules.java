package org.assaydb.consensus.core;

import java.util.List;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

/** What can be said of a block before its state is known: who may propose it, on what, when. */
final class BlockRules {
  private final Digest chainId;
  private final ValidatorSet validators;
  private final SignatureScheme signatures;
  private final BodyCheck bodies;

  BlockRules(Genesis genesis, SignatureScheme signatures, BodyCheck bodies) {
    this.chainId = genesis.chainId();
    this.validators = genesis.validators();
    this.signatures = signatures;
    this.bodies = bodies;
  }

  ValidatorId leader(long slot) {
    return new ValidatorId((int) (slot % validators.size()));
  }

  /** Whether a proposal is its leader's, with the body that its header names. */
  boolean isGenuine(Message.Proposal proposal, Digest hash) {
    BlockHeader header = proposal.header();
    return header.chainId().equals(chainId)
        && header.epoch() == 0
        && header.proposer().equals(leader(header.slot()))
        && signatures.verify(
            validators.key(header.proposer()),
            Message.Proposal.signingBytes(chainId, hash),
            proposal.signature())
        && bodies.belongs(header, proposal.body());
  }

  /**
   * Whether blocks with their own bodies lead, one on the other, to the one that a statement names.
   * A single wrong body makes the answer worthless.
   */
  boolean leadTo(Statement.Final certified, List<Message.Proposed> blocks) {
    Digest expected = certified.headerHash();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      BlockHeader header = blocks.get(i).header();
      if (!header.hash().equals(expected)) {
        return false;
      }
      expected = header.parentHash();
    }
    return blocks.stream().allMatch(b -> bodies.belongs(b.header(), b.body()));
  }

  /**
   * Whether slot and time of a block fit its parent and the clock here. A time that the parent has
   * already is never too late: clocks may have been set back.
   */
  static boolean fits(BlockHeader header, ParentRef parent, long wallMs) {
    long time = header.timeMs();
    return header.slot() > parent.slot()
        && header.height() == parent.height() + 1
        && header.justification().equals(Justification.digest(parent))
        && time >= parent.timeMs()
        && time <= Math.max(wallMs, parent.timeMs()) + Timing.MAX_AHEAD_MS
        && time >= wallMs - Timing.MAX_BEHIND_MS;
  }
}

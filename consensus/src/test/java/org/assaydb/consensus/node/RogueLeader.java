package org.assaydb.consensus.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;

/**
 * What a dishonest leader proposes: blocks that are valid on their parents, but on parents that
 * nothing justifies.
 */
final class RogueLeader {
  private final SimulatedCluster cluster;
  private final int seat;
  private final SimulatedApplication application;
  private final HashedBlocks blocks;

  /** The newest own slot for which it has proposed beforehand. */
  private long proposedFor;

  RogueLeader(SimulatedCluster cluster, int seat, SimulatedApplication application) {
    this.cluster = cluster;
    this.seat = seat;
    this.application = application;
    this.blocks = new HashedBlocks(cluster.genesis(), seat);
  }

  /** Instead of an own proposal, often one on some parent. */
  Message instead(Message message) {
    if (!(message instanceof Message.Proposal proposal)
        || proposal.header().proposer().seat() != seat
        || cluster.random().nextInt(3) == 0) {
      return message;
    }
    return application
        .someParent()
        .map(
            parent -> {
              long slot = proposal.header().slot();
              long timeMs = Math.max(proposal.header().timeMs(), parent.timeMs());
              ProposedBlock block =
                  application.build(
                      parent, slot, timeMs, Message.Proposal.justificationDigest(parent.slot()));
              return (Message) signed(block, proposal);
            })
        .orElse(message);
  }

  /**
   * What it sends at once when it hears the proposal of a slot before its own, so that it is there
   * when the others enter that slot: a block that leaves out the one heard, and that jumps over its
   * slot, or one that stands on the one heard, whether that will be certified or not; and its own
   * votes for it.
   */
  List<Message> after(Message.Proposal heard) {
    Random random = cluster.random();
    long before = heard.header().slot();
    long slot = before + 1 + Math.floorMod(seat - before - 1, (long) cluster.seats());
    if (slot <= proposedFor || random.nextInt(8) != 0) {
      return List.of();
    }
    proposedFor = slot;
    byte[] body = new byte[random.nextInt(30)];
    random.nextBytes(body);
    ProposedBlock block =
        random.nextBoolean()
            ? beside(heard.header(), slot, body)
            : onto(heard.header(), slot, body);
    Message.Proposal proposal = signed(block, heard);
    Digest hash = proposal.header().hash();
    Roots roots = HashedBlocks.rootsAfter(proposal.header());
    List<Message> sent = new ArrayList<>();
    sent.add(proposal);
    sent.add(vote(new Statement.Notar(0, slot, hash)));
    sent.add(vote(new Statement.Final(0, slot, hash, roots)));
    return sent;
  }

  /** Has the parent of the other block, and as good a reason. */
  private ProposedBlock beside(BlockHeader other, long slot, byte[] body) {
    ParentRef parent = new ParentRef(other.height() - 1, 0, other.parentHash(), 0);
    return blocks.block(
        parent, slot, other.timeMs(), other.justification(), body, other.previous());
  }

  private ProposedBlock onto(BlockHeader on, long slot, byte[] body) {
    ParentRef parent = new ParentRef(on.height(), on.slot(), on.hash(), on.timeMs());
    Digest justification = Message.Proposal.justificationDigest(on.slot());
    return blocks.block(
        parent, slot, on.timeMs(), justification, body, HashedBlocks.rootsAfter(on));
  }

  private Message.Proposal signed(ProposedBlock block, Message.Proposal like) {
    BlockHeader header = block.header();
    byte[] message = Message.Proposal.signingBytes(cluster.genesis().chainId(), header.hash());
    return new Message.Proposal(header, block.body(), like.justification(), sign(message));
  }

  private Message vote(Statement statement) {
    byte[] message = statement.signingBytes(cluster.genesis().chainId());
    return new Message.VoteCast(new Vote(new ValidatorId(seat), statement, sign(message)));
  }

  private byte[] sign(byte[] message) {
    return cluster.signatures().sign(cluster.secret(seat), message);
  }
}

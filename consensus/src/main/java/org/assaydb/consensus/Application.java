package org.assaydb.consensus;

import org.assaydb.consensus.node.ConsensusNode;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Roots;

/**
 * The state machine below consensus. All calls but {@link #examine} come from the node's one thread
 * and are answered synchronously. An exception stops the replica; it becomes {@link
 * ConsensusNode#failure()}.
 */
public interface Application {
  /**
   * Leader only: a block on a parent that is notarised and applied. The header must carry height,
   * parent hash, slot, time and justification as given; the body may be empty, at most {@link
   * Message#MAX_BODY_BYTES}.
   */
  ProposedBlock build(ParentRef parent, long slot, long timeMs, Digest justification);

  /**
   * A body that {@link #validate} may be asked about soon: what can be checked beforehand is
   * checked now. On another thread than all other calls; says nothing and never throws on hostile
   * input.
   */
  default void examine(byte[] body) {}

  /**
   * Whether a body is the one that a header names by its transactions root. A function of the two
   * alone; called from any state, never throws on hostile input.
   */
  boolean belongs(BlockHeader header, byte[] body);

  /**
   * Whether header and body are acceptable on the state after the parent, which is applied. False
   * for anything a dishonest leader can send; never throws on hostile input.
   */
  boolean validate(BlockHeader header, byte[] body);

  /**
   * Roots after the block. Speculative: kept in memory until the block, or another of its height,
   * is finalised. Called at most once per block and run, after the parent was applied.
   */
  Roots apply(BlockHeader header, byte[] body);

  /**
   * The block is final: make it durable and drop its rivals. In height order, each height once per
   * run, and again after a restart for heights above {@link #lastFinalised()}. The block was
   * applied in this run.
   *
   * @param certificate final certificate of this block or of a descendant
   */
  void finalised(BlockHeader header, byte[] body, Certificate certificate);

  /** Pending transactions: the leader proposes at once; otherwise it waits for the heartbeat. */
  boolean hasWork();

  /** Height that is durable in the application, 0 for none. Asked once, when the node starts. */
  long lastFinalised();
}

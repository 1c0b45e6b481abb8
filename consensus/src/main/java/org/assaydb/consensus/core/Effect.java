package org.assaydb.consensus.core;

import java.util.List;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;

/** What a validator must do now, in the order given; output of {@link SimplexCore#step}. */
public sealed interface Effect {
  record Broadcast(Message message) implements Effect {}

  record Send(ValidatorId to, Message message) implements Effect {}

  /** Build, sign and give back a proposal: {@link Event.Built}. */
  record Build(ParentRef parent, long slot, long timeMs, List<Certificate> justification)
      implements Effect {}

  /** Check on the state after the parent: {@link Event.Validated}. */
  record Validate(BlockHeader header, byte[] body) implements Effect {}

  /** Sync to disk: {@link Event.Stored}. */
  record Store(Message.Proposal proposal) implements Effect {}

  /** Write down a certificate. It must be synced before the next vote is, at the latest with it. */
  record Keep(Certificate certificate) implements Effect {}

  /** Sign, sync the vote, give it back: {@link Event.Signed} or {@link Event.Refused}. */
  record Sign(Statement statement) implements Effect {}

  /** Apply to the state after the parent, in memory: {@link Event.Applied}. */
  record Apply(BlockHeader header, byte[] body) implements Effect {}

  /** Final, in height order: make durable, then {@link Event.Finalised}. */
  record Finalise(FinalBlock block) implements Effect {}

  /** Answer a request from the store, in time or not at all. */
  sealed interface Answer extends Effect {
    ValidatorId to();
  }

  /** The proposal, if it is there. */
  record AnswerProposal(ValidatorId to, Digest hash) implements Answer {}

  /** Finalised blocks, if they are there. */
  record AnswerFinal(ValidatorId to, long fromHeight) implements Answer {}

  /** A validator signed two things that exclude each other; once for each kind in a slot. */
  record Evidence(Contradiction contradiction) implements Effect {}

  /** The last one of each step: a {@link Event.Tick} is due then, if nothing happens before. */
  record WakeAt(long monotonicMs) implements Effect {}
}

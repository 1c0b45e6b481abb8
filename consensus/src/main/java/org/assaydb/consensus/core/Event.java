package org.assaydb.consensus.core;

import org.assaydb.consensus.Message;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;

/** What happens to a validator; input of {@link SimplexCore#step}. */
public sealed interface Event {
  /** The first event: take part. */
  record Start() implements Event {}

  /** Time has passed, see {@link Effect.WakeAt}. */
  record Tick() implements Event {}

  /** Whether transactions wait; to be given when that changes. */
  record Work(boolean waits) implements Event {}

  /** A message; {@code from} is believed only as an address for answers. */
  record Received(ValidatorId from, Message message) implements Event {}

  /** Answer to {@link Effect.Build}: the own proposal, signed. */
  record Built(Message.Proposal proposal) implements Answer {}

  /** Answer to {@link Effect.Validate}. */
  record Validated(Digest hash, boolean valid) implements Answer {}

  /** Answer to {@link Effect.Store}: the proposal is synced. */
  record Stored(Digest hash) implements Answer {}

  /** Answer to {@link Effect.Sign}: the vote is synced. */
  record Signed(Vote vote) implements Answer {}

  /** Answer to {@link Effect.Sign}: an earlier vote forbids it; the core does not ask again. */
  record Refused(Statement statement) implements Answer {}

  /** Answer to {@link Effect.Finalise}: the block is durable. Nothing follows of it. */
  record Finalised(long height) implements Answer {}

  /** Answer to {@link Effect.Apply}. */
  record Applied(Digest hash, Roots roots) implements Answer {}

  /**
   * What an effect gave. Whether transactions wait is not asked between an effect and its answer.
   */
  sealed interface Answer extends Event {}
}

package org.assaydb.consensus;

import java.util.function.BiConsumer;
import org.assaydb.proofs.ledger.ValidatorId;

/**
 * Best-effort delivery between validators: messages may be lost, doubled, delayed and reordered.
 * The sender's name is authentic: who is caught at sending what is not signed is not heard for a
 * while.
 */
public interface Transport extends AutoCloseable {
  /** Starts delivery; {@code inbox} must not block. Called once by the node. */
  void open(BiConsumer<ValidatorId, Message> inbox);

  /** Sends to one other validator; never blocks, may drop. */
  void send(ValidatorId to, Message message);

  /** Sends to all other validators. */
  void broadcast(Message message);

  /** Ends delivery; later sends are dropped. */
  @Override
  void close();
}

package org.assaydb.consensus.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.core.Effect;

/** Answers to peers that need the store: blocks and proposals. Thread safe as the store is. */
final class PeerReplies {
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private final BlockStore blocks;
  private final Transport transport;

  PeerReplies(BlockStore blocks, Transport transport) {
    this.blocks = blocks;
    this.transport = transport;
  }

  /** Sends what an effect asks for, when it is there, and returns its size in bytes. */
  long send(Effect.Answer answer) {
    Optional<? extends Message> found =
        answer instanceof Effect.AnswerProposal wanted
            ? blocks.proposal(wanted.hash())
            : finalBlocks(((Effect.AnswerFinal) answer).fromHeight());
    found.ifPresent(message -> transport.send(answer.to(), message));
    return found.map(Message::heldBytes).orElse(0L);
  }

  /** Blocks from a height on, as many as go into one message, ending at a certified one. */
  private Optional<Message> finalBlocks(long fromHeight) {
    List<Message.Proposed> batch = new ArrayList<>();
    Optional<Message> answer = Optional.empty();
    long bytes = 0;
    long end = Math.min(blocks.lastFinal(), fromHeight + Message.MAX_BATCH - 1);
    for (long height = Math.max(1, fromHeight); height <= end; height++) {
      FinalBlock block = blocks.get(height).orElseThrow();
      byte[] body = block.body();
      if (body == null || bytes + body.length > MAX_ANSWER_BYTES && answer.isPresent()) {
        break;
      }
      bytes += body.length;
      batch.add(new Message.Proposed(block.header(), body));
      if (block.certified()) {
        answer = Optional.of(new Message.FinalBlocks(batch, block.certificate()));
      }
    }
    return answer;
  }
}

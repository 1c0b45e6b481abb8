package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.SNAPSHOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.SNAPSHOT_TOO_OLD;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.LightClient;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/** Proves which block was the last one at a time: its header and the next one's, both on chain. */
record HeightProof(LightClient client) {
  /** The proved height; times never go back along a chain. */
  long verify(TrustedHead head, long timeMs, Response.Neighbours answer) {
    if (timeMs >= head.header().timeMs()) {
      return head.height();
    }
    BlockHeader next = onChain(head, answer.after());
    require(next.timeMs() > timeMs, SNAPSHOT_MISMATCH, "the next block is not after the time");
    if (answer.at() == null && next.height() == 1) {
      throw new VerificationException(SNAPSHOT_TOO_OLD, "a time before the first block");
    }
    BlockHeader block = onChain(head, answer.at());
    require(block.height() + 1 == next.height(), SNAPSHOT_MISMATCH, "blocks are no neighbours");
    require(block.timeMs() <= timeMs, SNAPSHOT_MISMATCH, "the block is after the time");
    return block.height();
  }

  private BlockHeader onChain(TrustedHead head, Response.@Nullable Header shown) {
    if (shown == null) {
      throw new VerificationException(SNAPSHOT_MISMATCH, "a neighbouring block was not shown");
    }
    client.checkAncestorOf(head, shown.header(), shown.blockLogPath());
    return shown.header();
  }
}

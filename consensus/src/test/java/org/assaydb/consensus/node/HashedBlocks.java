package org.assaydb.consensus.node;

import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.ValidatorId;

/** Blocks of one seat for a state machine whose state is the hash of all headers. */
record HashedBlocks(Genesis genesis, int seat) {
  /** State before the first block. */
  static final Roots FIRST = new Roots(Digest.ZERO, Digest.ZERO, Digest.ZERO);

  /** {@code previous}: the state after the parent. */
  ProposedBlock block(
      ParentRef parent, long slot, long timeMs, Digest justification, byte[] body, Roots previous) {
    Digest set = genesis.validators().hash();
    BlockHeader header =
        new BlockHeader(
            1,
            genesis.chainId(),
            parent.height() + 1,
            0,
            slot,
            parent.hash(),
            timeMs,
            new ValidatorId(seat),
            justification,
            Sha256.of(HashTag.RESULT, body),
            previous,
            Digest.ZERO,
            set,
            set,
            Digest.ZERO);
    return new ProposedBlock(header, body);
  }

  static boolean belongs(BlockHeader header, byte[] body) {
    return header.transactionsRoot().equals(Sha256.of(HashTag.RESULT, body));
  }

  static Roots rootsAfter(BlockHeader header) {
    Digest root = Sha256.of(HashTag.RESULT, header.hash().toBytes());
    return new Roots(root, Digest.ZERO, header.previous().state());
  }
}

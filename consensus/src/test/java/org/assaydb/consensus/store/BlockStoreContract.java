package org.assaydb.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.junit.jupiter.api.Test;

/** One suite for every block store. */
abstract class BlockStoreContract {
  static final Digest Z = Digest.ZERO;
  static final Roots R = new Roots(Z, Z, Z);

  abstract BlockStore open();

  static BlockHeader header(long h) {
    return new BlockHeader(1, Z, h, 0, h, Z, h, new ValidatorId((int) h % 4), Z, Z, R, Z, Z, Z, Z);
  }

  static FinalBlock block(long h, long certifiedBy) {
    Statement s = new Statement.Final(0, certifiedBy, header(certifiedBy).hash(), R);
    return new FinalBlock(header(h), new byte[] {(byte) h}, new Certificate(s, new TreeMap<>()));
  }

  static Message.Proposal proposal(long h) {
    return new Message.Proposal(header(h), new byte[] {7}, List.of(), new byte[64]);
  }

  @Test
  void keepsFinalBlocksInHeightOrderAndDropsProposalsUpToThem() {
    try (BlockStore store = open()) {
      store.putProposal(proposal(1));
      store.putProposal(proposal(2));
      assertThatThrownBy(() -> store.finalise(block(2, 2)))
          .isInstanceOf(IllegalArgumentException.class);
      store.finalise(block(1, 2));
      assertThat(store.lastFinal()).isEqualTo(1);
      assertThat(store.proposals()).hasSize(1);
      assertThat(store.proposal(header(2).hash())).isPresent();
      assertThat(store.get(1).orElseThrow().certified()).isFalse();
      assertThat(store.get(2)).isEmpty();
    }
  }

  @Test
  void unlinkedBodiesLeaveHeadersAndCertificates() {
    try (BlockStore store = open()) {
      for (long h = 1; h <= 130; h++) {
        store.finalise(block(h, h));
      }
      store.unlinkBodies(1, 65);
      assertThat(store.get(64).orElseThrow().body()).isNull();
      assertThat(store.get(64).orElseThrow().header()).isEqualTo(header(64));
      assertThat(store.get(65).orElseThrow().body()).containsExactly((byte) 65);
      store.unlinkBodies(65, 129);
      assertThat(store.get(65).orElseThrow().body()).isNull();
      assertThat(store.get(128).orElseThrow().body()).isNull();
      assertThat(store.get(129).orElseThrow().body()).containsExactly((byte) 129);
    }
  }
}

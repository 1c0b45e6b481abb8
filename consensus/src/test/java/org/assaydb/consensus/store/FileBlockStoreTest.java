package org.assaydb.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlockStoreTest extends BlockStoreContract {
  @TempDir Path dir;

  @Override
  BlockStore open() {
    return FileBlockStore.open(dir, 8, BlockSource.NONE);
  }

  @Test
  void cutsTornTailOfChainAtEveryLength() throws Exception {
    Path chain = dir.resolve("chain.log");
    int one;
    try (BlockStore store = open()) {
      store.finalise(block(1, 1));
      one = (int) Files.size(chain);
      store.finalise(block(2, 2));
    }
    byte[] whole = Files.readAllBytes(chain);
    for (int length = one; length < whole.length; length += 13) {
      Files.write(chain, Arrays.copyOf(whole, length));
      try (BlockStore store = open()) {
        assertThat(store.lastFinal()).isEqualTo(1);
        store.finalise(block(2, 2));
        store.putProposal(proposal(3));
      }
      try (BlockStore store = open()) {
        assertThat(store.get(2).orElseThrow().body()).containsExactly((byte) 2);
        assertThat(store.proposals()).hasSize(1);
        assertThat(Message.decode(proposal(3).encode()).encode()).isEqualTo(proposal(3).encode());
      }
    }
  }

  @Test
  void fileOfProposalsKeepsOnlyThoseThatAreNotFinal() throws Exception {
    try (BlockStore store = open()) {
      for (long h = 1; h <= 5; h++) {
        store.putProposal(
            new Message.Proposal(header(h), new byte[7 << 20], List.of(), new byte[64]));
      }
      assertThat(Files.size(dir.resolve("proposals.log"))).isGreaterThan(35 << 20);
      store.finalise(block(1, 1));
      store.finalise(block(2, 2));
      assertThat(Files.size(dir.resolve("proposals.log"))).isLessThan(29 << 20);
      assertThat(store.proposals()).hasSize(3);
    }
    try (BlockStore store = open()) {
      assertThat(store.proposals())
          .extracting(p -> p.header().height())
          .containsExactly(3L, 4L, 5L);
    }
  }
}

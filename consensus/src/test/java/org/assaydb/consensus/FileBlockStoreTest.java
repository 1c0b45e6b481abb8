package org.assaydb.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlockStoreTest extends BlockStoreContract {
  @TempDir Path dir;

  @Override
  BlockStore open() {
    return FileBlockStore.open(dir);
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
}

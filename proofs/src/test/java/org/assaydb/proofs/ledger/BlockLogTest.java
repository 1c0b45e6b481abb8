package org.assaydb.proofs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.testing.TestChain;
import org.assaydb.proofs.tree.RfcTree;
import org.junit.jupiter.api.Test;

class BlockLogTest {
  @Test
  void incrementalRootsAndPathsEqualThePlainTree() {
    RfcTree plain = new RfcTree(HashTag.BLOCK_LOG_NODE);
    BlockLog log = new BlockLog();
    List<Digest> leaves = new ArrayList<>();
    for (int size = 1; size <= 70; size++) {
      Digest hash = TestChain.digest(size);
      log.append(hash);
      leaves.add(Sha256.of(HashTag.BLOCK_LOG_LEAF, hash.toBytes()));
      assertThat(log.root(size)).isEqualTo(plain.root(leaves));
      for (int height = 0; height < size; height++) {
        List<Digest> path = log.prove(height, size);
        assertThat(path).isEqualTo(plain.prove(leaves, height));
        assertThat(BlockLog.rootFrom(TestChain.digest(height + 1), height, size, path))
            .isEqualTo(log.root(size));
      }
    }
    for (int size = 1; size <= 70; size++) {
      assertThat(log.root(size)).isEqualTo(plain.root(leaves.subList(0, size)));
    }
  }

  @Test
  void truncatedLogContinuesLikeAFreshOne() {
    for (int keep = 1; keep < 40; keep++) {
      BlockLog log = new BlockLog();
      for (int i = 0; i < 40; i++) {
        log.append(TestChain.digest(i));
      }
      log.truncate(keep);
      BlockLog fresh = new BlockLog();
      for (int i = 0; i < keep; i++) {
        fresh.append(TestChain.digest(i));
      }
      for (int i = 0; i < 9; i++) {
        log.append(TestChain.digest(1000 + i));
        fresh.append(TestChain.digest(1000 + i));
      }
      assertThat(log.root(log.size())).isEqualTo(fresh.root(fresh.size()));
    }
  }
}

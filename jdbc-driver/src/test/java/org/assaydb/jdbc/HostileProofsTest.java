package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.Forgery;
import org.assaydb.proofs.vo.LyingRun;
import org.assaydb.proofs.vo.ReadMatrix;
import org.junit.jupiter.api.Test;

/** Families C5, E1 to E8, D1, D3 and D4 through JDBC: other shapes, other bytes, anything. */
class HostileProofsTest extends AttackedQueries {
  @Test
  void nothingInPlaceOfAbsenceC5() throws SQLException {
    assertAllRefused((state, reads) -> new byte[0], MALFORMED);
    assertAllRefused((state, reads) -> new byte[] {1, 0, 0}, NONCANONICAL);
    assertRefused(
        (state, reads) -> Forgery.withCounts(state, honest(state, reads), count -> 0), MALFORMED);
    assertRefused(
        lying(run -> LyingRun.ofNodes(run, n -> new TreeNode(Digest.ZERO, n.summary()))),
        ROOT_MISMATCH);
  }

  @Test
  void nodesOfOtherLevelsE1() throws SQLException {
    ModelRun run = replica.state.indexes().get(0).runs().get(2);
    for (TreeNode other : List.of(run.chunks(0, 1), run.chunk(0).rows(0, 1))) {
      assertRefused(
          lying(r -> LyingRun.ofNodes(r, n -> new TreeNode(other.digest(), n.summary()))),
          ROOT_MISMATCH);
    }
  }

  @Test
  void trailingBytesE2() throws SQLException {
    assertAllRefused(
        (state, reads) -> {
          byte[] vo = honest(state, reads);
          return Arrays.copyOf(vo, vo.length + 1);
        },
        NONCANONICAL);
  }

  @Test
  void flippedBitsE3() throws SQLException {
    Random random = new Random(5);
    for (int round = 0; round < 8; round++) {
      assertAllRefused(
          (state, reads) -> {
            byte[] vo = honest(state, reads);
            int bit = random.nextInt(vo.length * 8);
            vo[bit >> 3] ^= (byte) (1 << (bit & 7));
            return vo;
          },
          RejectReason.values());
    }
  }

  @Test
  void moreThanWasAskedE4() throws SQLException {
    ReadSpec other = ReadMatrix.Operator.HISTORY.spec.apply(ReadMatrix.Time.HEAD);
    assertRefused(first(read -> replica.state.prove(read, other)), MALFORMED, INCOMPLETE_RESULT);
  }

  @Test
  void countsOfAnotherShapeE5() throws SQLException {
    assertRefused(
        (state, reads) -> Forgery.withCounts(state, honest(state, reads), count -> count + 1),
        ROOT_MISMATCH,
        MALFORMED);
  }

  @Test
  void movedFieldBoundariesE6() throws SQLException {
    assertRefused(
        lying(
            run ->
                LyingRun.ofRows(
                    run,
                    e -> {
                      byte[] key = Arrays.copyOf(e.key().bytes(), e.key().bytes().length - 1);
                      return new Entry(new Key(key), e.version(), e.kind(), e.deltas(), e.values());
                    })),
        ROOT_MISMATCH);
  }

  @Test
  void hugeNumbersE7() throws SQLException {
    byte[] huge = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    for (int at : new int[] {1, 2, 3}) {
      assertAllRefused(
          (state, reads) -> {
            byte[] vo = honest(state, reads);
            byte[] changed = Arrays.copyOf(vo, vo.length + huge.length);
            System.arraycopy(huge, 0, changed, at, huge.length);
            System.arraycopy(vo, at, changed, at + huge.length, vo.length - at);
            return changed;
          },
          MALFORMED,
          RejectReason.LIMIT_EXCEEDED);
    }
  }

  @Test
  void tenMillionNodesD1D3() throws SQLException {
    byte[] nodes = new byte[10_000_000];
    Arrays.fill(nodes, (byte) 1);
    replica.prover = (state, reads) -> nodes;
    for (String query : QUERIES) {
      String head = query.replace("@", "");
      UnverifiedException e = catchThrowableOfType(UnverifiedException.class, () -> rows(head));
      assertThat(e.reason()).isEqualTo(MALFORMED);
    }
  }

  @Test
  void garbageD4() throws SQLException {
    Random random = new Random(6);
    assertAllRefused(
        (state, reads) -> {
          byte[] garbage = honest(state, reads);
          int from = random.nextInt(garbage.length - 1);
          for (int i = from; i < garbage.length; i++) {
            garbage[i] ^= (byte) (1 + random.nextInt(255));
          }
          return garbage;
        },
        RejectReason.values());
  }
}

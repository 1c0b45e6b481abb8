package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.vo.ReadMatrix;
import org.assaydb.proofs.vo.Withholding.What;
import org.junit.jupiter.api.Test;

/** Families C1 to C4, C6 to C8 and C11 to C13 through JDBC: servers that show less. */
class WithheldAnswersTest extends AttackedQueries {
  @Test
  void omittedRowsC1C8() throws SQLException {
    assertWithholdingRefused(What.ROW, What.COLUMN, What.CHUNK);
  }

  @Test
  void omittedNeighboursC2() throws SQLException {
    assertWithholdingRefused(What.NEIGHBOUR);
  }

  @Test
  void neighboursThatAreNotAdjacentC3() throws SQLException {
    SmallTable table = new SmallTable();
    Key before = table.key(1, 1);
    Key after = table.key(1, 13);
    replica.prover =
        (state, reads) ->
            state.prove(
                new ReadSpec.Lookup(
                    SmallTable.ID,
                    reads.get(0).columns(),
                    reads.get(0).snapshotHeight(),
                    List.of(before, after)));
    for (String time : TIMES) {
      String absent = QUERIES.get(1).replace("@", time);
      UnverifiedException e = catchThrowableOfType(UnverifiedException.class, () -> rows(absent));
      assertThat(e.reason()).isEqualTo(INCOMPLETE_RESULT);
    }
  }

  @Test
  void anEmptyTreeAndAnOldRootC4() throws SQLException {
    ModelIndex index = replica.state.indexes().get(0);
    ModelState empty =
        new ModelState(ReadMatrix.HEIGHT, List.of(new ModelIndex(index.schema(), List.of())));
    assertAllRefused((state, reads) -> honest(empty, reads), ROOT_MISMATCH);
    ReadSpec nothing =
        new ReadSpec.Lookup(
            SmallTable.ID, List.of(), ReadMatrix.HEIGHT, List.of(new Key(new byte[] {9})));
    assertAllRefused((state, reads) -> state.prove(nothing), INCOMPLETE_RESULT);
  }

  @Test
  void aRunLeftOutC6C11() throws SQLException {
    assertWithholdingRefused(What.RUN);
  }

  @Test
  void aChunkLeftOutAndAnotherSnapshotC7() throws SQLException {
    assertWithholdingRefused(What.CHUNK);
    // One snapshot of the certified state in place of another.
    assertRefused(
        first(
            read -> {
              long other = read.snapshotHeight() == 60 ? 25 : 60;
              return replica.state.prove(at(read, other));
            }),
        INCOMPLETE_RESULT,
        MALFORMED);
  }

  private static ReadSpec at(ReadSpec read, long snapshot) {
    if (read instanceof ReadSpec.Scan s) {
      return new ReadSpec.Scan(
          s.index(), s.columns(), snapshot, s.ranges(), s.descending(), s.limit());
    } else if (read instanceof ReadSpec.Lookup l) {
      return new ReadSpec.Lookup(l.index(), l.columns(), snapshot, l.keys());
    } else if (read instanceof ReadSpec.Aggregate a) {
      return new ReadSpec.Aggregate(a.index(), a.columns(), snapshot, a.ranges(), a.groupParts());
    } else if (read instanceof ReadSpec.Skip s) {
      return new ReadSpec.Skip(s.index(), s.columns(), snapshot, s.ranges(), s.filter(), s.limit());
    }
    return read;
  }

  @Test
  void currentRunsAloneBelowTheFloorC12() throws SQLException {
    // All reads below the floor, and the history; of a join the first page of each side.
    int refused = assertRefused(without(0, What.HISTORY), INCOMPLETE_RESULT);
    assertThat(refused).isGreaterThanOrEqualTo(QUERIES.size() - 1);
  }

  @Test
  void summariesThatMixWhatCountsC13() throws SQLException {
    assertWithholdingRefused(What.SPLIT);
  }
}

package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.Forgery;
import org.assaydb.proofs.vo.LyingRun;
import org.assaydb.proofs.vo.ReadMatrix;
import org.junit.jupiter.api.Test;

/** Families S1 to S6 and C9 through JDBC: states and rows that are not the certified ones. */
class ForgedAnswersTest extends AttackedQueries {
  @Test
  void everyQueryIsAnsweredWhenNobodyLies() throws SQLException {
    for (String query : queries()) {
      boolean absent = query.contains("id = 7");
      assertThat(rows(query).isEmpty()).as(query).isEqualTo(absent);
    }
    List<Class<?>> kinds = new ArrayList<>();
    replica.asked.forEach(read -> kinds.add(read.getClass()));
    assertThat(kinds)
        .contains(
            ReadSpec.Lookup.class,
            ReadSpec.Scan.class,
            ReadSpec.Skip.class,
            ReadSpec.Top.class,
            ReadSpec.Aggregate.class,
            ReadSpec.History.class);
    assertThat(replica.asked)
        .anyMatch(read -> read instanceof ReadSpec.Scan scan && scan.descending());
  }

  @Test
  void alteredValuesS1() throws SQLException {
    var schema = replica.state.indexes().get(0).schema();
    for (Object value : new Object[] {20L, 0L, null}) {
      assertAllRefused(forged(Forgery.values(schema, SmallTable.V, value)), ROOT_MISMATCH);
    }
    assertAllRefused(forged(Forgery.values(schema, SmallTable.NAME, "")), ROOT_MISMATCH);
  }

  @Test
  void rowsThatWereNeverWrittenS2() throws SQLException {
    assertAllRefused(forged(Forgery::added), ROOT_MISMATCH);
  }

  @Test
  void theStateOfAnEarlierHeightS3() throws SQLException {
    ModelIndex index = replica.state.indexes().get(0);
    ModelIndex old = new ModelIndex(index.schema(), index.runs().subList(1, 3), index.history());
    ModelState earlier = new ModelState(ReadMatrix.HEIGHT, List.of(old));
    assertAllRefused((state, reads) -> honest(earlier, reads), ROOT_MISMATCH);
  }

  @Test
  void doubledAndDroppedRowsS4() throws SQLException {
    assertAllRefused(forged(Forgery::doubled), ROOT_MISMATCH);
    assertAllRefused(forged(Forgery::withoutFirst), ROOT_MISMATCH);
  }

  @Test
  void rowsOfAnotherIndexS5() throws SQLException {
    assertAllRefused(grafted(Forgery.named(replica.state, 8, 1)), ROOT_MISMATCH);
    assertAllRefused(grafted(Forgery.named(replica.state, 7, 2)), ROOT_MISMATCH);
  }

  @Test
  void wrongTotalsS6E8() throws SQLException {
    List<UnaryOperator<Summary>> lies =
        List.of(
            s -> with(s, s.live() - 1, s.sums()), s -> with(s, s.live(), List.of(ColumnSum.ZERO)));
    for (UnaryOperator<Summary> lie : lies) {
      assertRefused(lying(run -> LyingRun.ofSummaries(run, lie)), ROOT_MISMATCH, MALFORMED);
    }
  }

  private static Summary with(Summary s, long live, List<ColumnSum> sums) {
    return new Summary(s.count(), live, s.minVersion(), s.maxVersion(), sums, s.bounds());
  }

  @Test
  void tombstonesReplayedAndDroppedC9() throws SQLException {
    assertAllRefused(forged(Forgery::deleted), ROOT_MISMATCH);
    assertAllRefused(forged(Forgery::undeleted), ROOT_MISMATCH);
  }
}

package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.Forgery;
import org.assaydb.proofs.vo.ReadMatrix;
import org.assaydb.proofs.vo.Withholding;
import org.assaydb.proofs.vo.Withholding.What;
import org.assaydb.proofs.vo.prove.RunSource;
import org.junit.jupiter.api.BeforeEach;

/**
 * SQL of every read operator, at the head and as of heights above and below the floor, against a
 * server that lies. Tests are named by the family of the attack.
 */
abstract class AttackedQueries {
  static final List<String> TIMES =
      List.of("", "FOR SYSTEM_TIME AS OF 25", "FOR SYSTEM_TIME AS OF 8");

  /** Point row, absent key, scans, skip, top, least, greatest, totals, totals of groups. */
  static final List<String> QUERIES =
      List.of(
          "SELECT * FROM t @ WHERE g = 2 AND id = 50",
          "SELECT * FROM t @ WHERE g = 1 AND id = 7",
          "SELECT v FROM t @ WHERE g = 1 ORDER BY id",
          "SELECT v FROM t @ ORDER BY g DESC NULLS LAST, id DESC NULLS LAST LIMIT 5",
          "SELECT id, name FROM t @ WHERE v BETWEEN 10 AND 39",
          "SELECT id, v FROM t @ ORDER BY v DESC NULLS LAST LIMIT 3",
          "SELECT MIN(v) FROM t @ WHERE g = 1",
          "SELECT MAX(v) FROM t @ WHERE g = 1",
          "SELECT COUNT(*), SUM(v) FROM t @ WHERE g = 1 AND id BETWEEN 3 AND 60",
          "SELECT g, COUNT(*), SUM(v) FROM t @ WHERE g >= 1 GROUP BY g",
          // C8: both sides of a join, all arms of a union and an OR.
          "SELECT a.id, b.v FROM t @ AS a LEFT JOIN t @ AS b ON b.g = a.g AND b.id = a.id + 4"
              + " WHERE a.g = 1",
          "SELECT id FROM t @ WHERE g = 0 UNION SELECT id FROM t @ WHERE g = 1 AND id = 41",
          "SELECT id FROM t @ WHERE g = 2 AND (id = 50 OR id = 30)");

  static final String HISTORY =
      "SELECT id, v, _height FROM t FOR SYSTEM_TIME ALL WHERE g = 1 AND id BETWEEN 33 AND 45";

  final LyingReplica replica = new LyingReplica(ReadMatrix.table(0));
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, replica.chain, ReadMatrix.HEIGHT);
  }

  static List<String> queries() {
    List<String> all = new ArrayList<>();
    TIMES.forEach(time -> QUERIES.forEach(query -> all.add(query.replace("@", time))));
    all.add(HISTORY);
    return all;
  }

  final List<List<Object>> rows(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  static byte[] honest(ModelState state, List<ReadSpec> reads) {
    return LyingReplica.HONEST.prove(state, reads);
  }

  /** Every query is refused for one of these reasons, unless the server has no such lie for it. */
  final int assertRefused(LyingReplica.Prover lie, RejectReason... reasons) throws SQLException {
    int refused = 0;
    for (String query : queries()) {
      boolean[] lied = {false};
      replica.prover =
          (state, reads) -> {
            byte[] vo = lie.prove(state, reads);
            lied[0] |= !Arrays.equals(vo, honest(state, reads));
            return vo;
          };
      try {
        List<List<Object>> rows = rows(query);
        assertThat(lied[0]).as("answered %s with %s", query, rows).isFalse();
      } catch (UnverifiedException e) {
        assertThat(e.reason()).as(query).isIn((Object[]) reasons);
        refused++;
      }
      replica.prover = LyingReplica.HONEST;
    }
    assertThat(refused).isPositive();
    return refused;
  }

  final void assertAllRefused(LyingReplica.Prover lie, RejectReason... reasons)
      throws SQLException {
    assertThat(assertRefused(lie, reasons)).isEqualTo(queries().size());
  }

  /** Of the first read of a request; the others are left out. */
  static LyingReplica.Prover first(Function<ReadSpec, byte[]> prover) {
    return (state, reads) -> prover.apply(reads.get(0));
  }

  final LyingReplica.Prover forged(UnaryOperator<List<Entry>> lie) {
    ModelState forged = Forgery.state(replica.state, lie);
    return (state, reads) -> honest(forged, reads);
  }

  final LyingReplica.Prover grafted(ModelState forged) {
    return first(read -> Forgery.graft(replica.state, forged, read));
  }

  /** A server that leaves out one thing of a kind; nothing to leave out is no lie. */
  final LyingReplica.Prover without(int choice, What... what) {
    return (state, reads) -> {
      List<Withholding.Lacking> proofs = Withholding.all(state, reads.get(0), what);
      return proofs.isEmpty() || reads.size() > 1
          ? honest(state, reads)
          : proofs.get(choice % proofs.size()).vo();
    };
  }

  final void assertWithholdingRefused(What... what) throws SQLException {
    for (int choice : new int[] {0, 1, 7}) {
      assertRefused(without(choice, what), INCOMPLETE_RESULT);
    }
  }

  final LyingReplica.Prover lying(Function<ModelRun, RunSource> lie) {
    return first(read -> ReadMatrix.prove(replica.state, read, lie));
  }
}

package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.wire.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of statement that changes rows, from its text to the rows read back. */
class ChangesTest {
  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, "");
    assertThat(run("INSERT INTO T VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3)")).isEqualTo(3);
  }

  private int run(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private List<String> rows() throws SQLException {
    List<String> out = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID, NAME, AMOUNT FROM T ORDER BY ID")) {
      while (rows.next()) {
        out.add(rows.getInt(1) + " " + rows.getString(2) + " " + rows.getBigDecimal(3));
      }
    }
    return out;
  }

  @Test
  void truncateDeletesAllRowsAndCountsNone() throws SQLException {
    assertThat(run("TRUNCATE TABLE T")).isZero();
    assertThat(rows()).isEmpty();
  }

  @Test
  void truncateIsUndoneByARollback() throws SQLException {
    connection.setAutoCommit(false);
    run("TRUNCATE T");
    assertThat(rows()).isEmpty();
    connection.rollback();
    assertThat(rows()).containsExactly("1 a 1.00", "2 b 2.00", "3 c 3.00");
  }

  @Test
  void insertOnConflictUpdatesWhatIsThere() throws SQLException {
    String sql =
        "INSERT INTO T AS x VALUES (?, ?, ?) ON CONFLICT (ID)"
            + " DO UPDATE SET NAME = x.NAME || excluded.NAME, AMOUNT = x.AMOUNT + ?";
    assertThat(run(sql, 2, "n", 1, 10)).isEqualTo(1);
    assertThat(run(sql, 4, "n", "0.5", 10)).isEqualTo(1);
    assertThat(rows()).containsExactly("1 a 1.00", "2 bn 12.00", "3 c 3.00", "4 n 0.50");
    assertThat(run("INSERT INTO T (ID) VALUES (4), (5) ON CONFLICT DO NOTHING")).isEqualTo(1);
    assertThat(run("INSERT INTO T (ID) VALUES (4), (5) ON CONFLICT DO NOTHING")).isZero();
  }

  @Test
  void insertOnConflictSeesOwnUncommittedRows() throws SQLException {
    connection.setAutoCommit(false);
    run("DELETE FROM T WHERE ID = 1");
    run("INSERT INTO T VALUES (8, 'own', 8)");
    String sql = "INSERT INTO T VALUES (?, 'new', 0) ON CONFLICT (ID) DO UPDATE SET NAME = 'upd'";
    assertThat(run(sql, 1)).isEqualTo(1);
    assertThat(run(sql, 8)).isEqualTo(1);
    connection.commit();
    assertThat(rows()).containsExactly("1 new 0.00", "2 b 2.00", "3 c 3.00", "8 upd 8.00");
  }

  @Test
  void insertOnConflictReliesOnTheKeysThatItReads() throws SQLException {
    run("INSERT INTO T (ID) VALUES (2), (7) ON CONFLICT DO NOTHING");
    Request.Submit last =
        (Request.Submit)
            replica.requests.stream()
                .filter(r -> r instanceof Request.Submit)
                .reduce((first, second) -> second)
                .orElseThrow();
    assertThat(last.transaction().transaction().reads()).hasSize(2);
  }

  @Test
  void updateFromTakesValuesOfOtherRows() throws SQLException {
    String sql =
        "UPDATE T SET NAME = ?, AMOUNT = o.AMOUNT * ? FROM T AS o WHERE o.ID = T.ID + ? AND o.ID < ?";
    assertThat(run(sql, "u", 2, 1, 9)).isEqualTo(2);
    assertThat(rows()).containsExactly("1 u 4.00", "2 u 6.00", "3 c 3.00");
  }

  @Test
  void updateFromRefusesTwoValuesForOneRow() {
    assertThatThrownBy(() -> run("UPDATE T SET AMOUNT = v.x FROM (VALUES (1), (2)) AS v(x)"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("21000"));
  }

  @Test
  void deleteUsingDeletesWhatAnyRowMatches() throws SQLException {
    assertThat(run("DELETE FROM T USING (VALUES (?), (3), (3)) AS v(x) WHERE ID = v.x", 1))
        .isEqualTo(2);
    assertThat(rows()).containsExactly("2 b 2.00");
  }

  @Test
  void mergeDecidesRowByRow() throws SQLException {
    String sql =
        "MERGE INTO T USING (VALUES (?, ?), (?, NULL), (7, 'new')) AS v(k, n) ON T.ID = v.k"
            + " WHEN MATCHED AND n IS NULL THEN DELETE"
            + " WHEN MATCHED THEN UPDATE SET NAME = T.NAME || n, AMOUNT = ?"
            + " WHEN NOT MATCHED THEN INSERT (ID, NAME, AMOUNT) VALUES (k, n, ?)";
    assertThat(run(sql, 1, "+", 2, "1.5", 9)).isEqualTo(3);
    assertThat(rows()).containsExactly("1 a+ 1.50", "3 c 3.00", "7 new 9.00");
  }

  @Test
  void mergeMayPutARowWhereItDeletesOne() throws SQLException {
    connection.setAutoCommit(false);
    String sql =
        "MERGE INTO T USING (VALUES (1, 1), (9, 1)) AS v(k, to_id) ON ID = k"
            + " WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (ID, NAME) VALUES (to_id, 'n')";
    assertThat(run(sql)).isEqualTo(2);
    assertThat(rows()).containsExactly("1 n null", "2 b 2.00", "3 c 3.00");
    connection.commit();
    assertThat(rows()).containsExactly("1 n null", "2 b 2.00", "3 c 3.00");
  }
}

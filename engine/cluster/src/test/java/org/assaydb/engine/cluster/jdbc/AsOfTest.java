package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assaydb.jdbc.VerifiedResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FOR SYSTEM_TIME AS OF where indexes come and go and a transaction has written. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsOfTest {
  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private long atRows;
  private long beforeIndex;
  private long withIndex;

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
    run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER NOT NULL, n INTEGER NOT NULL)",
        "INSERT INTO t VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30)");
    atRows = height();
    run(connection, "INSERT INTO t VALUES (4, 2, 40)");
    beforeIndex = height();
    run(
        connection,
        "CREATE INDEX by_g ON t (g) GROUPED BY (g) SUMMARIZE (n) SKIP (n)",
        "DELETE FROM t WHERE id = 1");
    withIndex = height();
    run(connection, "UPDATE t SET g = 1, n = n + 1 WHERE id = 4");
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private long height() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT COUNT(*) FROM t")) {
      return r.unwrap(VerifiedResultSet.class).height();
    }
  }

  private static String at(long height) {
    return " FOR SYSTEM_TIME AS OF " + height + " ";
  }

  @Test
  void aHeightBeforeAnIndexIsReadThroughAnotherOne() throws SQLException {
    String totals = "SELECT g, COUNT(*), SUM(n) FROM t%s GROUP BY g ORDER BY g";
    String old = totals.formatted(at(beforeIndex));
    assertThat(rows(connection, old)).containsExactly("1|2|30", "2|2|70");
    assertThat(rows(connection, "EXPLAIN PROOF " + old).toString()).contains("PK_T");
    assertThat(rows(connection, totals.formatted(at(atRows)))).containsExactly("1|2|30", "2|1|30");
    String later = totals.formatted(at(withIndex));
    assertThat(rows(connection, later)).containsExactly("1|1|20", "2|2|70");
    assertThat(rows(connection, "EXPLAIN PROOF " + later).toString()).contains("aggregate on BY_G");
    assertThat(rows(connection, "SELECT id FROM t" + at(beforeIndex) + "WHERE g = 1 AND n > 10"))
        .containsExactly("2");
    assertThat(rows(connection, "SELECT id FROM t" + at(withIndex) + "WHERE g = 1"))
        .containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM t FOR SYSTEM_TIME AS OF 0",
        "SELECT COUNT(*) FROM t FOR SYSTEM_TIME AS OF 0",
        "SELECT SUM(n) FROM t FOR SYSTEM_TIME AS OF 0 WHERE g = 1",
        "SELECT * FROM SYS.TRANSACTIONS FOR SYSTEM_TIME AS OF 0",
      })
  void beforeTheTableThereIsNothingToRead(String sql) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> rows(connection, sql));
    assertThat((Throwable) e).as(sql).isNotNull();
    assertThat(e.getSQLState()).isEqualTo("42P01");
    assertThat(e.getMessage()).contains("did not exist at height 0: it was created at height");
  }

  @Test
  void aTableThatIsMadeAgainBeginsAgain() throws SQLException {
    run(connection, "CREATE TABLE again (id INTEGER PRIMARY KEY)", "INSERT INTO again VALUES (1)");
    long first = height();
    run(connection, "DROP TABLE again", "CREATE TABLE again (id INTEGER PRIMARY KEY)");
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> rows(connection, "SELECT * FROM again" + at(first)));
    assertThat((Throwable) e).isNotNull();
    assertThat(e.getSQLState()).isEqualTo("42P01");
    assertThat(rows(connection, "SELECT * FROM again" + at(height()))).isEmpty();
  }

  @Test
  void ownWritesHaveNoHeight() throws SQLException {
    List<String> queries =
        List.of(
            "SELECT COUNT(*), SUM(n) FROM t%s",
            "SELECT g, COUNT(*), SUM(n) FROM t%s GROUP BY g ORDER BY g",
            "SELECT id, g, n FROM t%s ORDER BY id",
            "SELECT id, n FROM t%s WHERE id IN (2, 3, 7)",
            "SELECT n FROM t%s WHERE g = 2 ORDER BY n",
            "SELECT MAX(n), MIN(id) FROM t%s",
            "SELECT id FROM t%s ORDER BY id LIMIT 1",
            "SELECT o.n FROM (VALUES (2), (7)) AS v (k) JOIN t%s AS o ON o.id = v.k");
    try (Connection writer = cluster.connectTo(0, "writer")) {
      writer.setAutoCommit(false);
      long now = now(writer);
      for (long height : List.of(atRows, withIndex, now)) {
        for (String query : queries) {
          String sql = query.formatted(at(height));
          List<String> before = rows(writer, sql);
          run(
              writer,
              "INSERT INTO t VALUES (7, 2, 70), (0, 3, 1)",
              "UPDATE t SET n = 99, g = 3 WHERE id = 3",
              "DELETE FROM t WHERE id = 2");
          assertThat(rows(writer, sql)).as(sql).isEqualTo(before);
          assertThat(rows(writer, query.formatted(""))).as(query).isNotEqualTo(before);
          writer.rollback();
        }
      }
    }
  }

  private static long now(Connection writer) throws SQLException {
    try (Statement s = writer.createStatement();
        ResultSet r = s.executeQuery("SELECT COUNT(*) FROM t")) {
      return r.unwrap(VerifiedResultSet.class).height();
    }
  }

  @Test
  void bothStandInOneStatement() throws SQLException {
    try (Connection writer = cluster.connectTo(0, "writer-2")) {
      writer.setAutoCommit(false);
      long now = now(writer);
      run(writer, "UPDATE t SET n = -1 WHERE id = 3");
      assertThat(
              rows(
                  writer,
                  "SELECT n.n, o.n FROM t n JOIN t"
                      + at(now)
                      + "AS o ON n.id = o.id WHERE n.id = 3"))
          .containsExactly("-1|30");
      run(writer, "UPDATE t SET n = (SELECT MAX(n) FROM t" + at(now) + ") WHERE id = 3");
      assertThat(rows(writer, "SELECT n FROM t WHERE id = 3")).containsExactly("41");
      writer.rollback();
    }
  }

  /** What an earlier height held stays, whatever others commit meanwhile. */
  @Test
  void oldReadsDoNotConflict() throws SQLException {
    run(connection, "CREATE TABLE log (id INTEGER PRIMARY KEY, n INTEGER) SUMMARIZE (n)");
    run(connection, "INSERT INTO log VALUES (1, 1)");
    long old = height();
    run(connection, "INSERT INTO log VALUES (2, 2)");
    try (Connection writer = cluster.connectTo(0, "writer-3")) {
      writer.setAutoCommit(false);
      assertThat(rows(writer, "SELECT SUM(n) FROM log" + at(old))).containsExactly("1");
      assertThat(rows(writer, "SELECT id FROM log" + at(old))).containsExactly("1");
      run(writer, "INSERT INTO log VALUES (10, 10)");
      run(connection, "INSERT INTO log VALUES (3, 3)");
      writer.commit();
    }
    assertThat(rows(connection, "SELECT SUM(n) FROM log")).containsExactly("16");
  }
}

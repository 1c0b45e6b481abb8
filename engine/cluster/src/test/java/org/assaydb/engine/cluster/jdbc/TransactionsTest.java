package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assaydb.jdbc.VerifiedResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest {
  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection a;
  private Connection b;

  @BeforeAll
  void start() throws SQLException {
    cluster = new RealCluster(directory);
    // One server for both: another one may be a block behind for a moment, which is not the subject
    // here.
    a = cluster.connectTo(0, "trust-a");
    b = cluster.connectTo(0, "trust-b");
    run(
        a,
        "CREATE TABLE c (id INTEGER PRIMARY KEY, code VARCHAR(3) UNIQUE, n SMALLINT NOT NULL,"
            + " amount DECIMAL(4, 2))",
        "INSERT INTO c VALUES (1, 'a', 1, 1.50)");
  }

  @AfterAll
  void stop() throws SQLException {
    a.close();
    b.close();
    cluster.close();
  }

  @Test
  void seesItsOwnWritesThroughEveryIndexAndOthersDoNot() throws SQLException {
    run(
        a,
        "CREATE TABLE own (id INTEGER PRIMARY KEY, grp INTEGER, name VARCHAR(9))",
        "CREATE INDEX own_grp ON own (grp) INCLUDE (name)",
        "INSERT INTO own VALUES (1, 10, 'a'), (2, 10, 'b'), (3, 20, 'c')");
    a.setAutoCommit(false);
    try {
      run(
          a,
          "UPDATE own SET grp = 20 WHERE id = 1",
          "DELETE FROM own WHERE id = 3",
          "INSERT INTO own VALUES (4, 20, 'd')");
      assertThat(rows(a, "SELECT id, name FROM own WHERE grp = 20 ORDER BY id"))
          .containsExactly("1|a", "4|d");
      assertThat(rows(a, "SELECT name FROM own WHERE grp = 10")).containsExactly("b");
      assertThat(rows(a, "SELECT grp, COUNT(*) FROM own GROUP BY grp ORDER BY grp"))
          .containsExactly("10|1", "20|2");
      assertThat(rows(b, "SELECT id FROM own WHERE grp = 20")).containsExactly("3");
      a.rollback();
      assertThat(rows(a, "SELECT id FROM own WHERE grp = 20")).containsExactly("3");
      run(a, "DELETE FROM own WHERE grp = 10");
      a.commit();
    } finally {
      a.setAutoCommit(true);
    }
    assertThat(rows(b, "SELECT id FROM own")).containsExactly("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "INSERT INTO c VALUES (1, 'x', 1, 1); 23505",
        "INSERT INTO c VALUES (2, 'a', 1, 1); 23505",
        "INSERT INTO c VALUES (2, 'x', NULL, 1); 23502",
        "INSERT INTO c VALUES (NULL, 'x', 1, 1); 23502",
        "INSERT INTO c VALUES (2, 'long', 1, 1); 22001",
        "INSERT INTO c VALUES (2, 'x', 40000, 1); 22003",
        "INSERT INTO c VALUES (2, 'x', 1, 100); 22003",
        "UPDATE c SET n = NULL WHERE id = 1; 23502",
        "INSERT INTO absent VALUES (1); 42P01",
        "SELECT nothing FROM c; 42703",
        "SELEC 1; 42601"
      })
  void everyBrokenConstraintHasItsStateAndChangesNothing(String sql, String state)
      throws SQLException {
    SQLException e = catchThrowableOfType(SQLException.class, () -> run(a, sql));
    assertThat((Throwable) e).as(sql).isNotNull();
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
    assertThat(rows(a, "SELECT * FROM c")).containsExactly("1|a|1|1.50");
  }

  @Test
  void lostUpdateHasOneWinner() throws SQLException {
    run(
        a,
        "CREATE TABLE lost (id INTEGER PRIMARY KEY, v INTEGER)",
        "INSERT INTO lost VALUES (1, 0)");
    String read = "SELECT v FROM lost WHERE id = 1";
    oneOfTwo(
        read,
        "UPDATE lost SET v = v + 1 WHERE id = 1",
        read,
        "UPDATE lost SET v = v + 5 WHERE id = 1");
    assertThat(rows(a, read)).containsExactly("1");
  }

  @Test
  void writeSkewOverRangesHasOneWinner() throws SQLException {
    run(
        a,
        "CREATE TABLE skew (id INTEGER PRIMARY KEY, grp INTEGER, v INTEGER)",
        "CREATE INDEX skew_grp ON skew (grp)",
        "INSERT INTO skew VALUES (1, 1, 10), (2, 1, 20), (3, 2, 100), (4, 2, 200)");
    oneOfTwo(
        "SELECT SUM(v) FROM skew WHERE grp = 1",
        "INSERT INTO skew VALUES (5, 2, 30)",
        "SELECT SUM(v) FROM skew WHERE grp = 2",
        "INSERT INTO skew VALUES (6, 1, 300)");
    assertThat(rows(a, "SELECT id FROM skew WHERE id > 4")).containsExactly("5");
  }

  @Test
  void phantomHasOneWinner() throws SQLException {
    run(a, "CREATE TABLE phantom (id INTEGER PRIMARY KEY, v INTEGER)");
    oneOfTwo(
        "SELECT COUNT(*) FROM phantom WHERE id BETWEEN 1 AND 100",
        "INSERT INTO phantom VALUES (1, 1)",
        "SELECT COUNT(*) FROM phantom WHERE id BETWEEN 1 AND 100",
        "INSERT INTO phantom VALUES (2, 1)");
    assertThat(rows(a, "SELECT id FROM phantom")).containsExactly("1");
  }

  /** Both read, both write, the first commits; the second must not. */
  private void oneOfTwo(String readA, String writeA, String readB, String writeB)
      throws SQLException {
    a.setAutoCommit(false);
    b.setAutoCommit(false);
    try {
      rows(a, readA);
      rows(b, readB);
      run(a, writeA);
      run(b, writeB);
      a.commit();
      assertThatThrownBy(() -> b.commit())
          .isInstanceOfSatisfying(
              SQLTransactionRollbackException.class,
              e -> assertThat(e.getSQLState()).isEqualTo("40001"));
      assertThat(rows(b, "SELECT COUNT(*) FROM c")).containsExactly("1");
    } finally {
      b.rollback();
      a.setAutoCommit(true);
      b.setAutoCommit(true);
    }
  }

  @Test
  void autocommitRepeatsUntilBothEffectsAreThere() throws Exception {
    run(a, "CREATE TABLE cnt (id INTEGER PRIMARY KEY, v INTEGER)", "INSERT INTO cnt VALUES (1, 0)");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (Connection c : List.of(a, b)) {
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 5; i++) {
                    run(c, "UPDATE cnt SET v = v + 1 WHERE id = 1");
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(rows(a, "SELECT v FROM cnt")).containsExactly("10");
  }

  @Test
  void batchOverSeveralTransactionsKeepsWhatWasCommittedBefore() throws SQLException {
    run(a, "CREATE TABLE many (id INTEGER PRIMARY KEY, v VARCHAR(10))");
    try (Connection small =
            DriverManager.getConnection(
                cluster.url(cluster.hosts(), "trust-batch", "&batchRows=100"));
        PreparedStatement insert = small.prepareStatement("INSERT INTO many VALUES (?, ?)")) {
      fill(insert, 0, 250);
      assertThat(insert.executeBatch()).hasSize(250).containsOnly(1);
      assertThat(rows(small, "SELECT COUNT(DISTINCT HEIGHT) FROM SYS.TRANSACTIONS")).isNotEmpty();
      fill(insert, 250, 370);
      fill(insert, 249, 250);
      BatchUpdateException e =
          catchThrowableOfType(BatchUpdateException.class, () -> insert.executeBatch());
      assertThat(e.getSQLState()).isEqualTo("23505");
      assertThat(e.getUpdateCounts()).hasSize(100);
      assertThat(rows(small, "SELECT COUNT(*), MAX(id) FROM many")).containsExactly("350|349");
    }
  }

  private static void fill(PreparedStatement insert, int from, int to) throws SQLException {
    for (int i = from; i < to; i++) {
      insert.setInt(1, i);
      insert.setString(2, "v" + i);
      insert.addBatch();
    }
  }

  @Test
  void equalRowsWithoutPrimaryKeyAreKeptAndDeletedEach() throws SQLException {
    run(
        a,
        "CREATE TABLE bag (v INTEGER, s VARCHAR(5))",
        "INSERT INTO bag VALUES (1, 'x'), (1, 'x'), (1, 'x')",
        "INSERT INTO bag VALUES (1, 'x'), (2, NULL)");
    assertThat(rows(b, "SELECT * FROM bag ORDER BY v"))
        .containsExactly("1|x", "1|x", "1|x", "1|x", "2|null");
    try (Statement s = b.createStatement()) {
      assertThat(s.executeUpdate("UPDATE bag SET v = 3 WHERE v = 1")).isEqualTo(4);
      assertThat(s.executeUpdate("DELETE FROM bag WHERE v = 3")).isEqualTo(4);
    }
    assertThat(rows(a, "SELECT v FROM bag")).containsExactly("2");
  }

  @Test
  void timeTravelByHeightAndByTime() throws SQLException {
    run(
        a,
        "CREATE TABLE past (id INTEGER PRIMARY KEY, v INTEGER)",
        "INSERT INTO past VALUES (1, 1)");
    long height;
    String time;
    try (Statement s = a.createStatement();
        ResultSet r = s.executeQuery("SELECT v, CURRENT_TIMESTAMP FROM past")) {
      assertThat(r.next()).isTrue();
      height = r.unwrap(VerifiedResultSet.class).height();
      time = r.getString(2);
    }
    run(a, "UPDATE past SET v = 2 WHERE id = 1", "INSERT INTO past VALUES (2, 2)");
    assertThat(rows(a, "SELECT v FROM past FOR SYSTEM_TIME AS OF " + height)).containsExactly("1");
    assertThat(rows(a, "SELECT v FROM past FOR SYSTEM_TIME AS OF TIMESTAMP '" + time + "'"))
        .containsExactly("1");
    assertThat(
            rows(
                a,
                "SELECT n.v, o.v FROM past n JOIN past FOR SYSTEM_TIME AS OF "
                    + height
                    + " AS o ON n.id = o.id"))
        .containsExactly("2|1");
    assertThatThrownBy(() -> rows(a, "SELECT v FROM past FOR SYSTEM_TIME AS OF 100000000"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(
            () ->
                rows(a, "SELECT v FROM past FOR SYSTEM_TIME AS OF TIMESTAMP '2001-01-01 00:00:00'"))
        .isInstanceOf(SQLException.class);
    assertThat(rows(a, "SELECT COUNT(*) FROM past")).containsExactly("2");
  }
}

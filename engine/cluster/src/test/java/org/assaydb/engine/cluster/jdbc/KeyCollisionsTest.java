package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Primary keys inside one transaction: taken, freed, taken again. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyCollisionsTest {
  private static final String ALL = "SELECT id, v FROM k ORDER BY id";

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;

  @BeforeAll
  void start() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
    run(
        connection,
        "CREATE TABLE k (id INTEGER PRIMARY KEY, v VARCHAR(9)) SKIP (v)",
        "CREATE INDEX k_v ON k (v)",
        "INSERT INTO k VALUES (1, 'a'), (2, 'b'), (3, 'c')");
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  @AfterEach
  void nothingIsChanged() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(rows(connection, ALL)).containsExactly("1|a", "2|b", "3|c");
  }

  private static void assertCollides(ThrowingCallable step) {
    SQLException e = catchThrowableOfType(SQLException.class, step);
    assertThat((Throwable) e).isNotNull();
    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("23505");
    assertThat(e.getMessage()).contains("same").contains("key");
  }

  @Test
  void takenAtTheSnapshotFailsAtTheCommit() throws SQLException {
    run(connection, "INSERT INTO k VALUES (7, 'new')", "INSERT INTO k VALUES (2, 'again')");
    assertCollides(connection::commit);
  }

  /** Also a deletion of the new row: it would leave the committed one and count one row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ALL,
        "SELECT COUNT(*) FROM k",
        "SELECT id FROM k WHERE v = 'b'",
        "DELETE FROM k WHERE id = 2",
        "UPDATE k SET v = 'x' WHERE id = 3",
      })
  void takenAtTheSnapshotFailsWhereTheTableIsReadNext(String next) throws SQLException {
    run(connection, "INSERT INTO k VALUES (2, 'again')");
    assertCollides(() -> run(connection, next));
    assertCollides(connection::commit);
  }

  @Test
  void movedOntoATakenKeyFailsToo() throws SQLException {
    run(connection, "UPDATE k SET id = 3 WHERE id = 1");
    assertCollides(() -> rows(connection, ALL));
    assertCollides(connection::commit);
  }

  @Test
  void twiceInOneTransactionFailsAtTheStatement() throws SQLException {
    run(connection, "INSERT INTO k VALUES (7, 'x')");
    assertCollides(() -> run(connection, "INSERT INTO k VALUES (7, 'y')"));
    SQLException e = catchThrowableOfType(SQLException.class, () -> rows(connection, ALL));
    assertThat(e.getSQLState()).isEqualTo("25P02");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twiceInOneStatementFails(boolean autoCommit) throws SQLException {
    connection.setAutoCommit(autoCommit);
    assertCollides(() -> run(connection, "INSERT INTO k VALUES (7, 'x'), (7, 'x')"));
    connection.setAutoCommit(false);
  }

  @Test
  void twiceInABatchFails() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO k VALUES (?, 'x')")) {
      for (int id : new int[] {8, 9, 8}) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      assertCollides(insert::executeBatch);
    }
  }

  @Test
  void aKeyThatWasFreedCanBeTaken() throws SQLException {
    run(
        connection,
        "DELETE FROM k WHERE id = 2",
        "INSERT INTO k VALUES (2, 'new')",
        "UPDATE k SET id = 9 WHERE id = 3",
        "INSERT INTO k VALUES (3, 'other')",
        "INSERT INTO k VALUES (7, 'x')",
        "DELETE FROM k WHERE id = 7",
        "INSERT INTO k VALUES (7, 'y')");
    String[] expected = {"1|a", "2|new", "3|other", "7|y", "9|c"};
    assertThat(rows(connection, ALL)).containsExactly(expected);
    assertThat(rows(connection, "SELECT id FROM k WHERE v = 'new'")).containsExactly("2");
    connection.commit();
    assertThat(rows(connection, ALL)).containsExactly(expected);
    run(
        connection,
        "DELETE FROM k WHERE id > 3",
        "UPDATE k SET v = 'b' WHERE id = 2",
        "UPDATE k SET v = 'c' WHERE id = 3");
    connection.commit();
  }

  /** A statement counts as a whole, also over rows that the transaction has put there. */
  @Test
  void rowsMoveOntoKeysThatTheStatementFrees() throws SQLException {
    run(
        connection,
        "INSERT INTO k VALUES (4, 'd'), (5, 'e')",
        "UPDATE k SET id = id + 1",
        "UPDATE k SET id = 9 - id");
    assertThat(rows(connection, ALL)).containsExactly("3|e", "4|d", "5|c", "6|b", "7|a");
    connection.commit();
    assertThat(rows(connection, ALL)).containsExactly("3|e", "4|d", "5|c", "6|b", "7|a");
    run(connection, "UPDATE k SET id = 8 - id", "DELETE FROM k WHERE id > 3");
    connection.commit();
  }

  @Test
  void manyNewRowsAreLookedUpOnce() throws SQLException {
    for (int id = 100; id < 106; id++) {
      run(connection, "INSERT INTO k VALUES (" + id + ", 'x')");
      assertThat(rows(connection, "SELECT COUNT(*) FROM k")).containsExactly("" + (id - 96));
    }
  }
}

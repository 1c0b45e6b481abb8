package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.assaydb.jdbc.ProofVerifier;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Totals, skips, tops and histories on a cluster: what a table without summaries answers. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SummaryQueriesTest {
  private static final List<String> QUERIES =
      List.of(
          "SELECT COUNT(*), COUNT(v), SUM(v), AVG(v), SUM(n) FROM %s",
          "SELECT g, COUNT(*), SUM(v), AVG(v) FROM %s GROUP BY g ORDER BY g",
          "SELECT SUM(v), COUNT(*) FROM %s WHERE g BETWEEN 2 AND 5",
          "SELECT COUNT(*), SUM(n) FROM %s WHERE id >= 40",
          "SELECT MIN(v), MAX(n) FROM %s WHERE id < 90",
          "SELECT MIN(v) FROM %s",
          "SELECT MAX(n) FROM %s",
          "SELECT id, v FROM %s WHERE n > 900 OR v < 3 ORDER BY id",
          "SELECT id FROM %s WHERE v IS NULL AND n < 500 ORDER BY id",
          "SELECT n FROM %s ORDER BY n DESC LIMIT 7");

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private long earlier;

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
    String columns = " (id INTEGER PRIMARY KEY, g INTEGER, n INTEGER NOT NULL, v DECIMAL(9, 2))";
    run(
        connection,
        "CREATE TABLE plain" + columns,
        "CREATE TABLE fast" + columns + " SUMMARIZE (n, v) SKIP (n, v)");
    Random random = new Random(11);
    StringBuilder insert = new StringBuilder();
    for (int id = 0; id < 200; id++) {
      insert.append(id == 0 ? "" : ", ").append(row(id, random));
    }
    run(connection, "INSERT INTO plain VALUES " + insert, "INSERT INTO fast VALUES " + insert);
    // On rows that are there: the index is filled from them.
    run(connection, "CREATE INDEX fast_g ON fast (g) GROUPED BY (g) SUMMARIZE (v) SKIP (v)");
    earlier = height();
    change();
  }

  private static String row(int id, Random random) {
    String g = random.nextInt(8) == 0 ? "NULL" : String.valueOf(random.nextInt(7));
    String v = random.nextInt(5) == 0 ? "NULL" : random.nextInt(1000) + ".25";
    return "(" + id + ", " + g + ", " + random.nextInt(1000) + ", " + v + ")";
  }

  /** The same changes in both tables. */
  private void change() throws SQLException {
    for (String table : List.of("plain", "fast")) {
      run(
          connection,
          "DELETE FROM " + table + " WHERE id BETWEEN 20 AND 45",
          "UPDATE " + table + " SET v = v + 1, g = 3 WHERE id > 150",
          "UPDATE " + table + " SET v = NULL WHERE id = 100",
          "INSERT INTO " + table + " VALUES (20, 9, 1000, 77.75), (900, NULL, -5, 0)");
    }
  }

  private long height() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT COUNT(*) FROM plain")) {
      return r.unwrap(VerifiedResultSet.class).height();
    }
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private void assertSame(String suffix) throws SQLException {
    for (String query : QUERIES) {
      assertThat(rows(connection, query.formatted("fast" + suffix)))
          .as(query)
          .isEqualTo(rows(connection, query.formatted("plain" + suffix)));
    }
  }

  @Test
  @Order(1)
  void answersWhatATableWithoutSummariesAnswers() throws SQLException {
    assertThat(rows(connection, "EXPLAIN PROOF " + QUERIES.get(1).formatted("fast")).get(0))
        .contains("aggregate on FAST_G");
    assertThat(rows(connection, "EXPLAIN PROOF " + QUERIES.get(9).formatted("fast")).get(0))
        .contains("top by N greatest first");
    assertSame("");
    assertSame(" FOR SYSTEM_TIME AS OF " + earlier);
  }

  @Test
  @Order(2)
  void ownWritesCount() throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (String table : List.of("plain", "fast")) {
        run(
            connection,
            "UPDATE " + table + " SET v = -9, n = 2000 WHERE id IN (3, 20)",
            "DELETE FROM " + table + " WHERE n > 950 AND n < 1500",
            // Primary keys are checked at the commit: the last row must find its place free.
            "DELETE FROM " + table + " WHERE id = 65",
            "UPDATE " + table + " SET id = id + 1 WHERE id BETWEEN 60 AND 64",
            "INSERT INTO " + table + " VALUES (5000, 11, 5, -100.5)");
      }
      assertSame("");
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    assertSame("");
  }

  @Test
  @Order(3)
  void historyTellsWhatWhenAndWho() throws SQLException {
    List<String> versions =
        rows(
            connection,
            "SELECT id, n, _operation FROM fast FOR SYSTEM_TIME ALL WHERE id IN (20, 21, 900)"
                + " ORDER BY id, _height DESC");
    assertThat(versions).hasSize(6);
    assertThat(versions.get(0)).isEqualTo("20|1000|INSERT");
    assertThat(versions.get(1)).isEqualTo("20|null|DELETE");
    assertThat(versions.get(2)).startsWith("20|").endsWith("|INSERT");
    assertThat(versions.get(3)).isEqualTo("21|null|DELETE");
    assertThat(versions.get(5)).isEqualTo("900|-5|INSERT");
    String window = "FOR SYSTEM_TIME FROM " + (earlier + 1) + " TO " + (height() + 1);
    assertThat(rows(connection, "SELECT COUNT(*) FROM fast " + window + " WHERE id = 20"))
        .containsExactly("2");
    assertThat(
            rows(connection, "SELECT COUNT(*) FROM fast FOR SYSTEM_TIME BETWEEN 0 AND " + earlier))
        .containsExactly("200");
    assertThat(
            rows(
                connection,
                "SELECT h._operation, t.status, t.deleted FROM fast FOR SYSTEM_TIME ALL AS h JOIN"
                    + " sys.transactions AS t ON t.height = h._height AND t.\"POSITION\" = h._tx"
                    + " WHERE h.id = 21 AND h._operation = 'DELETE'"))
        .containsExactly("DELETE|1|26");
  }

  @Test
  @Order(4)
  void aChangeUnderATotalIsAConflict() throws SQLException {
    try (Connection other = cluster.connectTo(0, "trust-other")) {
      for (String query :
          List.of(
              "SELECT SUM(v) FROM fast WHERE g = 4",
              "SELECT MAX(n) FROM fast",
              "SELECT id FROM fast WHERE n > 990")) {
        connection.setAutoCommit(false);
        rows(connection, query);
        run(connection, "INSERT INTO fast VALUES (" + (7000 + query.length()) + ", 1, 1, 1)");
        run(other, "INSERT INTO fast VALUES (" + (8000 + query.length()) + ", 4, 3000, 1)");
        SQLException e = catchThrowableOfType(SQLException.class, connection::commit);
        connection.setAutoCommit(true);
        assertThat((Throwable) e).as(query).isNotNull();
        assertThat(e.getSQLState()).as(query).isEqualTo("40001");
      }
    }
  }

  @Test
  @Order(5)
  void savedTotalsVerifyOfflineAndAlteredOnesDoNot() throws Exception {
    ProofVerifier verifier = new ProofVerifier(new CalcitePlanner());
    for (String query : QUERIES) {
      byte[] proof = save(query.formatted("fast"));
      assertThat(verifier.verify(proof, cluster.cluster().genesis()).rows()).isPositive();
    }
    byte[] proof = save("SELECT SUM(v), COUNT(*) FROM fast");
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      byte[] altered = proof.clone();
      altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> verifier.verify(altered, cluster.cluster().genesis()))
          .isInstanceOf(VerificationException.class);
    }
  }

  private byte[] save(String sql) throws Exception {
    Path file = directory.resolve("proof");
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        assertThat(r.getRow()).isPositive();
      }
      r.unwrap(VerifiedResultSet.class).saveProof(file);
    }
    return Files.readAllBytes(file);
  }

  @Test
  @Order(6)
  void oversizedKeysNameTheLimit() throws SQLException {
    run(connection, "CREATE TABLE wide (k VARCHAR(5000) PRIMARY KEY)");
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> run(connection, "INSERT INTO wide VALUES ('" + "x".repeat(5000) + "')"));
    assertThat(e.getMessage()).contains(String.valueOf(Key.MAX_BYTES));
  }

  @Test
  @Order(7)
  void oversizedRowsNameTheLimit() throws SQLException {
    String columns = "";
    String text = "x".repeat(ColumnType.MAX_LENGTH);
    String values = "1";
    for (int i = 0; i * ColumnType.MAX_LENGTH <= RowCodec.MAX_BYTES; i++) {
      columns += ", c" + i + " VARCHAR(" + ColumnType.MAX_LENGTH + ")";
      values += ", '" + text + "'";
    }
    run(connection, "CREATE TABLE broad (k INTEGER PRIMARY KEY" + columns + ")");
    String insert = "INSERT INTO broad VALUES (" + values + ")";
    SQLException e = catchThrowableOfType(SQLException.class, () -> run(connection, insert));
    assertThat(e.getSQLState()).isEqualTo("54000");
    assertThat(e.getMessage()).contains(String.valueOf(RowCodec.MAX_BYTES));
  }
}

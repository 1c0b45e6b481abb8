package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.read;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assaydb.engine.cluster.jdbc.RealCluster.Answer;
import org.assaydb.jdbc.ProofVerifier;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Answers that outlive their statements: never stale, never in part, and free of charge. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachedAnswersTest {
  private static final int ROWS = 9_000;
  private static final String TOTALS = "SELECT g, COUNT(*), SUM(v), MAX(v) FROM c GROUP BY g";
  private static final String JOIN =
      "SELECT a.id, a.v, b.name FROM c AS a JOIN d AS b ON b.id = a.g WHERE a.v < 40 ORDER BY a.id";

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connect("trust");
    run(
        connection,
        "CREATE TABLE c (id INTEGER PRIMARY KEY, v INTEGER, g INTEGER)",
        "CREATE TABLE d (id INTEGER PRIMARY KEY, name VARCHAR(9))",
        "CREATE TABLE other (id INTEGER PRIMARY KEY)",
        "INSERT INTO d VALUES (0, 'zero'), (1, 'one'), (2, 'two')");
    insert(connection, 0, ROWS);
  }

  private static void insert(Connection to, int from, int rows) throws SQLException {
    try (var insert = to.prepareStatement("INSERT INTO c VALUES (?, ?, ?)")) {
      for (int id = from; id < from + rows; id++) {
        insert.setInt(1, id);
        insert.setInt(2, id % 1000);
        insert.setInt(3, id % 3);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private Connection without() throws SQLException {
    return DriverManager.getConnection(cluster.url(cluster.hosts(), "bare", "&cacheBytes=0"));
  }

  @Test
  void aRepeatedQuestionCostsNothingWhileNothingChanges() throws SQLException {
    try (Connection bare = without()) {
      for (String sql : List.of(TOTALS, JOIN, "SELECT * FROM c WHERE id = 77")) {
        List<String> expected = read(bare, sql).rows();
        assertThat(read(bare, sql).proofBytes()).isPositive();
        assertThat(read(connection, sql).rows()).isEqualTo(expected);
        Answer again = read(connection, sql);
        assertThat(again.rows()).as(sql).isEqualTo(expected);
        assertThat(again.roundTrips()).as(sql).isZero();
        assertThat(again.proofBytes()).as(sql).isZero();
      }
    }
  }

  @Test
  void whatOthersChangeIsSeen() throws SQLException {
    try (Connection writer = without()) {
      for (int round = 0; round < 5; round++) {
        run(writer, "UPDATE c SET v = v + 1000000 WHERE id = " + round * 1234);
        if (round == 2) {
          run(writer, "DELETE FROM c WHERE id BETWEEN 10 AND 2000");
        }
        for (String sql : List.of(TOTALS, JOIN)) {
          Seen seen = readFrom(writer, sql, 0);
          assertThat(readFrom(connection, sql, seen.height()).rows()).isEqualTo(seen.rows());
        }
      }
      insert(writer, 10, 1991);
      run(writer, "UPDATE c SET v = MOD(v, 1000000)");
    }
  }

  private record Seen(List<String> rows, long height) {}

  /** Reads until a block is seen: another client's commit may be a moment away. */
  private static Seen readFrom(Connection from, String sql, long height) throws SQLException {
    while (true) {
      try (Statement s = from.createStatement();
          ResultSet r = s.executeQuery(sql)) {
        List<String> rows = RealCluster.rows(r);
        long seen = r.unwrap(VerifiedResultSet.class).height();
        if (seen >= height) {
          return new Seen(rows, seen);
        }
      }
    }
  }

  @Test
  void blocksThatChangeOtherTablesCostTheirDescriptors() throws SQLException {
    long whole;
    try (Connection bare = without()) {
      whole = read(bare, TOTALS).proofBytes();
    }
    List<String> expected = read(connection, TOTALS).rows();
    run(connection, "INSERT INTO other VALUES (" + System.nanoTime() % 1_000_000_000 + ")");
    Answer after = read(connection, TOTALS);
    assertThat(after.rows()).isEqualTo(expected);
    assertThat(after.roundTrips()).isEqualTo(1);
    assertThat(after.proofBytes()).isPositive().isLessThan(whole / 4);
  }

  @Test
  void thePastStaysWhatItWas() throws SQLException {
    long height;
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT SUM(v) FROM c")) {
      height = r.unwrap(VerifiedResultSet.class).height();
      r.next();
    }
    String past = "SELECT SUM(v), COUNT(*) FROM c FOR SYSTEM_TIME AS OF " + height;
    List<String> expected = read(connection, past).rows();
    run(connection, "UPDATE c SET v = v + 7 WHERE id = 5");
    assertThat(read(connection, past).rows()).isEqualTo(expected);
    assertThat(read(connection, past).rows()).isEqualTo(expected);
    run(connection, "UPDATE c SET v = v - 7 WHERE id = 5");
  }

  @Test
  void ownWritesLieOnTop() throws SQLException {
    List<String> before = read(connection, TOTALS).rows();
    try (Connection own = cluster.connect("trust")) {
      own.setAutoCommit(false);
      assertThat(read(own, TOTALS).rows()).isEqualTo(before);
      run(own, "DELETE FROM c WHERE id < 3000", "INSERT INTO c VALUES (-1, 5, 9)");
      List<String> within = read(own, TOTALS).rows();
      assertThat(within).hasSize(before.size() + 1).isEqualTo(read(own, TOTALS).rows());
      own.rollback();
      assertThat(read(own, TOTALS).rows()).isEqualTo(before);
    }
    assertThat(read(connection, TOTALS).rows()).isEqualTo(before);
  }

  @Test
  void aProofIsSavedOfWhatWasKept() throws SQLException, IOException {
    read(connection, TOTALS);
    Path file = directory.resolve("kept.proof");
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(TOTALS)) {
      assertThat(RealCluster.rows(r)).hasSize(3);
      VerifiedResultSet verified = r.unwrap(VerifiedResultSet.class);
      assertThat(verified.proofBytes()).isZero();
      verified.saveProof(file);
    }
    Genesis genesis = Genesis.decode(Files.readAllBytes(cluster.cluster().genesisFile()));
    ProofVerifier.Report report = new ProofVerifier(new CalcitePlanner()).verify(file, genesis);
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.sql()).isEqualTo(TOTALS);
  }

  /** Connections of one client take answers from each other while rows move between groups. */
  @Test
  void connectionsShareWhatTheyKeep() throws Exception {
    String sum = "SELECT COUNT(*), SUM(CASE WHEN g < 100 THEN 1 ELSE 0 END) FROM c WHERE id >= 0";
    String expected = read(connection, sum).rows().get(0).split("\\|")[0];
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        boolean writes = i == 0;
        readers.add(pool.submit(() -> readMany(sum, expected, writes)));
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isEqualTo(40);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private int readMany(String sql, String rows, boolean writes) throws SQLException {
    try (Connection own = cluster.connect("trust")) {
      for (int i = 0; i < 40; i++) {
        if (writes && i % 4 == 0) {
          run(own, "UPDATE c SET g = MOD(g + 1, 3) WHERE id BETWEEN " + i * 50 + " AND 4000");
        }
        assertThat(read(own, sql).rows()).containsExactly(rows + "|" + rows);
      }
      return 40;
    }
  }

  @Test
  void aSmallBudgetIsNoError() throws SQLException {
    List<String> expected = read(connection, TOTALS).rows();
    String url = cluster.url(cluster.hosts(), "small", "&cacheBytes=20000");
    try (Connection small = DriverManager.getConnection(url)) {
      assertThat(read(small, TOTALS).rows()).isEqualTo(expected);
      assertThat(read(small, TOTALS).rows()).isEqualTo(expected);
      assertThat(read(small, TOTALS).proofBytes()).isPositive();
      read(small, "SELECT * FROM d");
      assertThat(read(small, "SELECT * FROM d").proofBytes()).isZero();
    }
  }
}

package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assaydb.jdbc.ProofVerifier;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads of 12 MB of wide rows, which a replica answers in parts. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongAnswersTest {
  private static final int ROWS = 1_200;
  private static final List<String> NOTES =
      IntStream.range(0, ROWS).mapToObj(LongAnswersTest::note).toList();

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private long loaded;

  /** Of no pattern that an encoding could shorten. */
  private static String note(int id) {
    return new Random(id)
        .ints(10_000, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
    run(
        connection,
        "CREATE TABLE w (id INTEGER PRIMARY KEY, grp INTEGER, n INTEGER, note VARCHAR(10000))",
        "CREATE INDEX w_n ON w (id) INCLUDE (note, n) SKIP (n)");
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO w VALUES (?, ?, ?, ?)")) {
      for (int id = 0; id < ROWS; id++) {
        insert.setInt(1, id);
        insert.setInt(2, id / 700);
        insert.setInt(3, id * 37 % 1000);
        insert.setString(4, NOTES.get(id));
        insert.addBatch();
        if (id % 100 == 99) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
    connection.setAutoCommit(true);
    loaded = Long.parseLong(read("SELECT MAX(_height) FROM w").rows().get(0));
    run(connection, "DELETE FROM w WHERE id BETWEEN 300 AND 599");
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private RealCluster.Answer read(String sql) throws SQLException {
    return RealCluster.read(connection, sql);
  }

  private static boolean isLive(int id) {
    return id < 300 || id >= 600;
  }

  @Test
  void scansOfWideRows() throws SQLException {
    List<String> all =
        IntStream.range(0, ROWS)
            .filter(LongAnswersTest::isLive)
            .mapToObj(id -> id + "|" + NOTES.get(id))
            .toList();
    RealCluster.Answer up = read("SELECT id, note FROM w ORDER BY id");
    assertThat(up.rows()).isEqualTo(all);
    assertThat(up.roundTrips()).isGreaterThan(2);
    RealCluster.Answer down = read("SELECT id, note FROM w ORDER BY id DESC");
    List<String> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    assertThat(down.rows()).isEqualTo(reversed);
    assertThat(down.roundTrips()).isGreaterThan(2);
    RealCluster.Answer before = read("SELECT id, note FROM w FOR SYSTEM_TIME AS OF " + loaded);
    assertThat(before.rows()).hasSize(ROWS);
    assertThat(read("SELECT id, note FROM w ORDER BY id LIMIT 3").rows())
        .isEqualTo(all.subList(0, 3));
  }

  @Test
  void filtersAndTotals() throws SQLException {
    RealCluster.Answer few = read("SELECT id, note FROM w WHERE n BETWEEN 500 AND 501 ORDER BY id");
    List<String> expected =
        IntStream.range(0, ROWS)
            .filter(id -> isLive(id) && id * 37 % 1000 >= 500 && id * 37 % 1000 <= 501)
            .mapToObj(id -> id + "|" + NOTES.get(id))
            .toList();
    assertThat(few.rows()).isEqualTo(expected);
    assertThat(
            read("SELECT grp, COUNT(*), SUM(CHAR_LENGTH(note)) FROM w GROUP BY grp ORDER BY 1")
                .rows())
        .containsExactly("0|400|4000000", "1|500|5000000");
  }

  @Test
  void versionsOfWideRowsAndTheirProof() throws Exception {
    String sql = "SELECT id, _operation, note FROM w FOR SYSTEM_TIME ALL";
    Path file = directory.resolve("proof");
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      assertThat(RealCluster.rows(r)).hasSize(ROWS + 300);
      assertThat(r.unwrap(VerifiedResultSet.class).roundTrips()).isGreaterThan(3);
      r.unwrap(VerifiedResultSet.class).saveProof(file);
    }
    assertThat(
            new ProofVerifier(new CalcitePlanner())
                .verify(Files.readAllBytes(file), cluster.cluster().genesis())
                .rows())
        .isEqualTo(ROWS + 300);
  }
}

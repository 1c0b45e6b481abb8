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
import java.util.List;
import org.assaydb.jdbc.ProofVerifier;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All versions of many rows come in pages. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryPagesTest {
  private static final int ROWS = 3_000;
  private static final String ALL = "SELECT id, n, _operation FROM h FOR SYSTEM_TIME ALL";

  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private final List<String> versions = new ArrayList<>();

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
    run(connection, "CREATE TABLE h (id INTEGER PRIMARY KEY, n INTEGER)");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO h VALUES (?, 0)")) {
      for (int id = 0; id < ROWS; id++) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    run(
        connection,
        "UPDATE h SET n = 1 WHERE id >= 100",
        "DELETE FROM h WHERE id BETWEEN 200 AND 299",
        "DELETE FROM h WHERE id >= 2900",
        "INSERT INTO h VALUES (250, 7)");
    for (int id = 0; id < ROWS; id++) {
      if (id == 250) {
        versions.add("250|7|INSERT");
      }
      if (id >= 2900 || (id >= 200 && id < 300)) {
        versions.add(id + "|null|DELETE");
      }
      if (id >= 100) {
        versions.add(id + "|1|UPDATE");
      }
      versions.add(id + "|0|INSERT");
    }
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private RealCluster.Answer read(String sql) throws SQLException {
    return RealCluster.read(connection, sql);
  }

  @Test
  void allVersionsComeInPagesAndALimitEndsThem() throws SQLException {
    RealCluster.Answer all = read(ALL);
    assertThat(all.rows()).isEqualTo(versions);
    assertThat(all.roundTrips()).isGreaterThanOrEqualTo(2);
    RealCluster.Answer first = read(ALL + " LIMIT 5");
    assertThat(first.rows()).isEqualTo(versions.subList(0, 5));
    assertThat(first.roundTrips()).isLessThanOrEqualTo(2);
    assertThat(first.proofBytes()).isLessThan(all.proofBytes() / 4);
  }

  @Test
  void rangesOfKeysAndKeysThatAreGone() throws SQLException {
    assertThat(read(ALL + " WHERE id BETWEEN 150 AND 2000 OR id > 2850").rows())
        .isEqualTo(
            versions.stream()
                .filter(
                    v -> {
                      int id = Integer.parseInt(v.substring(0, v.indexOf('|')));
                      return (id >= 150 && id <= 2000) || id > 2850;
                    })
                .toList());
    assertThat(read(ALL + " WHERE id BETWEEN 2950 AND 2951").rows())
        .containsExactly(
            "2950|null|DELETE",
            "2950|1|UPDATE",
            "2950|0|INSERT",
            "2951|null|DELETE",
            "2951|1|UPDATE",
            "2951|0|INSERT");
    RealCluster.Answer one = read(ALL + " WHERE id = 250");
    assertThat(one.rows()).hasSize(4);
    assertThat(one.roundTrips()).isEqualTo(1);
  }

  @Test
  void savedPagesVerifyOffline() throws Exception {
    Path file = directory.resolve("proof");
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(ALL)) {
      assertThat(RealCluster.rows(r)).hasSameSizeAs(versions);
      r.unwrap(VerifiedResultSet.class).saveProof(file);
    }
    assertThat(
            new ProofVerifier(new CalcitePlanner())
                .verify(Files.readAllBytes(file), cluster.cluster().genesis())
                .rows())
        .isEqualTo(versions.size());
  }
}

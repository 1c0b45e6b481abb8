package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.proofs.hash.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that stop, come back or are cut off, as a client sees it. */
@Timeout(180)
class FailuresTest {
  @TempDir Path directory;

  @Test
  void anotherHostAnswersAndAllEndWithEqualRoots() throws SQLException {
    try (RealCluster real = RealCluster.readAnew(directory);
        Connection c = real.connect("trust")) {
      Cluster cluster = real.cluster();
      run(c, "CREATE TABLE f (id INTEGER PRIMARY KEY, v INTEGER)", "INSERT INTO f VALUES (1, 1)");
      cluster.stop(0);
      assertThat(rows(c, "SELECT * FROM f")).containsExactly("1|1");
      run(c, "INSERT INTO f VALUES (2, 2)");
      cluster.restart(0);
      cluster.setCutOff(3, true);
      run(c, "INSERT INTO f VALUES (3, 3)", "INSERT INTO f VALUES (4, 4)");
      cluster.setCutOff(3, false);
      run(c, "INSERT INTO f VALUES (5, 5)");
      for (int seat = 0; seat < 4; seat++) {
        // The trust directory is shared: none may answer with less than was committed.
        try (Connection own = real.connectTo(seat, "trust")) {
          run(own, "INSERT INTO f VALUES (" + (10 + seat) + ", 0)");
          assertThat(rows(own, "SELECT COUNT(*) FROM f")).containsExactly(6 + seat + "");
        }
      }
      assertEqualRoots(cluster);
    }
  }

  private static void assertEqualRoots(Cluster cluster) {
    long height = Long.MAX_VALUE;
    for (int seat = 0; seat < 4; seat++) {
      height = Math.min(height, cluster.replica(seat).chain().committed().height());
    }
    Set<Digest> headers = new HashSet<>();
    for (int seat = 0; seat < 4; seat++) {
      headers.add(cluster.replica(seat).chain().block(height).orElseThrow().header().hash());
    }
    assertThat(headers).hasSize(1);
  }

  @Test
  void keptDirectoryAndTrustStateGoOn() throws SQLException {
    try (RealCluster real = RealCluster.readAnew(directory);
        Connection c = real.connect("trust")) {
      run(c, "CREATE TABLE k (id INTEGER PRIMARY KEY, v VARCHAR(9))");
      try (PreparedStatement insert = c.prepareStatement("INSERT INTO k VALUES (?, 'x')")) {
        for (int i = 0; i < 500; i++) {
          insert.setInt(1, i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    try (RealCluster real = RealCluster.readAnew(directory);
        Connection c = real.connect("trust")) {
      assertThat(rows(c, "SELECT COUNT(*), SUM(id) FROM k")).containsExactly("500|124750");
      run(c, "DELETE FROM k WHERE id >= 100");
      assertThat(rows(c, "SELECT COUNT(*) FROM k")).containsExactly("100");
    }
  }

  @Test
  void queryTimeoutEndsACommitWithoutAQuorumAndTheConnectionStaysUsable() throws SQLException {
    try (RealCluster real = RealCluster.readAnew(directory);
        Connection c = real.connect("trust");
        Statement s = c.createStatement()) {
      run(c, "CREATE TABLE q (id INTEGER PRIMARY KEY)");
      real.cluster().setCutOff(2, true);
      real.cluster().setCutOff(3, true);
      s.setQueryTimeout(1);
      assertThatThrownBy(() -> s.execute("INSERT INTO q VALUES (1)"))
          .isInstanceOfSatisfying(
              SQLTimeoutException.class, e -> assertThat(e.getSQLState()).isEqualTo("08007"));
      real.cluster().setCutOff(2, false);
      real.cluster().setCutOff(3, false);
      s.setQueryTimeout(60);
      assertThat(s.executeUpdate("INSERT INTO q VALUES (2)")).isEqualTo(1);
      assertThat(rows(c, "SELECT id FROM q WHERE id = 2")).containsExactly("2");
    }
  }
}

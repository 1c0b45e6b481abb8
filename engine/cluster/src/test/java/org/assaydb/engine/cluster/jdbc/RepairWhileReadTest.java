package org.assaydb.engine.cluster.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assaydb.engine.cluster.Cluster;
import org.assaydb.engine.replica.scrub.ScrubReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that meets damage while it reads says so, repairs it at once, and answers again. */
final class RepairWhileReadTest {
  private static final int ROWS = 20_000;
  private static final int DAMAGED_EVERY_BYTES = 4_096;
  private static final int LEAST_RUN_BYTES = 100_000;
  private static final String QUESTION = "SELECT COUNT(*), SUM(id) FROM big";
  private static final List<String> ANSWER = List.of(ROWS + "|" + ROWS * (ROWS + 1L) / 2);

  @TempDir Path directory;

  private static void load(Connection connection) throws SQLException {
    RealCluster.run(connection, "CREATE TABLE big (id INTEGER PRIMARY KEY, t VARCHAR(40))");
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO big VALUES (?, 'some text')")) {
      for (int id = 1; id <= ROWS; id++) {
        insert.setInt(1, id);
        insert.addBatch();
        if (id % 2_000 == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
  }

  /** Tables of runs: that of everything else is small. */
  private static void damageTables(Path state) throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      for (Path table : files.filter(RepairWhileReadTest::isRun).toList()) {
        try (RandomAccessFile bytes = new RandomAccessFile(table.toFile(), "rw")) {
          for (long at = DAMAGED_EVERY_BYTES / 2; at < bytes.length(); at += DAMAGED_EVERY_BYTES) {
            bytes.seek(at);
            int was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ 1);
          }
        }
      }
    }
  }

  private static boolean isRun(Path file) {
    return file.toString().endsWith(".sst") && file.toFile().length() > LEAST_RUN_BYTES;
  }

  private static ScrubReport awaitReport(Cluster cluster, int seat) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Optional<ScrubReport> last = cluster.replica(seat).scrubber().last();
    while (last.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(20);
      last = cluster.replica(seat).scrubber().last();
    }
    return last.orElseThrow();
  }

  @Test
  void theNextReaderGetsTheAnswer() throws Exception {
    try (RealCluster running = RealCluster.readAnew(directory)) {
      Cluster cluster = running.cluster();
      try (Connection connection = running.connect("all")) {
        load(connection);
      }
      cluster.stop(1);
      cluster.restart(1); // with empty caches
      damageTables(cluster.replicaDirectory(1).resolve("state"));
      try (Connection connection = running.connectTo(1, "one")) {
        assertThatThrownBy(() -> RealCluster.rows(connection, QUESTION))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("storage");
      }
      ScrubReport report = awaitReport(cluster, 1);
      assertThat(report.findings()).isNotEmpty();
      assertThat(report.unrepaired()).isEmpty();
      try (Connection connection = running.connectTo(1, "one")) {
        assertThat(RealCluster.rows(connection, QUESTION)).isEqualTo(ANSWER);
      }
      assertThat(cluster.replica(1).status()).contains("\"scrub\":{");
    }
  }
}

package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.jdbc.VerifiedResultSet;
import org.assaydb.proofs.schema.IndexDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Totals as of heights whose versions have gone to the history: summed from rows, not from nodes.
 */
@Timeout(240)
class HistoryTotalsTest {
  private static final int ROWS = 300;
  private static final int CHANGES = 150;

  @TempDir Path directory;

  private static long height(Connection connection) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT COUNT(*) FROM t")) {
      return r.unwrap(VerifiedResultSet.class).height();
    }
  }

  /** Blocks that do not write the table, after which its runs are sealed and merged. */
  private static void idle(Connection connection, int blocks) throws SQLException {
    for (int i = 0; i < blocks; i++) {
      run(connection, "UPDATE clock SET n = n + 1");
    }
  }

  private static List<String> totals(Map<Integer, Integer> rows) {
    TreeMap<Integer, int[]> groups = new TreeMap<>();
    rows.forEach(
        (id, n) -> {
          int[] group = groups.computeIfAbsent(id % 3, g -> new int[2]);
          group[0]++;
          group[1] += n;
        });
    List<String> lines = new ArrayList<>();
    groups.forEach((g, group) -> lines.add(g + "|" + group[0] + "|" + group[1]));
    return lines;
  }

  private static long floor(RealCluster cluster, int index) {
    LedgerState state = cluster.cluster().replica(0).chain().committed();
    IndexDef wanted = state.catalog().table("PUBLIC", "T").orElseThrow().indexes().get(index);
    return state.tree().index(wanted.id()).orElseThrow().descriptor().floor();
  }

  @Test
  void totalsBelowTheFloorAreThoseOfTheirHeight() throws SQLException {
    try (RealCluster cluster = new RealCluster(directory);
        Connection connection = cluster.connectTo(0, "trust")) {
      run(
          connection,
          "CREATE TABLE clock (id INTEGER PRIMARY KEY, n INTEGER)",
          "INSERT INTO clock VALUES (1, 0)",
          "CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, n INTEGER) SUMMARIZE (n)",
          "CREATE INDEX by_g ON t (g) GROUPED BY (g) SUMMARIZE (n)");
      Map<Integer, Integer> model = new TreeMap<>();
      StringBuilder insert = new StringBuilder("INSERT INTO t VALUES ");
      for (int id = 0; id < ROWS; id++) {
        model.put(id, id);
        insert.append(id == 0 ? "(" : ", (").append(id + ", " + id % 3 + ", " + id + ")");
      }
      run(connection, insert.toString());
      idle(connection, 34);
      TreeMap<Long, List<String>> expected = new TreeMap<>();
      Random random = new Random(5);
      for (int i = 0; i < CHANGES; i++) {
        int id = random.nextInt(ROWS);
        if (i % 9 == 0) {
          model.remove(id);
          run(connection, "DELETE FROM t WHERE id = " + id);
        } else if (model.computeIfPresent(id, (k, n) -> n + 1000) != null) {
          run(connection, "UPDATE t SET n = n + 1000 WHERE id = " + id);
        }
        if (i % 15 == 0) {
          expected.put(height(connection), totals(model));
        }
      }
      // As many entries as seal a run at rest.
      run(connection, "UPDATE t SET n = n + 1 WHERE id < 200");
      model.replaceAll((id, n) -> id < 200 ? n + 1 : n);
      expected.put(height(connection), totals(model));
      idle(connection, 45);
      long floor = Math.min(floor(cluster, 0), floor(cluster, 1));
      assertThat(expected.headMap(floor)).hasSizeGreaterThan(3);
      assertThat(expected.tailMap(floor)).isNotEmpty();
      String grouped = "SELECT g, COUNT(*), SUM(n) FROM t FOR SYSTEM_TIME AS OF %d GROUP BY g";
      String whole = "SELECT COUNT(*), SUM(n) FROM t FOR SYSTEM_TIME AS OF %d";
      for (Map.Entry<Long, List<String>> at : expected.entrySet()) {
        assertThat(rows(connection, grouped.formatted(at.getKey()) + " ORDER BY g"))
            .as("at %s, floor %s", at.getKey(), floor)
            .isEqualTo(at.getValue());
        long count = 0;
        long sum = 0;
        for (String line : at.getValue()) {
          count += Long.parseLong(line.split("\\|")[1]);
          sum += Long.parseLong(line.split("\\|")[2]);
        }
        assertThat(rows(connection, whole.formatted(at.getKey())))
            .containsExactly(count + "|" + sum);
      }
      assertThat(
              rows(connection, "EXPLAIN PROOF " + grouped.formatted(expected.firstKey()))
                  .toString())
          .contains("aggregate on BY_G");
    }
  }
}

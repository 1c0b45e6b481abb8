package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.assaydb.jdbc.VerifiedResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When rows were written: {@code _HEIGHT} and {@code _TX} of what a table holds. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeightColumnTest {
  @TempDir static Path directory;
  private RealCluster cluster;
  private Connection connection;
  private long first;
  private long middle;
  private long last;

  @BeforeAll
  void load() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
    run(
        connection,
        "CREATE TABLE visit (id INTEGER PRIMARY KEY, ward INTEGER, cost INTEGER) SKIP (cost)",
        "CREATE INDEX by_ward ON visit (ward)");
    for (int i = 0; i < 6; i++) {
      StringBuilder insert = new StringBuilder("INSERT INTO visit VALUES ");
      for (int k = 0; k < 20; k++) {
        int id = 20 * i + k;
        insert.append(k == 0 ? "(" : ", (").append(id + ", " + id % 7 + ", " + id * 3 + ")");
      }
      run(connection, insert.toString());
      if (i == 0) {
        first = height();
      }
    }
    middle = height();
    // Of rows that by_ward does not learn of, of some that it does, and rows that go.
    run(
        connection,
        "UPDATE visit SET cost = cost + 1 WHERE id BETWEEN 10 AND 25",
        "UPDATE visit SET ward = 3 WHERE id IN (30, 50, 119)",
        "DELETE FROM visit WHERE id BETWEEN 60 AND 64",
        "INSERT INTO visit VALUES (61, 2, 5)");
    last = height();
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  private long height() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT COUNT(*) FROM visit")) {
      return r.unwrap(VerifiedResultSet.class).height();
    }
  }

  /** Height of the row with each id at a height, by the history of the table. */
  private Map<Integer, Long> written(long at) throws SQLException {
    Map<Integer, Long> heights = new TreeMap<>();
    try (Statement s = connection.createStatement();
        ResultSet r =
            s.executeQuery(
                "SELECT id, _height, _operation FROM visit FOR SYSTEM_TIME BETWEEN 0 AND "
                    + at
                    + " ORDER BY _height, _tx")) {
      while (r.next()) {
        if (r.getString(3).equals("DELETE")) {
          heights.remove(r.getInt(1));
        } else {
          heights.put(r.getInt(1), r.getLong(2));
        }
      }
    }
    return heights;
  }

  private List<String> expected(long at, LongPredicate wanted) throws SQLException {
    List<String> rows = new ArrayList<>();
    written(at)
        .forEach(
            (id, height) -> {
              if (wanted.test(height)) {
                rows.add(id + "," + height);
              }
            });
    return rows;
  }

  private List<String> read(String sql) throws SQLException {
    return rows(connection, sql).stream().map(r -> r.replace('|', ',')).toList();
  }

  private static String inOrder(String where) {
    return "SELECT id, _height FROM visit " + where + " ORDER BY id";
  }

  @Test
  void everyRowSaysWhichBlockWroteIt() throws SQLException {
    assertThat(written(last)).hasSize(116).containsValues(first).doesNotContainValue(0L);
    assertThat(read(inOrder(""))).isEqualTo(expected(last, h -> true));
    assertThat(read(inOrder("FOR SYSTEM_TIME AS OF " + middle)))
        .isEqualTo(expected(middle, h -> true));
  }

  @Test
  void aWindowOfHeightsIsASkipScan() throws SQLException {
    String window = "WHERE _height BETWEEN " + first + " AND " + (middle - 1);
    assertThat(read(inOrder(window))).isEqualTo(expected(last, h -> h >= first && h < middle));
    assertThat(read(inOrder("WHERE _height > " + middle)))
        .isEqualTo(expected(last, h -> h > middle))
        .isNotEmpty();
    assertThat(read(inOrder("WHERE " + first + " = _height")))
        .isEqualTo(expected(last, h -> h == first))
        .isNotEmpty();
    assertThat(read(inOrder("WHERE _height < " + first))).isEmpty();
    assertThat(read(inOrder("WHERE _height > 5 AND _height < 3"))).isEmpty();
    assertThat(read(inOrder("WHERE _height <> " + first)))
        .isEqualTo(expected(last, h -> h != first));
    assertThat(rows(connection, "EXPLAIN PROOF " + inOrder(window)).toString())
        .contains("skip scan by [", "_HEIGHT");
  }

  @Test
  void windowsNarrowOtherConditionsAndOlderStates() throws SQLException {
    String old = "FOR SYSTEM_TIME AS OF " + middle + " WHERE _height = " + first;
    assertThat(read(inOrder(old))).isEqualTo(expected(middle, h -> h == first)).hasSize(20);
    assertThat(read(inOrder("WHERE _height > " + first + " AND cost < 90")))
        .isEqualTo(
            read("SELECT id, _height FROM visit WHERE cost < 90 ORDER BY id").stream()
                .filter(r -> Long.parseLong(r.substring(r.indexOf(',') + 1)) > first)
                .toList())
        .isNotEmpty();
  }

  /** An index is not written when none of its columns changes: its entries are older. */
  @Test
  void anIndexDoesNotGiveItsOwnHeights() throws SQLException {
    Map<Integer, Long> heights = written(last);
    assertThat(read("SELECT id, _height FROM visit WHERE ward = 3 ORDER BY id"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              String[] cells = row.split(",");
              assertThat(heights).containsEntry(Integer.valueOf(cells[0]), Long.valueOf(cells[1]));
            });
    assertThat(read("SELECT ward, _height FROM visit WHERE ward = 3"))
        .contains("3," + heights.get(10), "3," + heights.get(17));
  }

  @Test
  void parametersBoundHeights() throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement("SELECT COUNT(*) FROM visit WHERE _height >= ?")) {
      s.setLong(1, middle + 1);
      try (ResultSet r = s.executeQuery()) {
        assertThat(r.next()).isTrue();
        assertThat(r.getInt(1)).isEqualTo(expected(last, h -> h > middle).size());
      }
    }
  }

  @Test
  void ownRowsHaveNoHeightYet() throws SQLException {
    try (Connection writer = cluster.connectTo(0, "writer")) {
      writer.setAutoCommit(false);
      run(writer, "INSERT INTO visit VALUES (-1, 0, 0)", "UPDATE visit SET cost = 0 WHERE id = 1");
      assertThat(rows(writer, "SELECT id FROM visit WHERE _height IS NULL ORDER BY id").toString())
          .isEqualTo("[-1, 1]");
      assertThat(rows(writer, "SELECT id FROM visit WHERE _height = " + first)).hasSize(9);
      writer.rollback();
    }
  }

  @Test
  void changesMayNameTheHeightOfWhatTheyChange() throws SQLException {
    int all = expected(last, h -> true).size();
    int old = expected(last, h -> h == first).size();
    List<String> young = new ArrayList<>();
    written(last)
        .forEach(
            (id, height) -> {
              if (height > middle) {
                young.add(id + "|" + (1_000 + height));
              }
            });
    try (Connection writer = cluster.connectTo(0, "changer")) {
      writer.setAutoCommit(false);
      run(writer, "INSERT INTO visit VALUES (-1, 0, 0)");
      try (Statement s = writer.createStatement()) {
        assertThat(s.executeUpdate("DELETE FROM visit WHERE _height = " + first)).isEqualTo(old);
        assertThat(
                s.executeUpdate(
                    "UPDATE visit SET cost = 1000 + _height WHERE visit._height > " + middle))
            .isEqualTo(young.size());
        assertThat(s.executeUpdate("UPDATE visit SET cost = _tx WHERE ward = 3 AND _tx > 99"))
            .isZero();
        // Own rows have no height yet.
        assertThat(s.executeUpdate("DELETE FROM visit WHERE _height > 0"))
            .isEqualTo(all - old - young.size());
      }
      assertThat(rows(writer, "SELECT id, cost FROM visit WHERE id >= 0 ORDER BY id"))
          .isEqualTo(young);
      writer.rollback();
    }
  }

  @Test
  void starShowsThemOnlyWhereTheyAreNamed() throws SQLException {
    assertThat(read("SELECT * FROM visit WHERE id = 1")).containsExactly("1,1,3");
    assertThat(read("SELECT * FROM visit WHERE id = 1 AND _height > 0"))
        .containsExactly("1,1,3," + first + ",0");
    assertThatThrownBy(() -> read("SELECT a._height FROM visit a NATURAL JOIN visit b"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("NATURAL JOIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE visit SET cost = 0 WHERE id IN (SELECT id FROM visit WHERE _end_height IS NULL)",
        "UPDATE visit SET _height = 1",
        "DELETE FROM visit WHERE _end_height IS NULL",
        "INSERT INTO visit (id, ward, cost, _height) VALUES (999, 0, 0, 1)",
      })
  void heightsAreNotWritten(String sql) throws SQLException {
    List<String> before = read(inOrder(""));
    assertThatThrownBy(() -> run(connection, sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getSQLState()).as(e.toString()).isEqualTo("42703"))
        .hasMessageMatching("(?s).*_(HEIGHT|END_HEIGHT|TX).*");
    assertThat(read(inOrder(""))).isEqualTo(before);
  }

  @Test
  void heightsJoinTransactions() throws SQLException {
    assertThat(
            read(
                "SELECT v.id FROM visit v JOIN SYS.TRANSACTIONS t"
                    + " ON t.height = v._height AND t.\"POSITION\" = v._tx WHERE v.id < 3 ORDER BY v.id"))
        .containsExactly("0", "1", "2");
  }

  @Test
  void aLongSkipComesInPages() throws SQLException {
    int count = 9_000;
    try (Connection writer = cluster.connectTo(0, "loader")) {
      run(writer, "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) SKIP (n)");
      try (PreparedStatement insert = writer.prepareStatement("INSERT INTO big VALUES (?, ?)")) {
        for (int id = 0; id < count; id++) {
          insert.setInt(1, id);
          insert.setInt(2, id % 10);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      String sql = "SELECT id FROM big WHERE n < 9 AND _height > 0";
      List<Integer> all = ids(writer, sql, 2);
      assertThat(all).hasSize(count / 10 * 9).doesNotHaveDuplicates().doesNotContain(9, 8_999);
      writer.setAutoCommit(false);
      run(
          writer,
          "DELETE FROM big WHERE id IN (0, 4095, 4096, 4999)",
          "UPDATE big SET n = 0 WHERE id IN (9, 4549)",
          "INSERT INTO big VALUES (-1, 0), (9000, 0)");
      List<Integer> changed = new ArrayList<>(all);
      changed.removeAll(List.of(0, 4095, 4096));
      changed.addAll(List.of(9, 4549, -1, 9000));
      changed.sort(null);
      assertThat(ids(writer, "SELECT id FROM big WHERE n < 9 ORDER BY id", 2)).isEqualTo(changed);
      writer.rollback();
    }
  }

  private static List<Integer> ids(Connection connection, String sql, int pages)
      throws SQLException {
    assertThat(rows(connection, "EXPLAIN PROOF " + sql).toString()).contains("skip scan by");
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      List<Integer> ids = new ArrayList<>();
      while (r.next()) {
        ids.add(r.getInt(1));
      }
      assertThat(r.unwrap(VerifiedResultSet.class).roundTrips()).isGreaterThanOrEqualTo(pages);
      return ids;
    }
  }
}

package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.wire.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches ask for what they read together, and yet run as if row came after row. */
class BatchesTest {
  private static final String UPSERT =
      "INSERT INTO T (ID, AMOUNT) VALUES (?, ?) ON CONFLICT (ID)"
          + " DO UPDATE SET AMOUNT = T.AMOUNT + excluded.AMOUNT";

  private final FakeReplica replica = new FakeReplica();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = FakeConnection.open(replica, "");
  }

  private int[] batch(String sql, Object[]... rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private static Object[] row(Object... values) {
    return values;
  }

  /** Rows 0 to {@code count}, each with its number as amount. */
  private void insert(int count) throws SQLException {
    Object[][] rows = new Object[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = row(i, i);
    }
    assertThat(batch("INSERT INTO T (ID, AMOUNT) VALUES (?, ?)", rows)).hasSize(count);
    replica.requests.clear();
  }

  private List<String> rows() throws SQLException {
    List<String> out = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID, AMOUNT FROM T ORDER BY ID")) {
      while (rows.next()) {
        out.add(rows.getInt(1) + " " + rows.getBigDecimal(2).stripTrailingZeros().toPlainString());
      }
    }
    return out;
  }

  private long reads() {
    return replica.requests.stream().filter(r -> r instanceof Request.Read).count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE T SET AMOUNT = AMOUNT + 1 WHERE ID = ?",
        "DELETE FROM T WHERE ID = ?",
        "INSERT INTO T (ID, AMOUNT) VALUES (?, 1) ON CONFLICT (ID) DO UPDATE SET AMOUNT = 7",
        "MERGE INTO T USING (VALUES (?)) AS v(k) ON ID = k WHEN MATCHED THEN UPDATE SET AMOUNT = 7"
      })
  void readsOfManyRowsAreAskedForTogether(String sql) throws SQLException {
    insert(600);
    Object[][] keys = new Object[600][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = row(i * 7 % 600);
    }
    assertThat(batch(sql, keys)).hasSize(600).containsOnly(1);
    assertThat(reads()).isLessThanOrEqualTo(3);
  }

  @Test
  void rowsSeeWhatEarlierRowsWrote() throws SQLException {
    insert(3);
    String sql = "UPDATE T SET AMOUNT = AMOUNT * 2 + 1 WHERE ID = ?";
    assertThat(batch(sql, row(1), row(2), row(1), row(1), row(9), row(2)))
        .containsExactly(1, 1, 1, 1, 0, 1);
    assertThat(rows()).containsExactly("0 0", "1 15", "2 11");
    assertThat(batch(UPSERT, row(9, 1), row(1, 5), row(9, 2))).containsExactly(1, 1, 1);
    assertThat(rows()).containsExactly("0 0", "1 20", "2 11", "9 3");
    assertThat(batch("DELETE FROM T WHERE ID = ?", row(9), row(9), row(0)))
        .containsExactly(1, 0, 1);
    assertThat(rows()).containsExactly("1 20", "2 11");
  }

  @Test
  void rowsAreFoundWhereEarlierRowsPutThem() throws SQLException {
    insert(2);
    connection.setAutoCommit(false);
    assertThat(batch("UPDATE T SET ID = ID + 10 WHERE ID = ?", row(1), row(11), row(1), row(21)))
        .containsExactly(1, 1, 0, 1);
    assertThat(rows()).containsExactly("0 0", "31 1");
  }

  @Test
  void scansSeeAllThatEarlierRowsWrote() throws SQLException {
    insert(3);
    String sql = "UPDATE T SET AMOUNT = (SELECT SUM(AMOUNT) FROM T) WHERE ID = ?";
    assertThat(batch(sql, row(0), row(1), row(2))).containsExactly(1, 1, 1);
    assertThat(rows()).containsExactly("0 3", "1 6", "2 11");
  }

  @Test
  void whatRanBeforeAFailedRowStaysInTheTransaction() throws SQLException {
    insert(3);
    connection.setAutoCommit(false);
    BatchUpdateException e =
        catchThrowableOfType(
            BatchUpdateException.class,
            () ->
                batch(
                    "UPDATE T SET AMOUNT = 6 / (AMOUNT - 1) WHERE ID = ?", row(2), row(1), row(0)));
    assertThat(e.getSQLState()).isEqualTo("22012");
    assertThat(rows()).containsExactly("0 0", "1 1", "2 6");
  }

  @Test
  void aBatchRunsAsItsRowsOneByOne() throws SQLException {
    Random random = new Random(5);
    insert(8);
    TreeMap<Integer, Long> expected = new TreeMap<>();
    for (int i = 0; i < 8; i++) {
      expected.put(i, (long) i);
    }
    Object[][] rows = new Object[400][];
    int[] counts = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int one = random.nextInt(12);
      int two = random.nextInt(12);
      int added = random.nextInt(9);
      rows[i] = row(added, one, two);
      for (int key : one == two ? new int[] {one} : new int[] {one, two}) {
        if (expected.computeIfPresent(key, (k, v) -> (v * 3 + added) % 1000) != null) {
          counts[i]++;
        }
      }
    }
    String sql = "UPDATE T SET AMOUNT = MOD(AMOUNT * 3 + ?, 1000) WHERE ID = ? OR ID = ?";
    assertThat(batch(sql, rows)).containsExactly(counts);
    List<String> texts = new ArrayList<>();
    expected.forEach((k, v) -> texts.add(k + " " + v));
    assertThat(rows()).isEqualTo(texts);
  }
}

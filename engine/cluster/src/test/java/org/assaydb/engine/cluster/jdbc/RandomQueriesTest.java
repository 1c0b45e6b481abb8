package org.assaydb.engine.cluster.jdbc;

import static org.assaydb.engine.cluster.jdbc.RealCluster.rows;
import static org.assaydb.engine.cluster.jdbc.RealCluster.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.jdbc.VerifiedResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries on a table with indexes and summaries, each against the same query evaluated over
 * all rows of a table with neither, at its head, at earlier heights and over own writes. The same
 * transactions wrote both.
 */
@Timeout(7200)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomQueriesTest {
  private static final int SEEDS = Integer.getInteger("queries.seeds", 1);
  private static final long FIRST = Long.getLong("queries.first", 1);
  private static final int ROWS = Integer.getInteger("queries.rows", 240);
  private static final int QUERIES = Integer.getInteger("queries.queries", 60);

  /** No rule can see through it, and it holds for every row. */
  private static final String OPAQUE = " AND CHAR_LENGTH(CAST(id AS VARCHAR(12))) > 0";

  private static final List<String> KINDS =
      List.of(
          "aggregate on",
          "top by",
          "skip scan",
          "key range",
          "point lookup",
          "batched lookups by",
          " limit ",
          " descending");

  @TempDir static Path directory;
  private final Map<String, Integer> kinds = new TreeMap<>();
  private RealCluster cluster;
  private Connection connection;
  private List<Long> heights = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int asked;
  private int pushed;

  /** Queries that were answered from what the driver kept when they were asked again. */
  private int kept;

  @BeforeAll
  void start() throws SQLException {
    cluster = new RealCluster(directory);
    connection = cluster.connectTo(0, "trust");
  }

  @AfterAll
  void stop() throws SQLException {
    connection.close();
    cluster.close();
  }

  @Test
  void indexesAnswerWhatAllRowsAnswer() throws SQLException {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Random random = new Random(seed);
      RandomQueries queries = new RandomQueries(random, ROWS);
      load(queries, random);
      List<String> before = new ArrayList<>();
      for (int i = 0; i < QUERIES; i++) {
        String query = queries.query(heights);
        compare(seed, query, random);
        before.add(query);
        if (i % 10 == 9) {
          // What the driver kept of them must not outlive a change.
          both(queries.change());
          heights.add(height());
          for (String again : before) {
            compare(seed, again, random);
          }
          before.clear();
        }
      }
      overOwnWrites(seed, queries, random);
      run(connection, "DROP TABLE fast", "DROP TABLE plain");
    }
    System.out.println(
        asked + " queries, " + pushed + " not by full scans, " + kept + " kept: " + kinds);
    assertThat(wrong).isEmpty();
    assertThat(kinds.keySet()).containsAll(KINDS);
    assertThat(pushed).as("of %s", asked).isGreaterThan(asked * 3 / 4);
    assertThat(kept).as("of %s", asked).isGreaterThan(asked / 2);
  }

  private void load(RandomQueries queries, Random random) throws SQLException {
    heights = new ArrayList<>();
    for (String definition : queries.definitions()) {
      run(connection, definition);
    }
    run(connection, "CREATE TABLE plain " + RandomQueries.COLUMNS.formatted(""));
    connection.setAutoCommit(false);
    List<Object[]> rows = new ArrayList<>();
    for (int id = 0; id < ROWS; id++) {
      rows.add(queries.row(id));
    }
    insert("fast", rows);
    insert("plain", rows);
    connection.commit();
    heights.add(height());
    connection.rollback();
    for (int change = 0; change < 8; change++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        both(queries.change());
      }
      connection.commit();
      heights.add(height());
      connection.rollback();
    }
    connection.setAutoCommit(true);
  }

  private void insert(String table, List<Object[]> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS DATE))")) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private long height() throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT COUNT(*) FROM plain")) {
      return r.unwrap(VerifiedResultSet.class).height();
    }
  }

  private void both(String change) throws SQLException {
    try (Statement s = connection.createStatement()) {
      int changed = s.executeUpdate(fast(change, ""));
      assertThat(changed).as(change).isEqualTo(s.executeUpdate(plain(change, "")));
    }
  }

  private static String fast(String template, String at) {
    return template
        .replace("{T}", "fast")
        .replace("{R}", "fast" + at)
        .replace("{AT}", at)
        .replace("{H}", "_height")
        .replace("{W}", "");
  }

  private static String plain(String template, String at) {
    String all = "(SELECT * FROM plain" + at + " WHERE p = p" + OPAQUE + ")";
    return template
        .replace("{T}", "plain")
        .replace("{R}", all)
        .replace("{AT}", at)
        .replace("{H}", "ABS(_height)")
        .replace("{W}", OPAQUE);
  }

  private void compare(long seed, String template, Random random) throws SQLException {
    String at =
        random.nextInt(3) > 0
            ? ""
            : " FOR SYSTEM_TIME AS OF " + heights.get(random.nextInt(heights.size()));
    String sql = fast(template, at);
    String reference = plain(template, at);
    List<String> expected = rows(connection, reference);
    List<String> actual = rows(connection, sql);
    RealCluster.Answer repeated = RealCluster.read(connection, sql);
    kept += repeated.proofBytes() == 0 ? 1 : 0;
    if (!repeated.rows().equals(actual)) {
      wrong.add("seed " + seed + ": " + sql + " gives " + repeated.rows() + " again");
    }
    if (!template.contains("ORDER BY")) {
      Collections.sort(expected);
      Collections.sort(actual);
    }
    if (!actual.equals(expected)) {
      wrong.add("seed " + seed + ": " + sql + " gives " + actual + ", all rows " + expected);
    }
    String plan = rows(connection, "EXPLAIN PROOF " + sql).toString();
    asked++;
    pushed += plan.contains("full scan") && !plan.contains(" limit ") ? 0 : 1;
    KINDS.stream().filter(plan::contains).forEach(k -> kinds.merge(k, 1, Integer::sum));
    if (asked % 10 == 0) {
      // Nothing is read where no row can match.
      assertThat(rows(connection, "EXPLAIN PROOF " + reference))
          .as("seed %s: %s", seed, reference)
          .filteredOn(line -> !line.contains("skip scan by [FALSE]"))
          .allMatch(line -> line.contains("full scan on PK_PLAIN"))
          .noneMatch(line -> KINDS.stream().anyMatch(line::contains));
    }
  }

  private void overOwnWrites(long seed, RandomQueries queries, Random random) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (int i = 0; i < QUERIES / 3; i++) {
        if (i % 8 == 0) {
          both(queries.change());
        }
        compare(seed, queries.query(heights), random);
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}

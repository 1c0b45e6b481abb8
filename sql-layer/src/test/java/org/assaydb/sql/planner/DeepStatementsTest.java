package org.assaydb.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assaydb.sql.MemoryDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that nest deeper than a usual stack. */
class DeepStatementsTest {
  private final MemoryDatabase database = new MemoryDatabase();

  @BeforeEach
  void rows() {
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR(10))");
    database.run("INSERT INTO t VALUES (1, 'a'), (5, 'b')");
  }

  private List<Object> first(String sql, Object... parameters) {
    return database.query(sql, parameters).stream().map(row -> row[0]).toList();
  }

  private static String joined(int count, String between, String one) {
    return IntStream.range(0, count)
        .mapToObj(i -> one.replace("#", "" + i))
        .collect(Collectors.joining(between));
  }

  @Test
  void thousandsOfConditionsAreJoined() {
    assertThat(first("SELECT id FROM t WHERE " + joined(2000, " OR ", "id = #")))
        .containsExactly(1, 5);
    assertThat(first("SELECT id FROM t WHERE " + joined(2000, " OR ", "(id = # AND s <> 'x#')")))
        .containsExactly(1, 5);
    assertThat(first("SELECT id FROM t WHERE " + joined(2000, " AND ", "s <> 'x#'")))
        .containsExactly(1, 5);
  }

  @Test
  void longExpressionsAreComputed() {
    assertThat(first("SELECT " + joined(5000, "+", "1") + " FROM t WHERE id = 5"))
        .containsExactly(5000);
    assertThat(first("SELECT " + "(".repeat(3000) + "7" + ")".repeat(3000))).containsExactly(7);
  }

  @Test
  void parametersOfDeepStatementsAreCountedAndTyped() {
    String sql = "SELECT id FROM t WHERE " + joined(2000, " OR ", "id = ?");
    assertThat(database.planner.parameterCount(sql)).isEqualTo(2000);
    assertThat(first(sql, Collections.nCopies(2000, 5).toArray())).containsExactly(5);
  }

  @Test
  void longListsAreSearched() {
    assertThat(first("SELECT id FROM t WHERE id IN (" + joined(20_000, ", ", "#") + ")"))
        .containsExactly(1, 5);
  }
}

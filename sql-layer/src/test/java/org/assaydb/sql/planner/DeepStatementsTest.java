package org.assaydb.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.SqlLayerException;
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

  /** Operands that a plan repeats: up to some levels they are computed, beyond it is said. */
  @Test
  void whatDoublesWithEachLevelIsBounded() {
    for (String level :
        List.of(
            "CASE # WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END",
            "CASE WHEN # BETWEEN 0 AND 1 THEN 2 ELSE 1 END",
            "CASE WHEN # BETWEEN SYMMETRIC 1 AND 0 THEN 2 ELSE 1 END")) {
      String few = nested(level, 5);
      assertThat(first("SELECT " + few + " FROM t WHERE id = 1")).containsExactly(2);
      String many = nested(level, 60);
      assertThatThrownBy(() -> first("SELECT " + many + " FROM t"))
          .isInstanceOfSatisfying(
              SqlLayerException.class,
              e -> assertThat(e.sqlState()).isEqualTo(SqlStates.TOO_COMPLEX));
    }
    String beside = joined(5000, " + ", "CASE id WHEN # THEN 1 WHEN 1 THEN # ELSE 0 END");
    assertThat(first("SELECT " + beside + " FROM t WHERE id = 5")).containsExactly(1);
  }

  private static String nested(String level, int depth) {
    String text = "id";
    for (int i = 0; i < depth; i++) {
      text = level.replace("#", text);
    }
    return text;
  }

  @Test
  void longListsAreSearched() {
    assertThat(first("SELECT id FROM t WHERE id IN (" + joined(20_000, ", ", "#") + ")"))
        .containsExactly(1, 5);
  }
}

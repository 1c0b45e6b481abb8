package org.assaydb.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.Test;

class LocalDatabaseTest {
  private final LocalDatabase database = new LocalDatabase(new CalcitePlanner());

  private List<List<Object>> rows(String sql) {
    return database.query(sql).stream().map(List::of).toList();
  }

  @Test
  void keepsWhatStatementsWrite() {
    database.run("CREATE TABLE t (k INTEGER PRIMARY KEY, v INTEGER)");
    database.run("INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)");

    assertThat(database.run("UPDATE t SET k = k + 1")).isEqualTo(3);
    assertThat(database.run("DELETE FROM t WHERE v = 20")).isEqualTo(1);
    assertThat(rows("SELECT k, v FROM t ORDER BY k"))
        .containsExactly(List.of(2, 10), List.of(4, 30));
  }

  @Test
  void refusesDoubledKeysAndChangesNothing() {
    database.run("CREATE TABLE t (k INTEGER PRIMARY KEY)");
    database.run("INSERT INTO t VALUES (1)");

    for (String sql : List.of("INSERT INTO t VALUES (2), (1)", "INSERT INTO t VALUES (3), (3)")) {
      assertThatThrownBy(() -> database.run(sql))
          .asInstanceOf(type(SqlLayerException.class))
          .extracting(SqlLayerException::sqlState)
          .isEqualTo("23505");
    }
    assertThat(rows("SELECT k FROM t")).containsExactly(List.of(1));
  }

  @Test
  void readsThroughIndexesMadeBeforeAndAfterTheRows() {
    database.run("CREATE TABLE t (a INTEGER, b VARCHAR(5))");
    database.run("CREATE INDEX t_a ON t (a)");
    database.run("INSERT INTO t VALUES (2, 'x'), (1, 'y'), (2, 'z')");
    database.run("CREATE INDEX t_b ON t (b) INCLUDE (a)");

    assertThat(rows("SELECT b FROM t WHERE a = 2 ORDER BY b"))
        .containsExactly(List.of("x"), List.of("z"));
    assertThat(rows("SELECT a FROM t WHERE b = 'y'")).containsExactly(List.of(1));
    database.run("DROP INDEX t_a");
    assertThat(rows("SELECT COUNT(*) FROM t WHERE a = 2")).containsExactly(List.of(2L));
    database.run("DROP TABLE t");
    assertThat(database.catalog().tables()).isEmpty();
  }

  @Test
  void sealedTablesGiveTheSameRows() throws Exception {
    database.run("CREATE TABLE t (k INTEGER PRIMARY KEY, v VARCHAR(5))");
    database.run("CREATE TABLE bare (k INTEGER PRIMARY KEY)");
    for (int i = 0; i < 3_000; i++) {
      database.run("INSERT INTO t VALUES (?, ?)", i, i % 7 == 0 ? null : "v" + i % 5);
    }
    SealedTables sealed = SealedTables.of(database);
    ExecutionContext context = new ExecutionContext(sealed, sealed.stateHeight(), 0);
    for (String sql :
        List.of(
            "SELECT k, v FROM t WHERE k BETWEEN 100 AND 2500 ORDER BY k DESC",
            "SELECT v, COUNT(*) FROM t GROUP BY v ORDER BY v",
            "SELECT v FROM t WHERE k = 17",
            "SELECT COUNT(*) FROM bare")) {
      PlannedStatement.Query query = (PlannedStatement.Query) database.plan(sql);

      assertThat(LocalDatabase.rows(query, context))
          .as(sql)
          .isNotEmpty()
          .usingRecursiveComparison()
          .isEqualTo(database.query(sql));
    }
  }
}

package org.assaydb.sql.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An index may be read by an operand that fails, but the error is that of the rows that pass the
 * conditions before it. PostgreSQL computes such constants while it plans, so it is no oracle here.
 */
class GuardedReadsTest {
  private final MemoryDatabase database = new MemoryDatabase();

  @BeforeEach
  void rows() {
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)");
    database.run("CREATE INDEX t_a ON t (a)");
    database.run("INSERT INTO t VALUES (2, 0), (5, 2)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM t WHERE a > # AND id = 10 / 0",
        "SELECT id FROM t WHERE a > # AND id < 10 / 0 ORDER BY id LIMIT 1",
        "SELECT id FROM t WHERE a > # AND id IN (7, 10 / 0)",
        "SELECT id FROM t WHERE a > # AND (id = 7 OR id = 10 / 0)",
        "SELECT id FROM t WHERE a > # AND id BETWEEN 10 / 0 AND 5",
        "SELECT a, COUNT(*) FROM t WHERE id > # AND a = 10 / 0 GROUP BY a",
        "SELECT x.id FROM t x JOIN t y ON x.id = y.id WHERE x.a > # AND y.id = 10 / 0",
        "SELECT x.id FROM t x, LATERAL (SELECT y.id FROM t y WHERE x.a > # AND y.id = 10 / 0) z",
        "SELECT x.id FROM t x WHERE EXISTS (SELECT 1 FROM t y WHERE x.a > # AND y.id = 10 / 0)",
        "SELECT id FROM t WHERE a > # AND id = (SELECT 10 / 0 FROM t y WHERE y.id = 2)",
      })
  void anOperandFailsForTheRowsThatReachItAlone(String sql) {
    assertThat(database.query(sql.replace("#", "100"))).isEmpty();
    assertThatThrownBy(() -> database.query(sql.replace("#", "-1")))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("22012"));
  }
}

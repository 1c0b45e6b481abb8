package org.assaydb.sql.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assaydb.sql.MemoryDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontendTest {
  private final MemoryDatabase database = new MemoryDatabase();

  @BeforeEach
  void rows() {
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR(5))");
    database.run("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
  }

  private List<Object> first(String sql, Object... parameters) {
    return database.query(sql, parameters).stream().map(row -> row[0]).toList();
  }

  @Test
  void aSecondTryOfTheValidatorAppliesOffsetOnce() {
    String part = "(SELECT id, s FROM t ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY) x";

    // A parameter inside CASE and one without context have no type at first.
    assertThat(
            first("SELECT id FROM " + part + " WHERE CASE WHEN s = ? THEN s ELSE s END > 'a'", "b"))
        .containsExactlyInAnyOrder(2, 3);
    assertThat(first("SELECT id, ? FROM " + part, "z")).containsExactlyInAnyOrder(2, 3);
    assertThat(
            first(
                "SELECT (SELECT MIN(id) FROM " + part + ") FROM t WHERE id = 1 AND ? = ?",
                "q",
                "q"))
        .containsExactly(2);
  }

  @Test
  void aPartThatStandsTwiceInOneStatementAppliesOffsetOnce() {
    String second = "(SELECT id FROM t ORDER BY id OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY)";

    assertThat(first("SELECT COALESCE(NULLIF(" + second + ", 9), 7) FROM t WHERE id = 1"))
        .containsExactly(2);
    assertThat(first("SELECT id FROM t WHERE " + second + " BETWEEN 2 AND 2 AND id = 1"))
        .containsExactly(1);
    database.run(
        "MERGE INTO t USING (VALUES (1), (9)) AS n (k) ON t.id = n.k"
            + " WHEN MATCHED AND "
            + second
            + " = 2 THEN UPDATE SET s = 'x'"
            + " WHEN MATCHED THEN UPDATE SET s = 'y'"
            + " WHEN NOT MATCHED AND "
            + second
            + " = 2 THEN INSERT VALUES (n.k, 'n')");
    assertThat(first("SELECT s FROM t WHERE id IN (1, 9) ORDER BY id")).containsExactly("x", "n");
    database.run(
        "INSERT INTO t VALUES (1, 'q') ON CONFLICT (id) DO UPDATE SET s = CAST("
            + second
            + " AS VARCHAR(5))");
    assertThat(first("SELECT s FROM t WHERE id = 1")).containsExactly("2");
  }
}

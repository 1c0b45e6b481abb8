package org.assaydb.sql.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters and reads of INSERT ... ON CONFLICT; what it means is in the case files. */
class OnConflictTest {
  private MemoryDatabase db;

  @BeforeEach
  void open() {
    db = Fixture.database(new CalcitePlanner());
  }

  private List<String> rows(String sql) {
    return db.query(sql).stream().map(Fixture::text).toList();
  }

  @Test
  void parametersOfTheRowsAndOfTheClauseAreNumberedThrough() {
    String sql =
        "insert into t (id, a, b) values (?, ? + 1, ?), (?, 0, 'k') on conflict (id)"
            + " do update set a = t.a + excluded.a + ?, b = ?, d = ? where t.a > ?";
    ColumnType integer = ColumnType.of(Kind.INTEGER);
    PlannedStatement.Update update =
        (PlannedStatement.Update)
            db.planner.plan(sql, db.catalog(), Arrays.asList(null, integer, null, null, integer));
    assertThat(update.parameterTypes()).hasSize(8);
    assertThat(update.parameterTypes().get(6)).isEqualTo(ColumnType.decimal(10, 2));
    assertThat(update.assignedParameters()).containsExactlyInAnyOrder(0, 2, 3, 5, 6);
    Object[] values = {1, 5, "p", 77, 100, "q", new BigDecimal("1.5"), 9};
    assertThat(db.run(update, values)).isEqualTo(2);
    assertThat(rows("select id, a, b, d from t where id in (1, 77)"))
        .containsExactly("1 | 116 | q | 1.50", "77 | 0 | k | null");
    assertThat(db.planner.parameterCount(sql)).isEqualTo(8);
  }

  @Test
  void typesThatWereSetDecideInTheClause() {
    ColumnType number = ColumnType.decimal(3, 1);
    String sql = "insert into t (id) values (?) on conflict (id) do update set a = t.a * ?";
    PlannedStatement.Update update =
        (PlannedStatement.Update)
            db.planner.plan(sql, db.catalog(), Arrays.asList(ColumnType.of(Kind.INTEGER), number));
    assertThat(update.parameterTypes().get(1)).isEqualTo(number);
    assertThat(update.execute(db.context(), new Object[] {1, new BigDecimal("1.5")}).rowCount())
        .isOne();
  }

  @Test
  void onlyTheKeysThatAreProposedAreRead() {
    for (String action : List.of("nothing", "update set a = excluded.a")) {
      db.reads.clear();
      db.run("insert into t (id, a) values (1, 2), (9, 3) on conflict (id) do " + action);
      assertThat(db.reads)
          .singleElement()
          .isInstanceOfSatisfying(
              ReadSpec.Lookup.class, lookup -> assertThat(lookup.keys()).hasSize(2));
    }
  }

  @Test
  void explainShowsTheReads() {
    assertThat(rows("explain proof insert into t (id) values (1) on conflict (id) do nothing"))
        .singleElement()
        .asString()
        .contains("PK_T");
  }
}

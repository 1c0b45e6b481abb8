package org.assaydb.sql.change;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Parameters and reads of MERGE; what it means is in the case files. */
class MergeTest {
  private MemoryDatabase db;

  @BeforeEach
  void open() {
    db = Fixture.database(new CalcitePlanner());
  }

  private List<String> rows(String sql) {
    return db.query(sql).stream().map(Fixture::text).toList();
  }

  @Test
  void parametersAreNumberedThroughAllClauses() {
    String sql =
        "merge into t using (values (?, ?)) as v(k, n) on t.id = v.k and t.a > ?"
            + " when matched and n < ? then update set a = ?, b = t.b || ?"
            + " when not matched and n > ? then insert (id, a, b) values (k, n + ?, ?)";
    ColumnType integer = ColumnType.of(Kind.INTEGER);
    List<ColumnType> given =
        Arrays.asList(integer, integer, integer, integer, null, null, integer, integer, null);
    PlannedStatement.Update merge =
        (PlannedStatement.Update) db.planner.plan(sql, db.catalog(), given);
    assertThat(merge.parameterTypes()).hasSize(9);
    assertThat(merge.assignedParameters()).containsExactlyInAnyOrder(4, 8);
    assertThat(db.run(merge, 1, 5, 9, 6, "77", "+", 0, 0, "")).isOne();
    assertThat(db.run(merge, 40, 5, 9, 6, "77", "+", 4, 100, "ins")).isOne();
    assertThat(db.run(merge, 41, 5, 9, 6, "77", "+", 5, 100, "ins")).isZero();
    assertThat(rows("select id, a, b from t where id in (1, 40, 41)"))
        .containsExactly("1 | 77 | x+", "40 | 105 | ins");
  }

  @Test
  void fewRowsAreLookedUpByTheirKeys() {
    db.reads.clear();
    db.run(
        "merge into t using (values (1, 'm'), (50, 'n')) as v(k, n) on t.id = v.k"
            + " when matched then update set b = n when not matched then insert (id, b) values (k, n)");
    assertThat(db.reads)
        .singleElement()
        .isInstanceOfSatisfying(
            ReadSpec.Lookup.class, lookup -> assertThat(lookup.keys()).hasSize(2));
  }

  @Test
  void explainShowsThePlan() {
    assertThat(rows("explain proof merge into t using u on t.id = k2 when matched then delete"))
        .hasSize(2);
    for (String sql :
        List.of(
            "merge into t using u on t.id = k2 when matched then delete",
            "update t set a = 1 from u",
            "delete from t using u",
            "insert into t (id) values (1) on conflict do nothing",
            "truncate t")) {
      assertThat(rows("explain plan for " + sql)).as(sql).anyMatch(line -> line.contains("T"));
    }
  }
}

package org.assaydb.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.execution.CompiledQuery;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and Calcite's give the same columns, parameters, reads and rows. */
class DirectPlannerTest {
  private static final CalcitePlanner LONG =
      new CalcitePlanner(PlannerOptions.all().withDirect(false));
  private static MemoryDatabase db;

  private final Random random = new Random(99);

  @BeforeAll
  static void open() {
    db = Fixture.database(new CalcitePlanner());
    Random random = new Random(5);
    for (int id = 10; id < 60; id++) {
      db.run(
          "insert into t (id, a, b, d, c) values (?, ?, ?, ?, ?)",
          id,
          random.nextInt(4) == 0 ? null : random.nextInt(6),
          random.nextInt(4) == 0 ? null : "abcxyz".substring(random.nextInt(6)),
          random.nextInt(4) == 0 ? null : random.nextInt(500) / 4.0,
          "c" + random.nextInt(3));
    }
  }

  private static List<String> rows(CalcitePlanner planner, String sql, Object... parameters) {
    return db.query(planner, sql, parameters).stream().map(Fixture::text).toList();
  }

  private static void assertSame(String sql, Object... parameters) {
    var direct = (PlannedStatement.Query) db.planner.plan(sql, db.catalog());
    var other = (PlannedStatement.Query) LONG.plan(sql, db.catalog());
    assertThat(direct).as(sql).matches(p -> ((CompiledQuery) p).isDirect());
    assertThat(other).matches(p -> !((CompiledQuery) p).isDirect());
    assertThat(direct.columns()).as(sql).isEqualTo(other.columns());
    assertThat(direct.parameterTypes()).as(sql).isEqualTo(other.parameterTypes());
    boolean any = sql.contains("limit") || sql.contains("offset");
    List<String> expected = rows(LONG, sql, parameters);
    List<String> actual = rows(db.planner, sql, parameters);
    assertThat(any ? actual.size() : actual.stream().sorted().toList())
        .as(sql)
        .isEqualTo(any ? expected.size() : expected.stream().sorted().toList());
  }

  @Test
  void namedQueriesAreTheSame() {
    assertSame("select * from t");
    assertSame("select x.b as \"bee\", id from public.t as x where x.id = 3");
    assertSame("select b, b as b2 from t where id = ?", 3);
    assertSame("select id from t where d between ? and ? and b <> ?", 1, "50.5", "x");
    assertSame("select id from t where id in (?, 12, 13.5, 14.0)", 11);
    assertSame("select id from t where a = ? and b is not null", (Object) null);
    assertSame("select k2, u from u where u = uuid '123e4567-e89b-12d3-a456-426614174000'");
    assertSame("select k2, bin from u where k1 = 'p' and 1 <= k2");
    assertSame("select tm from nokey where dt > date '2020-01-01' and tm < time '12:00:00'");
    assertSame("select x from nokey where y = true");
    assertSame("select id, ts from t where ts >= timestamp '2026-01-01 00:00:00' limit 5");
    assertSame("select id from t where b >= 'b' limit 3 offset 2");
    assertSame("select id from t offset 7 rows");
    assertSame("select id from t where b = 'it''s' fetch next 2 rows only");
    assertSame("select id, c from t where id >= 3 and id < 20 and a is null");
  }

  @Test
  void randomQueriesAreTheSame() {
    String[] ops = {"=", "<>", "<", "<=", ">", ">="};
    String[][] columns = {
      {"id", "3", "12", "40", "99", "12.5"},
      {"a", "0", "3", "5", "-1", "2.5"},
      {"b", "'abcxyz'", "'x'", "''", "'z'", "'y'"},
      {"d", "0", "50.25", "99.255", "-2", "12345678901"}
    };
    for (int i = 0; i < 80; i++) {
      List<String> where = new ArrayList<>();
      for (int k = random.nextInt(3); k >= 0; k--) {
        String[] column = columns[random.nextInt(columns.length)];
        String one = column[1 + random.nextInt(5)];
        String two = column[1 + random.nextInt(5)];
        where.add(
            switch (random.nextInt(6)) {
              case 0 -> column[0] + " is null";
              case 1 -> column[0] + " in (" + one + ", " + two + ")";
              case 2 -> column[0] + " between " + one + " and " + two;
              default -> column[0] + " " + ops[random.nextInt(ops.length)] + " " + one;
            });
      }
      String limit = random.nextInt(4) == 0 ? " limit " + random.nextInt(9) : "";
      assertSame("select id, a, b, d, c from t where " + String.join(" and ", where) + limit);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id + 1 from t",
        "select id from t where id = 1 or a = 2",
        "select id from t where c = 'ab'",
        "select v from u where v = 1",
        "select a, a from t",
        "select id from t where a = 1e0",
        "select id from t where a = null",
        "select id from t where id = a",
        "select distinct a from t",
        "select id from t order by id",
        "select count(*) from t",
        "select t.id from t, u",
        "select id from t where id not between 1 and 3",
        "select id from t where ts < current_timestamp",
        "select id from t for system_time as of 7"
      })
  void everythingElseTakesTheLongWay(String sql) {
    assertThat(db.planner.plan(sql, db.catalog())).matches(p -> !((CompiledQuery) p).isDirect());
    assertThat(rows(db.planner, sql)).isEqualTo(rows(LONG, sql));
  }
}

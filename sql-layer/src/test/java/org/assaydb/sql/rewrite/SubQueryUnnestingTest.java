package org.assaydb.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubQueryUnnestingTest {
  private static RelNode unnested(RelNode plan) {
    return Rewrites.only(java.util.Set.of(Rewrites.Rewrite.SUB_QUERIES)).apply(plan);
  }

  private static String plan(String sql) {
    return Queries.text(unnested(Differential.QUERIES.plan(sql)));
  }

  private static UnaryOperator<RelNode> all() {
    return new Rewrites()::apply;
  }

  /** These become joins. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from a where exists (select 1 from b where b.x = a.x)",
        "select * from a where not exists (select 1 from b where b.x = a.x and b.y = 1)",
        "select * from a where exists (select 1 from b where b.x < a.x or b.y is null and a.y = 1)",
        "select * from a where exists (select b.y + a.y from b where b.x = a.x order by 1)",
        "select * from a where exists (select b.y from b where b.x = a.x limit 1)",
        "select * from a where exists (select b.y, count(*) from b where b.x = a.x group by b.y)",
        "select * from a where exists (select distinct b.y from b where b.x = a.x)",
        "select * from a where exists (select sum(y) over () from b where b.x = a.x)",
        "select * from a where exists (select 1 from b, c where b.x = a.x and c.y = b.y)",
        "select * from a where exists (select 1 from b join c on c.y = b.y and c.x = a.x)",
        "select * from a where exists (select 1 from (select * from b where b.x = a.x) p cross join"
            + " (select * from c where c.y = a.y) q)",
        "select * from a where exists (select 1 from b left join c on b.y = c.y where b.x = a.x)",
        "select * from a where exists (select 1 from b left join c on b.y = c.y where b.x = a.x"
            + " and c.x is null)",
        "select * from a where exists (select 1 from b where b.x = a.x"
            + " and exists (select 1 from c where c.y = b.y))",
        "select * from a where y <> 0 and exists (select 1 from b where b.x = 1 / a.y)",
        "select * from a where exists (select 1 from b where b.x = a.x and b.y <> 0"
            + " and 1 / b.y = 1)",
        "select * from a where exists (select 1 from b where b.x = a.x) and 1 / y = 1",
        "select * from a where exists (select 1 from b full join c on b.y = c.y where b.x = a.x)",
        "select * from a where x in (select y from b)",
        "select * from a where x in (select distinct y from b)",
        "select * from a where x in (select y from b group by y)",
        "select * from a where x in (select y + 1 from b)",
        "select * from a where x in (select y from b where b.x = a.y)",
        "select * from a where (x, y) in (select y, x from b)",
        "select * from a where x in (select y from b order by x limit 1)",
        "select * from a where x in (select y from b union select x from c)",
        "select * from a where x in (select max(y) from b group by x having count(*) > 1)",
        "select * from a where x in (select count(*) over (partition by y) from b)",
        "select * from n where x not in (select y from n as m)",
        "select * from n where x not in (select x from k)",
        "select * from a where x not in (select b.y from b where b.x = a.y)",
        "select * from a where (x, y) not in (select b.y, b.x from b where b.x = a.y)",
        "select * from n where (x, y) not in (select m.y, m.x from n as m where m.x = n.y)",
        "select * from a where x = (select max(y) from b where b.x = a.x)",
        "select * from a where x > (select count(*) from b where b.x = a.x)",
        "select * from a where x >= (select count(b.y) from b where b.x = a.x)",
        "select * from a where x = 1 or x > (select count(*) - 1 from b where b.x = a.x)",
        "select * from a where (select count(*) from b where b.x = a.x) = 0",
        "select * from a where (select sum(y) from b where b.x = a.x) is null",
        "select * from a where (select coalesce(sum(y), 7) from b where b.x = a.x) = 7",
        "select x, (select max(b.y) from b where b.x = a.x) from a",
        "select x, (select count(*) from b where b.x = a.x) from a",
        "select x, (select 5 + count(distinct b.y) * 2 from b where b.x = a.x) from a",
        "select x, (select case when q.m is null then 3 else a.y end from"
            + " (select max(b.y) as m from b where b.x = a.x) q) from a",
        "select x, (select 3 from (select max(y) from b where b.x = a.x) q) from a",
        "select x, (select max(b.y) from b where b.x = a.x),"
            + " (select min(c.y) from c where c.x = a.x) + x from a",
        "select x, (select max(b.y) from b where b.x = a.x and b.y = a.y) from a",
        "select x, (select count(*) filter (where b.y = 1) from b where b.x = a.x) from a",
        "select x, (select avg(b.y) from b where a.x = b.x and b.y is not null) from a",
        "select x, (select max(b.y) from b join c on b.y = c.y where b.x = a.x and c.x = a.y)"
            + " from a",
        "select x, (select count(c.x) from b left join c on b.y = c.y where b.x = a.x) from a",
        "select a.x, count(*) from a group by a.x having count(*) > (select count(*) from b"
            + " where b.x = a.x)",
        "select q.w, (select sum(b.y) from b where b.x = q.w) from (select x as w from a) q",
        "select * from a where x in (select x from b where b.y > (select count(*) from c"
            + " where c.x = b.x) and b.y = a.y)",
        "select * from n where x = (select max(m.y) from n as m where m.x = n.x)",
      })
  void becomesAJoinWithTheSameRows(String sql) {
    RelNode after = Differential.check(sql, SubQueryUnnestingTest::unnested, all());
    assertThat(Queries.text(after)).doesNotContain("$cor").doesNotContainPattern("\\bIN\\(");
  }

  /** These stay as they are, or in part. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from a where exists (select 1 from b)",
        "select * from a where exists (select max(y) from b where b.x = a.x)",
        "select * from a where exists (select b.y from b where b.x = a.x offset 1)",
        "select * from a where exists (select b.y from b where b.x = a.x limit 0) or y = 1",
        "select * from a where exists (select 1 from (select x from b where b.x = a.x order by y"
            + " limit 1) q where q.x = 1)",
        "select * from a where exists (select b.y from b where b.x = a.x group by b.y"
            + " having count(*) > 1)",
        "select * from a where exists (select y from b where b.x = a.x union select y from c)",
        "select * from a where exists (select 1 from b left join (select * from c where c.x = a.x) q"
            + " on b.y = q.y where q.y is null)",
        "select * from a where exists (select 1 from (select y, count(*) over () as n from b"
            + " where b.x = a.x) q where n = 1)",
        "select * from a where x = 1 or exists (select 1 from b where b.x = a.x)",
        "select * from a where x = 1 or x in (select y from b)",
        "select * from a where x not in (select y from b)",
        "select * from n where x not in (select y from b)",
        "select * from a where x not in (select y from n)",
        "select * from a where (x, y) not in (select x, y from b)",
        "select * from a where not (x in (select y from b) or y = 1)",
        "select * from a where x < some (select y from b)",
        "select * from a where x >= all (select y from b where b.x = a.x)",
        "select * from a where x not in (select b.y from b where b.x > a.y)",
        "select x, exists (select 1 from b where b.x = a.x) from a",
        "select x, x in (select y from b) from a",
        "select * from a left join b on a.x = b.x and b.y not in (select y from c)",
        "select * from a left join b on a.x = b.x and exists (select 1 from c where c.x = b.y)",
        "select x, (select b.y from b where b.x = a.x) from a",
        "select x, (select max(b.y) from b) from a",
        "select x, (select max(b.y) from b where b.x < a.x) from a",
        "select x, (select max(b.y) from b where b.x = a.x or b.y = a.y) from a",
        "select x, (select max(b.y + a.y) from b where b.x = a.x) from a",
        "select x, (select max(1 / b.y) from b where b.x = a.x) from a",
        "select x, (select max(b.y) from b where b.x = 1 / a.x) from a where x = 1",
        "select x, (select max(b.y) from b where b.x = a.x group by b.y) from a",
        "select x, (select max(b.y) from b where b.x = a.x having count(*) > 1) from a",
        "select x, (select max(y) from (select y from b where b.x = a.x limit 1) q) from a",
        "select x, (select sum(n) from (select b.y, count(*) as n from b where b.x = a.x group by"
            + " b.y) q) from a",
        "select w.x, (select count(*) from (select * from a p where p.x = w.x) q"
            + " left join (select * from b r where r.x = w.x) s on q.y = s.y) from c w",
        "select x, (select max(b.y) from b where b.x = a.x and b.y = (select min(c.y) from c"
            + " where c.x = a.y)) from a",
        "select * from a where exists (select 1 from b where exists (select 1 from c"
            + " where c.x = a.x and c.y = b.y))",
      })
  void staysWhereItIsNotProved(String sql) {
    RelNode after = Differential.check(sql, SubQueryUnnestingTest::unnested, all());
    assertThat(Queries.text(after)).containsPattern("\\b(EXISTS|IN|SOME|SCALAR_QUERY)\\b|SOME");
  }

  @Test
  void plansAreAsTheyWereLookedAt() {
    Goldens.check("/rewrite/subqueries.plans", SubQueryUnnestingTest::plan);
  }
}

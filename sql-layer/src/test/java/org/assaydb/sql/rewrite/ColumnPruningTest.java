package org.assaydb.sql.rewrite;

import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnPruningTest {
  private static RelNode pruned(RelNode plan) {
    return Rewrites.only(java.util.Set.of(Rewrites.Rewrite.COLUMNS)).apply(plan);
  }

  private static String plan(String sql) {
    return Queries.text(pruned(Differential.QUERIES.plan(sql)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select y from a",
        "select count(*) from a",
        "select count(*) from a, b where a.x = b.x",
        "select count(*) from (select x + 1, y from a) q",
        "select 1 from a where x = 1",
        "select b.y from a join b on a.x = b.x",
        "select b.y from a join b on a.x = b.x join c on c.y = a.y",
        "select 1 from a cross join b",
        "select a.y from a left join b on a.x = b.x",
        "select b.y from a right join b on a.x = b.x",
        "select a.x from a full join b on a.y = b.y",
        "select n from (select x, count(*) as n, sum(y) as s from a group by x) q",
        "select s from (select y, x, sum(x) as s from a group by y, x) q where x = 1",
        "select 1 from (select count(*) as n from a) q",
        "select 1 from (select x from a group by x) q",
        "select 1 from (select sum(x), max(y) from a group by grouping sets ((x), (y), ())) q",
        "select n from (select x, y, count(*) as n from a group by rollup (y, x)) q",
        "select count(distinct y) filter (where x = 1) from (select x, y, 1 as i from a) q",
        "select x from (select x, sum(y) over (partition by x) as s from a) q",
        "select s from (select x, y, count(*) over (partition by y) as s from a) q",
        "select q.x from (select x, y from a union all select y, x from b) q",
        "select 1 from (select x, y from a union all select y, x from b) q",
        "select q.x from (select x, y from a union select y, x from b) q",
        "select q.x from (select x, y from a intersect all select y, x from b) q",
        "select q.x from (select x, y from a except select y, x from b) q",
        "select x from (select x, y from a order by y, x limit 1) q",
        "select y from (select x, y from a order by x, y limit 2 offset 1) q",
        "select 1 from (select x, y from a order by x limit 1) q",
        "select y from a where exists (select x, y from b where b.x = a.x)",
        "select y from a where x in (select y from b where b.x = a.x)",
        "select y from (select x + 1 as z, x, y from a) q where exists"
            + " (select 1 from b where b.y = q.x)",
        "select (select max(b.y) from b where b.x = a.y) from a",
        "select q.y from (select x, x as w, y from a) q where q.y = (select count(*) from b"
            + " where b.x = q.w and exists (select 1 from c where c.y = q.y and c.x = b.y))",
        "select a.y from a join b on a.x = b.x where exists (select 1 from c where c.x = b.y)",
        "select q.z from a, lateral (select b.y as z, b.x from b where b.x = a.y) q",
        "select a.x from a, lateral (select b.y as z, b.x from b where b.x = a.y) q",
        "select a.x from a left join lateral (select b.y as z from b where b.x = a.y) q on true",
        "select 1 from (values (1, 2), (3, 4)) v (i, j), a where v.j = 2",
        "select p.w, p.z from (select y as z, x as w from a) p",
        "select y, x, y from a",
        "select z from (select x + y as z, x from a) q where z = 1",
        "select z, z from (select x + y as z, x from a) q",
      })
  void givesTheSameRows(String sql) {
    Differential.check(sql, ColumnPruningTest::pruned);
  }

  @Test
  void plansAreAsTheyWereLookedAt() {
    Goldens.check("/rewrite/columns.plans", ColumnPruningTest::plan);
  }
}

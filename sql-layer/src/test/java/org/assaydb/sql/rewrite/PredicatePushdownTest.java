package org.assaydb.sql.rewrite;

import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredicatePushdownTest {
  private static RelNode pushed(RelNode plan) {
    return new PredicatePushdown(plan.getCluster().getRexBuilder()).rewrite(plan);
  }

  private static String plan(String sql) {
    return Queries.text(pushed(Differential.QUERIES.plan(sql)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from a, b where a.x = b.x and a.y = 1 and b.y is null",
        "select * from (select x, y from a where y = 1) q where x = 0 or x is null",
        "select a.x from a left join b on a.x = b.x and b.y = 1 and a.y = 0 where a.x = 1",
        "select * from a left join b on a.x = b.x where b.y = 1",
        "select * from a left join b on a.x = b.x where b.y is null",
        "select * from a left join b on a.x = b.x where b.y is not null",
        "select * from a left join b on a.x = b.x where b.y = 1 or b.x = 0",
        "select * from a left join b on a.x = b.x where b.y = 1 or a.y = 0",
        "select * from a left join b on a.x = b.x where not (b.y = 1)",
        "select * from a left join b on a.x = b.x where (b.y = 1) is not true",
        "select * from a left join b on a.x = b.x where (b.y = 1) is true and a.y + b.y = 1",
        "select * from a left join b on a.x = b.x where coalesce(b.y, 1) = 1",
        "select * from a right join b on a.x = b.x and b.y = 0 and a.y = 1 where a.x is null",
        "select * from a right join b on a.x = b.x and a.y = 1 where a.y = 1 and b.y = 0",
        "select * from a full join b on a.x = b.x and a.y = 1 and b.y = 0",
        "select * from a full join b on a.x = b.x where a.y = 1",
        "select * from a full join b on a.x = b.x where b.y = 1",
        "select * from a full join b on a.x = b.x where b.y = a.y",
        "select * from a full join b on a.x = b.x where b.y = 1 or a.y = 1",
        "select * from a join b on a.x = b.x where a.y = 1 or b.y = 0",
        "select * from a, b where (a.x = b.x and a.y = 1) or (a.x = b.x and b.y = 0)",
        "select * from a, b where (a.x = 1 and b.y = 1) or (a.x = 0 and b.y = 0 and a.y = b.x)",
        "select * from a left join b on (a.x = 1 and b.y = 1) or (a.x = 0 and b.y = 0)",
        "select * from (select x, count(*) as n from a group by x) q where x = 1 and n > 1",
        "select * from (select count(*) as n from a) q where n > 1",
        "select * from (select 1 as i, count(*) as n from a) q where i = 0 or n = 0",
        "select * from (select x, y, count(*) as n from a group by grouping sets ((x), (y), ())) q"
            + " where x is null",
        "select x, count(*) from a group by x having x = 1 and count(*) > 0",
        "select * from (select x, y from a union all select y, x from b) q where x = 1",
        "select * from (select x, y from a union select y, x from b) q where x = 1",
        "select * from (select x from a intersect all select y from b) q where x = 1",
        "select * from (select x from a except all select y from b) q where x is null",
        "select * from (select x from a except select y from b) q where x = 1",
        "select * from (select * from a order by x) q where y = 1",
        "select * from (select * from a order by x, y limit 1) q where y = 1",
        "select * from (select x, sum(y) over (partition by x) as s from a) q where x = 1",
        "select * from (select x, sum(y) over (partition by x) as s from a) q where s = 1",
        "select * from (select x, y, count(*) over () as s from a) q where x = 1",
        "select * from a where exists (select 1 from b where b.x = a.x) and y = 1",
        "select * from (select * from a where x in (select x from b)) q where y = 1",
        "select * from a, b where a.x = b.x and exists (select 1 from c where c.x = a.x)"
            + " and b.y = 1",
        "select * from a, lateral (select b.y as z from b where b.x = a.x) q where q.z = 1"
            + " and a.y = 0",
        "select * from a left join lateral (select b.y as z from b where b.x = a.x) q on true"
            + " where q.z = 1",
        "select * from (select x + 1 as z, y from a) q where z = 1 and y = 1",
        "select * from (select coalesce(x, 0) as z, y from a) q where z = 1 and y = 1",
        "select * from a where y <> 0 and 1 / y = 1",
        "select * from (select * from a where y <> 0) q where 1 / y = 1 and x = 1",
        "select * from a, b where a.x = b.x and 1 / b.y = 1",
        "select * from a, b where a.x = b.x and b.y <> 0 and 1 / b.y = 1 and a.y = 1",
        "select * from a join b on a.x = b.x and 1 / b.y = 1",
        "select * from (select x, y from a group by x, y) q where y <> 0 and 1 / y = 1",
        "select * from a where exists (select 1 from b where b.x = a.x and b.y <> 0"
            + " and 1 / b.y = 1)",
        "select * from a where (x = 1 and y = 0) or (x = 1 and y is null) or x = 1",
        "select * from a where (y <> 0 and 1 / y = 1 and x = 1) or (x = 0 and 1 / y = 1)",
      })
  void givesTheSameRows(String sql) {
    Differential.check(sql, PredicatePushdownTest::pushed);
  }

  @Test
  void plansAreAsTheyWereLookedAt() {
    Goldens.check("/rewrite/predicates.plans", PredicatePushdownTest::plan);
  }
}

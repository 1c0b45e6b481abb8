package org.assaydb.sql.rewrite;

import java.util.EnumSet;
import org.apache.calcite.rel.RelNode;
import org.assaydb.sql.rewrite.Rewrites.Rewrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinOrderTest {
  /** Row counts that make every order of the tables occur. */
  private static RowEstimates counts(String ascending) {
    return RowEstimates.ofTables(
        scan -> Math.pow(10, 1 + ascending.indexOf(scan.getTable().getQualifiedName().get(1))));
  }

  private static RelNode ordered(RelNode plan, String ascending) {
    return new JoinOrder(plan.getCluster().getRexBuilder(), counts(ascending)).rewrite(plan);
  }

  private static RelNode whole(RelNode plan, String ascending) {
    return new Rewrites(EnumSet.allOf(Rewrite.class), counts(ascending)).apply(plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from a, b where a.x = b.x",
        "select * from a join b on a.x = b.x join c on b.y = c.y",
        "select * from a join b on a.x = b.x join c on b.x = c.x join d on d.x = c.x",
        "select * from a join b on a.x = b.x and a.y = b.x",
        "select * from a join b on a.x = b.x join c on a.y = b.x and c.x < a.y",
        "select c.y, a.x from a join b on a.x = b.x join c on b.y = c.y or a.y = c.x",
        "select * from a cross join b cross join c",
        "select * from a join b on true join c on a.x = c.x",
        "select * from a join b on a.x + b.x = 1 join c on c.x = a.x + b.y",
        "select * from a join b on a.x = coalesce(b.x, b.y) join c on c.y = b.y",
        "select * from (select * from a where x = 1) p join b on p.x = b.x join c on c.y = b.x",
        "select * from (select y as w, x from a) p join b on p.x = b.x join c on p.w = c.y",
        "select * from a join (select b.y as i, c.x as j from b join c on b.x = c.x) q on a.x = q.j",
        "select * from a join b on a.x = b.x left join c on b.y = c.y join d on d.x = a.x",
        "select * from a left join b on a.x = b.x join c on c.x = b.y",
        "select * from a join k on a.x = k.x where k.y = 1",
        "select * from a, b where a.x = b.x and a.x in (select k.x from k where k.y = 1)",
        "select * from a, b where a.x = b.x and a.y in (select c.x from c)",
        "select * from a, b where a.x = b.x and a.y in (select c.x from c where c.y = b.y)",
        "select * from a, b where a.x = b.x and exists (select 1 from c, d where c.x = a.y"
            + " and c.y = d.y)",
        "select * from a, b where a.x = b.x and exists (select 1 from c where c.x = a.y)"
            + " and b.y in (select d.x from d)",
        "select * from a, b where a.x = b.x and not exists (select 1 from c where c.x = a.y)",
        "select * from a where x in (select b.x from b, c where b.y = c.y group by b.x)",
        "select * from a join b on a.x = b.x and 1 / a.y = 1 join c on b.y = c.y",
        "select * from a join b on a.x = b.x join c on c.x = b.y where a.y <> 0 and 1 / c.y = 1",
        "select (select count(*) from b, c where b.x = c.x and b.y = a.y and c.y = a.y) from a",
        "select * from a, b, c where a.x = b.x and b.x = c.x and a.x = 1",
        "select * from a, b, c where a.x = b.x and b.x = c.x and c.y = a.x and c.x is not null",
        "select a.x, sum(c.y) from a, b, c where a.x = b.x and b.y = c.x group by a.x",
        "select * from (values (1), (2)) v (i), a, b where a.x = v.i and b.y = a.y",
      })
  void givesTheSameRowsInAnyOrder(String sql) {
    Differential.check(
        sql,
        plan -> ordered(plan, "ABCDK"),
        plan -> whole(plan, "ABCDK"),
        plan -> whole(plan, "KDCBA"),
        plan -> whole(plan, "BKDAC"));
  }

  @Test
  void plansAreAsTheyWereLookedAt() {
    Goldens.check(
        "/rewrite/joins.plans",
        sql -> Queries.text(whole(Differential.QUERIES.plan(sql), "ABCDK")));
  }
}

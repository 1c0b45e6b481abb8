package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.junit.jupiter.api.Test;

/** Keys, comparisons and ORDER BY agree on the order of UUIDs, sign bits included. */
class UuidOrderTest {
  private final MemoryDatabase db = new MemoryDatabase(new CalcitePlanner());
  private final CalcitePlanner scans =
      new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false));

  @Test
  void indexAndComparisonsAgree() {
    db.run("create table ids (id uuid primary key, n int)");
    Random random = new Random(8);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ids.add(new UUID(random.nextLong(), random.nextLong()));
      db.run("insert into ids values (uuid '" + ids.get(i) + "', " + i + ")");
    }
    List<UUID> sorted = ids.stream().sorted().toList();
    assertThat(column(db.query("select id from ids order by id"))).isEqualTo(sorted);
    assertThat(column(db.query(scans, "select id from ids order by id"))).isEqualTo(sorted);
    for (UUID bound : ids.subList(0, 12)) {
      String sql = "select id from ids where id > uuid '" + bound + "' order by id";
      List<UUID> expected = sorted.stream().filter(id -> id.compareTo(bound) > 0).toList();
      assertThat(column(db.query(sql))).isEqualTo(expected);
    }
  }

  private static List<Object> column(List<Object[]> rows) {
    return rows.stream().map(r -> r[0]).toList();
  }
}

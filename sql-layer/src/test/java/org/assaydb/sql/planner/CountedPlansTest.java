package org.assaydb.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.statistics.CountRequest;
import org.assaydb.sql.statistics.RowCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts of rows decide, and that they are asked for where they decide something. */
class CountedPlansTest {
  private final MemoryDatabase db = new MemoryDatabase();
  private final CalcitePlanner planner = new CalcitePlanner();
  private final List<List<CountRequest>> asked = new ArrayList<>();

  @BeforeEach
  void define() {
    db.run("create table big (id int primary key, d int not null, v int not null, w int)");
    db.run("create index big_d on big (d)");
    db.run("create table small (id int primary key, k int)");
  }

  /** A range of an index has {@code inRange} rows, a whole index {@code inAll}. */
  private RowCounts counts(long inRange, long inAll) {
    return requests -> {
      asked.add(requests);
      return requests.stream()
          .map(r -> r.equals(CountRequest.all(r.index())) ? inAll : inRange)
          .toList();
    };
  }

  private PlannedStatement plan(String sql, RowCounts counts) {
    return planner.plan(sql, db.catalog(), List.of(), counts);
  }

  private String access(String sql, RowCounts counts) {
    return String.join("; ", ((CompiledQuery) plan(sql, counts)).proofLines());
  }

  @Test
  void aWideRangeOfAnIndexIsScanned() {
    String sql = "select sum(v) from big where d <= 5";
    assertThat(access(sql, counts(590_000, 600_000))).contains("full scan on PK_BIG");
    assertThat(access(sql, counts(600, 600_000))).contains("key range on BIG_D");
  }

  @Test
  void aSmallReadIsANarrowOne() {
    assertThat(access("select v from big where d = 5", counts(20, 100)))
        .contains("key range on BIG_D");
  }

  @Test
  void nothingIsAskedWhereNothingDependsOnIt() {
    plan("select v from big where id = 5", counts(1, 1));
    plan("select v from big where id in (1, 2, 3) and d > 7", counts(1, 1));
    plan("select v, w from big", counts(1, 1));
    plan("select d from big where d > 7", counts(1, 1));
    assertThat(asked).isEmpty();
  }

  @Test
  void allIsAskedAtOnce() {
    plan(
        "select count(*) from big a join small s on s.id = a.d where a.d > 3 and s.k = 4",
        counts(10, 100));
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).hasSizeGreaterThan(2).doesNotHaveDuplicates();
  }

  @Test
  void manyRangesAreSampled() {
    StringBuilder in = new StringBuilder("select v from big where d in (0");
    for (int i = 1; i < 500; i++) {
      in.append(", ").append(2 * i);
    }
    String sql = in.append(")").toString();
    assertThat(access(sql, counts(3, 600_000))).contains("key range on BIG_D");
    assertThat(asked).allSatisfy(list -> assertThat(list).allSatisfy(this::isBounded));
    // 16 of 500 ranges hold 10,000 rows: the whole takes 300,000 look-ups.
    assertThat(access(sql, counts(10_000, 600_000))).contains("full scan");
  }

  private void isBounded(CountRequest request) {
    assertThat(request.ranges()).hasSizeLessThanOrEqualTo(CountRequest.MAX_RANGES);
  }

  @Test
  void plansAreKeptByRoundedCounts() {
    String sql = "select sum(v) from big where d <= 6";
    PlannedStatement wide = plan(sql, counts(590_000, 600_000));
    assertThat(plan(sql, counts(589_999, 601_000))).isSameAs(wide);
    PlannedStatement narrow = plan(sql, counts(10, 600_000));
    assertThat(narrow).isNotSameAs(wide);
    assertThat(plan(sql, counts(590_000, 600_000))).isSameAs(wide);
    assertThat(plan(sql, counts(10, 600_000))).isSameAs(narrow);
  }

  @Test
  void aJoinTurnsFromLookUpsToAHashTable() {
    StringBuilder rows = new StringBuilder("insert into big values (0, 0, 0, 0)");
    StringBuilder keys = new StringBuilder("insert into small values (0, 0)");
    for (int i = 1; i < 3000; i++) {
      rows.append(", (" + i + ", " + i % 7 + ", " + 3 * i + ", null)");
      keys.append(", (" + i + ", " + (i % 5 == 0 ? "null" : (4 * i) % 3500) + ")");
    }
    db.run(rows.toString());
    db.run(keys.toString());
    for (String type : List.of("join", "left join")) {
      String sql = "select s.id, b.v from small s " + type + " big b on b.id = s.k and b.d < 6";
      List<String> expected =
          sorted(PlannerOptions.all().withIndexes(false).withDirect(false), sql);
      assertThat(expected.size()).isGreaterThan(1500);
      for (int least : new int[] {1, 700, 1024, 1500, 100_000}) {
        PlannerOptions options = PlannerOptions.all().withLeastLookups(least);
        // The plan believes that there are three outer rows.
        CalcitePlanner few = new CalcitePlanner(options);
        CompiledQuery query = (CompiledQuery) few.plan(sql, db.catalog(), List.of(), counts(3, 3));
        assertThat(String.join(";", query.proofLines()))
            .contains("batched lookups by (ID)", "a hash join beyond");
        assertThat(sorted(query)).as(type + " " + least).isEqualTo(expected);
      }
    }
  }

  private List<String> sorted(PlannerOptions options, String sql) {
    return db.query(new CalcitePlanner(options), sql).stream().map(Fixture::text).sorted().toList();
  }

  private List<String> sorted(CompiledQuery query) {
    List<String> rows = new ArrayList<>();
    try (PlannedStatement.RowIterator iterator = query.execute(db.context(), new Object[0])) {
      for (Object[] row = iterator.next(); row != null; row = iterator.next()) {
        rows.add(Fixture.text(row));
      }
    }
    return rows.stream().sorted().toList();
  }
}

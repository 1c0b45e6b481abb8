package org.assaydb.sql.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that summaries answer: the same rows as without, from the read that they should get. */
class SummaryPlanTest {
  private static final MemoryDatabase DB = new MemoryDatabase();

  @BeforeAll
  static void fill() {
    DB.run(
        "create table s (id int primary key, g int, h varchar(8), n int not null, v decimal(10,2),"
            + " b bigint, x varchar(30), c char(3)) summarize (n, v) skip (n, v)");
    DB.run("create index s_gh on s (g desc, h) grouped by (g) summarize (v, b, n) skip (v, b, x)");
    Random random = new Random(7);
    for (int id = 0; id < 120; id++) {
      DB.run(
          "insert into s values (?, ?, ?, ?, ?, ?, ?, 'c')",
          id,
          random.nextInt(5) == 0 ? null : random.nextInt(6),
          random.nextInt(5) == 0 ? null : "h" + random.nextInt(3),
          random.nextInt(1000) - 500,
          random.nextInt(4) == 0 ? null : random.nextInt(100_000) / 100.0 - 300,
          random.nextInt(4) == 0 ? null : Long.MAX_VALUE - random.nextInt(100),
          random.nextInt(4) == 0 ? null : "text that is long " + random.nextInt(90));
    }
  }

  private static List<String> rows(String sql) {
    DB.reads.clear();
    return DB.query(sql).stream().map(Fixture::text).toList();
  }

  /** The kinds of reads of a query, whose rows are those of a planner that knows no index. */
  private static List<ReadSpec> answers(String sql, Class<? extends ReadSpec> kind) {
    List<String> rows = rows(sql);
    List<ReadSpec> reads = List.copyOf(DB.reads);
    assertThat(reads).as(sql).isNotEmpty().allMatch(kind::isInstance);
    List<String> plain =
        DB
            .query(
                new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false)), sql)
            .stream()
            .map(Fixture::text)
            .toList();
    assertThat(rows).as(sql).containsExactlyInAnyOrderElementsOf(plain);
    return reads;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from s",
        "select count(*), count(n), count(v), sum(v), avg(v), sum(n), avg(n) from s",
        "select sum(v) + 1, count(*) * 2 from s where id between 10 and 20",
        "select sum(b), avg(b) from s",
        "select g, count(*), sum(v), avg(v), sum(b), avg(b), sum(n) from s group by g",
        "select g, h, count(b), avg(n) from s group by g, h",
        "select h, g, sum(v) from s where g in (1, 3) group by h, g",
        "select h, sum(v) from s where g = 2 group by h",
        "select h, sum(v) from s where g is null group by h",
        "select count(*), sum(v) from s where id > 1000",
        "select g, sum(v) from s where g > 2 group by g having count(*) > 3",
        "select g, max(t) from (select g, h, sum(v) t from s group by g, h) group by g",
        "select g, sum(b) from s group by g order by 2 desc limit 2",
        "select count(*) from s where g = 1 and h >= 'h1'",
      })
  void aggregatesOfKeyRangesAreTotals(String sql) {
    answers(sql, ReadSpec.Aggregate.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select sum(v) from s where n > 3 or g = 2",
        "select count(distinct g) from s",
        "select h, count(*) from s group by h",
        "select sum(v * 2) from s",
        "select sum(v) filter (where n > 0) from s",
        "select n, sum(v) from s group by n",
        "select sum(b) from s where id < 50",
      })
  void otherAggregatesReadRows(String sql) {
    rows(sql);
    assertThat(DB.reads).as(sql).noneMatch(ReadSpec.Aggregate.class::isInstance);
    assertThat(rows(sql))
        .as(sql)
        .containsExactlyInAnyOrderElementsOf(
            DB
                .query(
                    new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false)),
                    sql)
                .stream()
                .map(Fixture::text)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select min(v) from s",
        "select max(v) from s where id < 60",
        "select min(b) from s where g = 3",
        "select max(x) from s",
        "select min(x) from s where g is null",
        "select max(v) from s where id > 900 and id < 1000",
        "select max(v) from s where v is not null",
      })
  void extremesAreTops(String sql) {
    answers(sql, ReadSpec.Top.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select min(id) from s",
        "select max(g) from s",
        "select min(g) from s",
        "select min(h) from s where g = 1",
      })
  void extremesOfKeysAreTheFirstRow(String sql) {
    assertThat(answers(sql, ReadSpec.Scan.class)).allMatch(r -> ((ReadSpec.Scan) r).limit() == 1);
  }

  @Test
  void moreRowsThanATopMayHaveAreReadInPartsAndSorted() {
    answers("select n from s order by n limit 10001", ReadSpec.Skip.class);
    answers(
        "select v from s where v is not null order by v limit 9999 offset 2", ReadSpec.Skip.class);
    answers("select v from s where v is not null order by v limit 10000", ReadSpec.Top.class);
  }

  @Test
  void firstRowsByASkipColumnAreATopOnlyWithoutNulls() {
    String notNull = "select n from s order by n desc limit 5";
    answers(notNull, ReadSpec.Top.class);
    answers("select n from s where id < 50 order by n limit 5 offset 2", ReadSpec.Top.class);
    answers("select v from s where v is not null order by v limit 3", ReadSpec.Top.class);
    answers("select v from s order by v desc limit 3", ReadSpec.Scan.class);
    answers("select n from s where g = 1 order by n limit 3", ReadSpec.Scan.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from s where n = 7",
        "select * from s where n between -50 and 50",
        "select id, v from s where v < -100 or n > 400",
        "select id from s where v is null",
        "select id from s where (v is null or v > 600.005) and n < 0",
        "select id from s where v in (1, 2, 3) and n <> 4",
        "select id from s where n > 450 order by id desc",
        "select x from s where x like 'text that is long 1%'",
        "select x from s where x >= 'text that is long 5' and b is not null",
        "select id from s where n > 99999999999",
        "select id from s where n = null",
      })
  void conditionsOnSkipColumnsAreSkips(String sql) {
    if (sql.contains("99999999999") || sql.contains("= null")) {
      assertThat(rows(sql)).isEmpty();
      return;
    }
    answers(sql, ReadSpec.Skip.class);
  }

  @Test
  void totalsOfNoKeyAreOneRow() {
    assertThat(rows("select sum(n), count(*) from s where id = 1 and id = 2"))
        .containsExactly("null | 0");
    assertThat(
            DB.query("select sum(n), count(*) from s where id = ?", (Object) null).stream()
                .map(Fixture::text))
        .containsExactly("null | 0");
    assertThat(DB.reads).isEmpty();
  }

  @Test
  void explainNamesTheRead() {
    assertThat(rows("explain proof select g, sum(v), count(*) from s where g > 1 group by g"))
        .singleElement()
        .asString()
        .contains("aggregate on S_GH", "SUM(V)", "COUNT(*)", "by (G)");
    assertThat(rows("explain proof select min(v) from s").get(0)).contains("top by V least first");
    assertThat(rows("explain proof select id from s where n = 7").get(0)).contains("skip scan by");
    assertThat(rows("explain proof select * from s for system_time from 1 to 3").get(0))
        .contains("history from at height 1 to at height 3 exclusive", "all versions on PK_S");
  }

  @Test
  void clausesReachTheCatalog() {
    TableDef table = DB.catalog().table("PUBLIC", "S").orElseThrow();
    assertThat(table.primaryIndex().summarized()).containsExactly(3, 4);
    assertThat(table.primaryIndex().skipped()).containsExactly(3, 4);
    IndexDef index = table.indexes().get(1);
    assertThat(index.groupedParts()).isEqualTo(1);
    assertThat(index.summarized()).containsExactly(4, 5, 3);
    assertThat(index.skipped()).containsExactly(4, 5, 6);
    assertThat(index.included()).containsExactly(4, 5, 3, 6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create index i on s (g) summarize (h)|42804|VARCHAR",
        "create table z (a decimal(27, 0)) summarize (a)|42804|at most 26 digits",
        "create table z (a double) summarize (a)|42804|DOUBLE",
        "create index i on s (g, h) grouped by (h)|42P16|first key columns",
        "create index i on s (g) grouped by (g, h)|42P16|first key columns",
        "create index i on s (g) summarize (n, n)|42701|twice",
        "create index i on s (g) skip (n, n)|42701|twice",
        "create index i on s (g) skip (nix)|42703|NIX",
        "create table z (a int, b int, c int, d int, e int, f int, g int, h int, i int)"
            + " skip (a, b, c, d, e, f, g, h, i)|54011|at most 8",
        "create index i on s (g) summarise (n)|42601|expected",
      })
  void badClausesAreRefused(String sql, String state, String words) {
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> DB.run(sql));
    assertThat(e).as(sql).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(state);
    assertThat(e.getMessage()).contains(words);
  }
}

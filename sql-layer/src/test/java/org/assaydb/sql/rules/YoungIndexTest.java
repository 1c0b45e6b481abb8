package org.assaydb.sql.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads at a height that an index does not reach back to go through another one. */
class YoungIndexTest {
  private final MemoryDatabase db = new MemoryDatabase();

  /** Heights: 1 table, 2 to 4 rows, 5 index. Equal values of x leave at 4. */
  private void fill() {
    db.run("create table y (id int primary key, x int not null, n int not null)");
    db.run("insert into y values (1, 7, 10), (2, 7, 20), (3, 8, 30)");
    db.run("insert into y values (4, 9, 40)");
    db.run("delete from y where id = 2");
    db.run("create unique index y_x on y (x) grouped by (x) summarize (n) skip (n)");
    db.run("insert into y values (5, 5, 50)");
  }

  private IndexDef index(String name) {
    TableDef table = db.catalog().table("PUBLIC", "Y").orElseThrow();
    return table.indexes().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
  }

  private List<String> rows(String sql) {
    db.reads.clear();
    return db.query(sql).stream().map(Fixture::text).toList();
  }

  private List<IndexId> indexes() {
    return db.reads.stream().map(ReadSpec::index).distinct().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from y%s where x = 7",
        "select id, n from y%s where x in (7, 8) order by id",
        "select x from y%s order by x limit 2",
        "select x, count(*), sum(n) from y%s group by x order by x",
        "select min(x) from y%s",
        "select id from y%s where n > 15",
        "select n from y%s order by n desc limit 1",
        "select o.id from (values (7), (8)) as v (k) join y%s as o on o.x = v.k",
      })
  void readsThroughAnIndexThatWasThere(String sql) {
    fill();
    IndexId primary = index("PK_Y").id();
    IndexId young = index("Y_X").id();
    for (int height = 2; height < 5; height++) {
      String dated = sql.formatted(" for system_time as of " + height);
      List<String> rows = rows(dated);
      assertThat(indexes()).as(dated).containsExactly(primary);
      List<String> plain =
          db
              .query(
                  new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false)),
                  dated)
              .stream()
              .map(Fixture::text)
              .toList();
      assertThat(rows).as(dated).isNotEmpty().containsExactlyInAnyOrderElementsOf(plain);
    }
    rows(sql.formatted(" for system_time as of 5"));
    assertThat(indexes()).contains(young);
    rows(sql.formatted(""));
    assertThat(indexes()).contains(young);
  }

  @Test
  void aYoungUniqueIndexDoesNotSayThatOldRowsAreDistinct() {
    fill();
    assertThat(rows("select distinct x from y for system_time as of 2 order by x"))
        .containsExactly("7", "8");
    assertThat(rows("select count(distinct x) from y for system_time as of 2"))
        .containsExactly("2");
    assertThat(rows("select x, max(id) from y for system_time as of 2 group by x order by x"))
        .hasSize(2);
  }

  /** Before it is read a time has no height. */
  @Test
  void timesAreReadThroughIndexesAsOldAsTheTable() {
    fill();
    String at = " for system_time as of timestamp '1970-01-01 00:00:0";
    assertThat(rows("select id from y" + at + "3' where x = 7")).containsExactly("1", "2");
    assertThat(indexes()).containsExactly(index("PK_Y").id());
    assertThat(rows("select id from y" + at + "6' where x = 7")).containsExactly("1");
    assertThat(indexes()).containsExactly(index("PK_Y").id());
    db.run("create table aged (id int primary key, x int, unique (x))");
    rows("select x from aged for system_time as of timestamp '1970-01-01 00:00:07' where x = 7");
    assertThat(db.reads.get(0).index())
        .isEqualTo(db.catalog().table("PUBLIC", "AGED").orElseThrow().indexes().get(1).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from y for system_time as of 0",
        "select count(*) from y for system_time as of 0",
        "select id from y for system_time as of timestamp '1970-01-01 00:00:00'",
        "select a.id from y a join y for system_time as of 0 as b on a.id = b.id",
      })
  void beforeTheTableThereIsNothingToRead(String sql) {
    fill();
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> rows(sql));
    assertThat(e.sqlState()).isEqualTo("42P01");
    assertThat(e).hasMessageContaining("table Y did not exist at height 0");
  }

  @Test
  void anotherTableOfTheSameNameIsAnotherTable() {
    fill();
    db.run("drop table y");
    db.run("create table y (id int primary key, x int)");
    SqlLayerException e =
        catchThrowableOfType(
            SqlLayerException.class, () -> rows("select id from y for system_time as of 5"));
    assertThat(e).hasMessageContaining("created at height 8");
  }

  @Test
  void anIndexMadeAgainIsYoungAgain() {
    fill();
    db.run("drop index y_x");
    db.run("create index y_x on y (x)");
    assertThat(rows("select id from y for system_time as of 6 where x = 7")).containsExactly("1");
    assertThat(indexes()).containsExactly(index("PK_Y").id());
    assertThat(rows("select id from y for system_time as of 8 where x = 7")).containsExactly("1");
    assertThat(indexes()).contains(index("Y_X").id());
  }
}

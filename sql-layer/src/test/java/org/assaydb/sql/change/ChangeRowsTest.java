package org.assaydb.sql.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows after INSERT, UPDATE and DELETE, read by every index. */
class ChangeRowsTest {
  private MemoryDatabase db;

  @BeforeEach
  void open() {
    db = Fixture.database(new CalcitePlanner());
  }

  private List<String> rows(String sql, Object... parameters) {
    return db.query(sql, parameters).stream().map(Fixture::text).toList();
  }

  @Test
  void updateChangesRowsAndEveryIndex() {
    assertThat(db.run("update t set a = a + 1, b = upper(b) where a = 10 and id <> 4"))
        .isEqualTo(2);
    assertThat(rows("select id, a, b, d from t order by id"))
        .containsExactly(
            "1 | 11 | X | 1.01",
            "2 | null | y | -2.00",
            "3 | 11 | DFLT | 3.14",
            "4 | 10 | Z | null");
    assertThat(rows("select id from t where a = 11 order by id")).containsExactly("1", "3");
    assertThat(rows("select a from t where b = 'DFLT'")).containsExactly("11");
    assertThat(rows("select id from t where b = 'dflt'")).isEmpty();
  }

  @Test
  void updateTakesDefaultsParametersAndNulls() {
    assertThat(db.run("update t set b = default, a = ?, d = null where id = ?", 7L, "1")).isOne();
    assertThat(rows("select a, b, d from t where id = 1")).containsExactly("7 | dflt | null");
    db.run("update t set ts = default, a = default, c = /* default */ 'x' where id = 2");
    assertThat(rows("select a, c, ts from t where id = 2"))
        .containsExactly("null | x     | " + MemoryDatabase.TIME_MS);
    assertThat(
            db.run(
                "update u set bin = ?, u = ? where k1 = ? and k2 = 2",
                new byte[] {1, 2},
                java.util.UUID.fromString("123e4567-e89b-12d3-a456-426614174001"),
                "p"))
        .isOne();
    assertThat(rows("select bin, u from u where k2 = 2"))
        .containsExactly("0102 | 123e4567-e89b-12d3-a456-426614174001");
    SqlLayerException e =
        catchThrowableOfType(
            SqlLayerException.class, () -> db.run("update t set a = ? where id = 1"));
    assertThat(e.sqlState()).isEqualTo(SqlStates.PARAMETER_COUNT);
  }

  @Test
  void primaryKeysMoveOntoKeysThatTheStatementFrees() {
    assertThat(db.run("update t set id = id + 1")).isEqualTo(4);
    assertThat(rows("select id, b from t order by id"))
        .containsExactly("2 | x", "3 | y", "4 | dflt", "5 | Z");
    assertThat(rows("select id from t where a = 10 order by id")).containsExactly("2", "4", "5");
  }

  @Test
  void conditionsOnNullChangeNothing() {
    assertThat(db.run("update t set b = 'n' where a = null")).isZero();
    assertThat(db.run("delete from t where a <> 10")).isZero();
    assertThat(db.run("delete from t where not (a = ?)", (Object) null)).isZero();
    assertThat(db.run("delete from t where a is null")).isOne();
    assertThat(rows("select id from t order by id")).containsExactly("1", "3", "4");
  }

  @Test
  void rowsWithoutPrimaryKeyKeepTheirIdentity() {
    assertThat(db.run("update nokey set y = false where dt > date '2020-12-31'")).isOne();
    assertThat(rows("select x, y from nokey")).containsExactly("1 | true", "1 | false");
    assertThat(db.run("insert into nokey (x) select x + 1 from nokey")).isEqualTo(2);
    assertThat(rows("select x, y, dt from nokey where x = 2"))
        .containsExactly("2 | null | null", "2 | null | null");
    assertThat(db.run("delete from nokey where x = 1 and y")).isOne();
    assertThat(rows("select x, y from nokey where x = 1")).containsExactly("1 | false");
  }

  @Test
  void insertFromTheTargetReadsItAsItWas() {
    assertThat(db.run("insert into t (id, a) select id + 10, a from t")).isEqualTo(4);
    assertThat(rows("select id, a, b, ts from t where id > 10 order by id"))
        .containsExactly(
            "11 | 10 | dflt | " + MemoryDatabase.TIME_MS,
            "12 | null | dflt | " + MemoryDatabase.TIME_MS,
            "13 | 10 | dflt | " + MemoryDatabase.TIME_MS,
            "14 | 10 | dflt | " + MemoryDatabase.TIME_MS);
    assertThat(rows("select count(*) from t where a = 10")).containsExactly("6");
  }

  @Test
  void changesMayReadOtherTables() {
    db.run(
        "update t set a = (select max(k2) from u where k1 = 'p') where id in"
            + " (select k2 from u where k1 = 'p')");
    assertThat(rows("select id, a from t order by id"))
        .containsExactly("1 | 2", "2 | 2", "3 | 10", "4 | 10");
    assertThat(db.run("delete from t where exists (select 1 from u where u.k2 = t.id)"))
        .isEqualTo(2);
    assertThat(rows("select id from t order by id")).containsExactly("3", "4");
  }

  @Test
  void limitAndOffsetTakeParameters() {
    String sql = "select id from t order by id limit ? offset ?";
    assertThat(rows(sql, 2, 1)).containsExactly("2", "3");
    assertThat(rows(sql, 0, 0)).isEmpty();
    assertThat(rows(sql, 10L, 3)).containsExactly("4");
    assertThat(rows("select id from t where a >= 0 limit ?", 2)).hasSize(2);
    assertThat(rows("select id from t order by b desc offset ? rows fetch next ? rows only", 1, 2))
        .containsExactly("1", "3");
  }

  @Test
  void allKnownReadsAreAnnouncedInOneCall() {
    db.announced.clear();
    db.reads.clear();
    rows("select count(*) from t cross join u cross join nokey where t.a = 10 and u.v > 1");
    assertThat(db.announced).hasSize(1);
    assertThat(db.announced.get(0)).hasSize(3).containsAll(db.reads);
    db.announced.clear();
    db.reads.clear();
    rows("select b from t where id = 3");
    assertThat(db.announced).hasSize(1);
    assertThat(db.announced.get(0)).isEqualTo(db.reads).first().isInstanceOf(ReadSpec.Lookup.class);
  }

  @Test
  void aReadThatTwoAccessesShareIsAnnouncedOnce() {
    db.announced.clear();
    String sql = "with w as (select id, a from t where a = 10) select count(*) from w x, w y";
    assertThat(rows(sql)).containsExactly("9");
    assertThat(db.announced).hasSize(1);
    assertThat(db.announced.get(0)).hasSize(1);
  }

  @Test
  void pastSnapshotsAreReadAtTheirHeight() {
    long before = db.height();
    db.run("update t set b = 'new' where id = 1");
    db.run("delete from t where id = 2");
    assertThat(rows("select b from t for system_time as of " + before + " where id = 1"))
        .containsExactly("x");
    assertThat(
            rows(
                "select n.b, o.b from t n join t for system_time as of "
                    + before
                    + " o on o.id = n.id where n.id = 1"))
        .containsExactly("new | x");
    assertThat(
            rows(
                "select count(*) from t for system_time as of timestamp '1970-01-01 00:00:0"
                    + before
                    + "'"))
        .containsExactly("4");
    assertThat(rows("select count(*) from t")).containsExactly("3");
    SqlLayerException e =
        catchThrowableOfType(
            SqlLayerException.class, () -> rows("select 1 from t for system_time as of 99"));
    assertThat(e.sqlState()).isEqualTo(SqlStates.OUT_OF_RANGE);
  }
}

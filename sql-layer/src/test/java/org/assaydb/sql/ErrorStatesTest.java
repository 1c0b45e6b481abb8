package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.sql.frontend.PlanErrors;
import org.assaydb.sql.planner.CalcitePlanner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorStatesTest {
  private static MemoryDatabase db;

  @BeforeAll
  static void open() {
    db = Fixture.database(new CalcitePlanner());
  }

  private static void run(String sql) {
    PlannedStatement planned = db.planner.plan(sql, db.catalog());
    if (planned instanceof PlannedStatement.Query) {
      db.query(sql);
    } else if (planned instanceof PlannedStatement.Update update) {
      update.execute(db.context(), new Object[0]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "42601; selec 1",
        "42601; select id from t where",
        "42601; create table z (a int",
        "42601; insert into t (id, a) values (1)",
        "42P01; select * from nope",
        "42P01; insert into nope values (1)",
        "42P01; drop table nope",
        "42P01; create index i on nope (a)",
        "42703; select nope from t",
        "42703; insert into t (nope) values (1)",
        "42703; update t set nope = 1",
        "42703; create index i on t (nope)",
        "42702; select id from t x, t y",
        "42P07; create table t (a int)",
        "42P07; create index t_a on t (b)",
        "42704; drop index nope",
        "42701; create table z (a int, a int)",
        "42804; insert into t (id, ts) values (1, 5)",
        "42804; update t set d = true",
        "0A000; create table z (a int, foreign key (a) references t (id))",
        "0A000; create table z (a int check (a > 1))",
        "0A000; create table z (a json)",
        "0A000; alter table t add column z int",
        "23502; insert into t (a) values (1)",
        "23502; update t set id = null",
        "22001; insert into t (id, b) values (9, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
        "22003; insert into t (id) values (99999999999)",
        "22003; update t set a = 99999999999",
        "22003; insert into t (id, d) values (9, 123456789.5)",
        "22018; insert into t (id) values ('abc')",
        "22007; insert into nokey (x, dt) values (1, '2020-13-01')",
        "22012; select 1 / (id - 1) from t"
      })
  void eachMistakeHasItsState(String state, String sql) {
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> run(sql));
    assertThat(e).as(sql).isNotNull();
    assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(state);
  }

  @Test
  void syntaxErrorsNameLineAndColumn() {
    assertThat(catchThrowableOfType(SqlLayerException.class, () -> run("select\n id frm t x y")))
        .hasMessageContaining("line 2, column");
    assertThat(catchThrowableOfType(SqlLayerException.class, () -> run("create table\n z (a int,")))
        .hasMessageContaining("line 2, column 11");
  }

  @Test
  void failuresOfThePlannerAreInternalAndNameTheStatement() {
    assertThat(PlanErrors.planning(new IllegalStateException("oops"), "select 7"))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo(SqlStates.INTERNAL))
        .hasMessageContaining("select 7")
        .hasMessageContaining("oops");
    assertThat(PlanErrors.planning(new UnsupportedOperationException("no"), "select 7"))
        .isInstanceOfSatisfying(
            SqlLayerException.class,
            e -> assertThat(e.sqlState()).isEqualTo(SqlStates.NOT_SUPPORTED));
  }

  @Test
  void aColumnNamedLikeAFunctionNeedsQuotes() {
    assertThat(
            catchThrowableOfType(
                VerificationException.class,
                () -> db.planner.plan("select user from t", db.catalog())))
        .hasMessageContaining("double quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select rand()", "select current_user", "select id from t where rand() > 1"})
  void whatTheLedgerDoesNotDetermineIsRefusedBeforeItRuns(String sql) {
    VerificationException e =
        catchThrowableOfType(VerificationException.class, () -> db.planner.plan(sql, db.catalog()));
    assertThat(e.reason()).isEqualTo(RejectReason.UNVERIFIABLE_FEATURE);
  }
}

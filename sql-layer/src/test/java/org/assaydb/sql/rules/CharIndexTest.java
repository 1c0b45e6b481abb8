package org.assaydb.sql.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CHAR and UUID columns beside text are found through their indexes. */
class CharIndexTest {
  private final MemoryDatabase db = new MemoryDatabase();

  @BeforeEach
  void fill() {
    db.run("create table t (id int primary key, c char(5), v varchar(10), u uuid)");
    db.run("create index t_c on t (c)");
    db.run("create index t_u on t (u)");
    db.run("insert into t values (1, 'ab', 'ab', uuid '123e4567-e89b-12d3-a456-426614174000')");
    db.run("insert into t values (2, 'ab', 'ab  ', null), (3, 'abcde', 'x', null)");
  }

  private List<String> rows(String sql, Object... parameters) {
    return db.query(sql, parameters).stream().map(Fixture::text).sorted().toList();
  }

  private String plan(String sql) {
    return db.query("explain plan for " + sql).stream()
        .map(Arrays::toString)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c = 'ab'",
        "c = 'ab   '",
        "'ab' = c",
        "c = ?",
        "c in ('ab', 'x ')",
        "c in ('ab ', ?)",
        "c = cast('ab' as varchar(5))",
        "u = '123e4567-e89b-12d3-a456-426614174000'",
        "u = ?",
        "u in ('123e4567-e89b-12d3-a456-426614174000', ?)",
      })
  void equalityIsAKeyRange(String condition) {
    assertThat(plan("select id from t where " + condition))
        .contains("key range on T_" + (condition.startsWith("u") ? "U" : "C"));
  }

  @Test
  void aParameterBesideCharLosesItsBlanks() {
    assertThat(rows("select id from t where c = ?", "ab ")).containsExactly("1", "2");
    assertThat(rows("select id from t where c in (?, ?)", "ab  ", "x")).containsExactly("1", "2");
    assertThat(rows("select id from t where (c, id) = (?, ?)", "ab  ", 1)).containsExactly("1");
    assertThat(rows("select id from t where c between ? and 'ab '", "ab   "))
        .containsExactly("1", "2");
    assertThat(rows("select id from t where c = coalesce(?, 'x')", "ab ")).isEmpty();
  }

  @Test
  void aLongParameterIsNotCut() {
    assertThat(rows("select id from t where c = ?", "abcdefgh")).isEmpty();
    assertThat(rows("select id from t where c < ?", "abcdefgh")).containsExactly("1", "2", "3");
    assertThat(rows("select id from t where c = ?", (Object) null)).isEmpty();
  }

  @Test
  void aCastThatCutsHidesTheColumn() {
    assertThat(rows("select id from t where cast(c as varchar(1)) = 'a'"))
        .containsExactly("1", "2", "3");
    assertThat(rows("select id from t where cast(c as varchar(5)) = ?", "ab  ")).isEmpty();
  }

  @Test
  void textBesideAUuidIsReadAsOne() {
    String upper = "123E4567-E89B-12D3-A456-426614174000";
    assertThat(rows("select id from t where u = ?", upper)).containsExactly("1");
    assertThat(rows("select id from t where u <> '" + upper + "'")).isEmpty();
    assertThat(rows("select id from t where cast(u as varchar(40)) = '" + upper + "'")).isEmpty();
  }
}

package org.assaydb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on keys with values that are longer than a key can be. */
class LongKeyTest {
  private static final MemoryDatabase DB = new MemoryDatabase();

  /** Lengths around what a part of a key holds: 1,024 bytes with a marker and a terminator. */
  private static final int[] LENGTHS = {1, 1000, 1020, 1021, 1022, 1600};

  private static final List<String> VALUES = new ArrayList<>();

  @BeforeAll
  static void fill() {
    for (String table : List.of("l", "m")) {
      String order = table.equals("l") ? "" : " desc";
      DB.run(
          "create table "
              + table
              + " (id int primary key, a varchar(2000), b varchar(2000), n int)");
      DB.run("create index by_a_" + table + " on " + table + " (a" + order + ") include (n)");
      DB.run("create index by_b_" + table + " on " + table + " (b, a" + order + ")");
    }
    for (int length : LENGTHS) {
      String base = "k".repeat(length - 1);
      VALUES.addAll(List.of(base + "a", base + "k", base + "z"));
    }
    int id = 0;
    for (String value : VALUES) {
      if (value.length() <= 1000) {
        for (String b : List.of("", "short")) {
          for (String table : List.of("l", "m")) {
            DB.run("insert into " + table + " values (?, ?, ?, ?)", id, value, b, id % 7);
          }
          id++;
        }
      }
    }
  }

  private static final CalcitePlanner FULL_SCANS = new CalcitePlanner(false);

  private static void assertSame(String sql, Object... parameters) {
    List<String> rows = DB.query(sql, parameters).stream().map(Fixture::text).toList();
    List<String> plain = DB.query(FULL_SCANS, sql, parameters).stream().map(Fixture::text).toList();
    assertThat(rows).as("%.80s", sql).containsExactlyInAnyOrderElementsOf(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = ?",
        "a < ?",
        "a <= ?",
        "a > ?",
        "a >= ?",
        "a <> ?",
        "a between 'k' and ?",
        "b = 'short' and a > ?",
        "b = 'short' and a = ?",
        "b = ? and a > 'k'",
        "b = ? and a = 'a'",
        "b <= ? and a = 'a'",
        "a in ('a', ?)"
      })
  void parametersSelectWhatAFullScanSelects(String where) {
    for (String value : VALUES) {
      for (String table : List.of("l", "m")) {
        for (String select : List.of("select id from ", "select count(*), max(n) from ")) {
          assertSame(select + table + " where " + where, value);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1021, 1022, 1600})
  void literalsAndJoinsSelectWhatAFullScanSelects(int length) {
    String literal = "'" + "k".repeat(length) + "'";
    assertSame("select id from l where a > " + literal);
    assertSame("select count(*) from m where b = 'short' and a <= " + literal);
    assertSame(
        "select l.id from (values ("
            + literal
            + ")) v(x) join l on l.a = cast(v.x as varchar(2000))");
  }

  @Test
  void valuesThatAreTooLongAreNotLookedFor() {
    DB.reads.clear();
    assertThat(DB.query("select id from l where a = ?", "k".repeat(1600))).isEmpty();
    assertThat(DB.reads).isEmpty();
  }
}

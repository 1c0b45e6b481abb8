package org.assaydb.sql.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assaydb.sql.Fixture;
import org.assaydb.sql.MemoryDatabase;
import org.assaydb.sql.planner.CalcitePlanner;
import org.assaydb.sql.planner.PlannerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions with values that no key can hold give the rows of a full scan. */
class LongKeyTest {
  private static final MemoryDatabase DB = new MemoryDatabase();
  private static final CalcitePlanner SCANS =
      new CalcitePlanner(PlannerOptions.all().withIndexes(false).withDirect(false));
  private static final int[] LENGTHS = {1, 900, 1020, 1021, 1022, 1023, 1024, 1025, 1500};

  @BeforeAll
  static void fill() {
    DB.run("create table uno (k varchar(3000) primary key, n int)");
    DB.run("create table down (k varchar(3000), n int, primary key (k desc))");
    DB.run("create table two (a varchar(3000), b varchar(3000), n int, primary key (a, b))");
    DB.run("create table bin (k varbinary(3000) primary key, n int)");
    DB.run("create table probe (id int primary key, t varchar(3000))");
    int n = 0;
    for (String text : List.of("", "a", "m", "z", "m".repeat(900), "m".repeat(1021), "~")) {
      DB.run("insert into uno values (?, ?)", text, n);
      DB.run("insert into down values (?, ?)", text, n);
      DB.run("insert into bin values (?, ?)", text.getBytes(US_ASCII), n);
      DB.run("insert into probe values (?, ?)", n, text);
      for (String other : List.of("", "m", "z")) {
        if (text.length() + other.length() < 1000) {
          DB.run("insert into two values (?, ?, ?)", text, other, n);
        }
      }
      n++;
    }
    DB.run("insert into probe values (100, ?), (101, ?)", "m".repeat(1022), "m".repeat(2000));
  }

  private static void same(String sql, Object... parameters) {
    List<String> expected = DB.query(SCANS, sql, parameters).stream().map(Fixture::text).toList();
    assertThat(DB.query(sql, parameters).stream().map(Fixture::text).toList())
        .as(sql)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "<", "<=", ">", ">=", "<>"})
  void comparisons(String op) {
    for (int length : LENGTHS) {
      for (String letter : List.of("a", "m", "\u00ff", "\0")) {
        String value = letter.repeat(length);
        same("select n from uno where k " + op + " ?", value);
        same("select n from down where k " + op + " ?", value);
        same("select count(*) from uno where k " + op + " ?", value);
        same("select count(*) from down where k " + op + " ?", value);
        same("select n from two where a = ? and b " + op + " ?", "m", value);
        same("select n from two where a = ? and b " + op + " ?", "m".repeat(900), value);
        same("select count(*) from two where a " + op + " ?", value);
        same("select n from bin where k " + op + " ?", (Object) value.getBytes(UTF_8));
      }
    }
  }

  @Test
  void listsRangesAndJoins() {
    for (int length : LENGTHS) {
      String value = "m".repeat(length);
      same("select n from uno where k in (?, 'a', 'z')", value);
      same("select n from down where k between 'b' and ?", value);
      same("select n from down where k between ? and 'n'", value);
      same("select n from uno where k < ? or k > 'y'", value);
      same("select n from two where a in (?, 'm') and b in ('z', ?)", value, value);
      same("select k, sum(n) from uno where k >= ? group by k", value);
    }
    same("select p.id, uno.n from probe p join uno on uno.k = p.t");
    same("select p.id, two.n from probe p left join two on two.a = p.t and two.b = p.t");
  }

  /** A longest key is still found. */
  @Test
  void longestKey() {
    String longest = "m".repeat(1021);
    assertThat(DB.query("select n from uno where k = ?", longest)).hasSize(1);
    assertThat(DB.query("select n from uno where k = ?", longest + "m")).isEmpty();
    assertThat(DB.query("select count(*) from uno where k < ?", longest + "m").get(0)[0])
        .isEqualTo(5L);
  }

  @Test
  void valuesThatAreTooLongAreNotLookedFor() {
    DB.reads.clear();
    assertThat(DB.query("select n from uno where k = ?", "k".repeat(1600))).isEmpty();
    assertThat(DB.reads).isEmpty();
  }
}

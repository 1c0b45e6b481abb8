package org.assaydb.sql.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  private static final Queries QUERIES =
      new Queries(
          "create table t (i int, j smallint, l bigint, d decimal(15, 2), e decimal(38, 0),"
              + " f double, s varchar(10), c char(5), b boolean, dt date, ts timestamp, u uuid)");

  private static RexNode expression(String sql) {
    Project project = (Project) QUERIES.plan("select " + sql + " from t");
    return project.getProjects().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i",
        "i = 1 and not (s = 'x' or b is null)",
        "s like 'a%b'",
        "i in (1, 2, 3)",
        "i between 1 and ?",
        "case when b then i else 0 end",
        "coalesce(i, 1)",
        "cast(i as bigint)",
        "cast(i as decimal(12, 1))",
        "cast(j as integer)",
        "cast(d as decimal(20, 2))",
        "cast(i as double)",
        "cast(s as varchar(3))",
        "cast(dt as timestamp)",
        "cast(ts as date)",
        "1 + 2 * 3",
        "0.06 - 0.01",
        "d * (1 - d)",
        "cast(i as bigint) + j",
        "i / 2",
        "d / 7",
        "mod(i, 10)",
        "date '1998-12-01' - interval '90' day",
        "date '1994-01-01' + interval '1' year",
        "timestamp '1994-01-01 00:00:00' + interval '3' month",
        "extract(year from dt)",
        "substring(s from 1 for 2)",
        "substring(s from 2)",
        "upper(s) = 'X'",
        "char_length(s) > 2",
      })
  void isSafe(String sql) {
    assertThat(Failures.canFail(expression(sql))).as(() -> expression(sql).toString()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / i",
        "1 / 0",
        "i / 0",
        "i + 1",
        "- i",
        "i * i",
        "l + l",
        "e + 1",
        "f + 1",
        "f * f",
        "i / -1",
        "mod(1, i)",
        "mod(1, 0)",
        "2147483647 + 1",
        "cast(l as integer)",
        "cast(i as smallint)",
        "cast(d as integer)",
        "cast(f as integer)",
        "cast(s as integer)",
        "cast(s as date)",
        "cast(s as uuid)",
        "cast(i as varchar(3))",
        "dt + interval '1' day",
        "date '9999-12-31' + interval '1' day",
        "date '1994-01-01' + i * interval '1' day",
        "s like ?",
        "s like 'a!%' escape '!'",
        "substring(s from 1 for i)",
        "substring(s from 1 for -1)",
        "s || s",
        "sqrt(f)",
        "i = 1 and 1 / i = 1",
        "case when b then 1 / i else 0 end",
        "(select max(i) from t)",
        "count(*) over ()",
      })
  void canFail(String sql) {
    assertThat(Failures.canFail(expression(sql))).as(() -> expression(sql).toString()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select i, count(*), max(d), sum(d), avg(d) from t group by i having min(j) > 1",
        "select a.i from t a left join t b on a.i = b.j where a.s like 'x%' order by 1 limit 3",
        "select i from t union select l from t",
        "values (1, 'x')",
      })
  void wholePlanIsSafe(String sql) {
    assertThat(Failures.planCanFail(QUERIES.plan(sql))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 / i from t",
        "select i from t where 1 / i > 0 order by i",
        "select a.i from t a join t b on a.i + b.i = 3",
        "select sum(e) from t",
        "select string_agg(s, ',') from t",
        "select row_number() over (order by i) from t",
        "select i from t where j in (select l from t)",
        "select i from t limit ?",
        "select count(*) from (select distinct 1 / i from t) x",
        "select l from t union all select l + 1 from t",
      })
  void wholePlanCanFail(String sql) {
    assertThat(Failures.planCanFail(QUERIES.plan(sql))).isTrue();
  }
}

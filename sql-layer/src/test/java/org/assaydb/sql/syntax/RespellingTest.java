package org.assaydb.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespellingTest {
  private static String text(String sql) {
    return Respelling.of(sql).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'for system_time all', \"FOR SYSTEM_TIME ALL\" /* for system_time all */",
        "select 'corr(a, b)', E'it\\'s corr(', \"corr\"(a, b) -- corr(a, b)",
        "select 1 // it's corr(a, b)",
        "select 'fetch first row with ties', \"COLLATE\" \"C\" from t",
        "select groups from t",
        "select a collate",
        "update t set a = 'default', b = \"DEFAULT\""
      })
  void leavesTextNamesAndCommentsAlone(String sql) {
    assertThat(text(sql)).isEqualTo(sql);
  }

  @Test
  void spellsHistoriesAsSnapshots() {
    assertThat(text("select * from t for System_Time\n from 1 to 2 where a = 1"))
        .isEqualTo("select * from t for System_Time\n AS OF \"$HISTORY_FROM\"( 1 , 2) where a = 1");
    assertThat(text("select * from t for system_time all as h"))
        .isEqualTo("select * from t for system_time AS OF \"$HISTORY_ALL\"() as h");
  }

  @Test
  void spellsSeveralClausesOfOneStatement() {
    assertThat(
            text("select corr (a, b collate \"C\") over (groups 1 preceding)\nfetch next row only"))
        .isEqualTo(
            "select \"CORR\" (a, b            ) over (ROWS   1 preceding)\nfetch next 1 row only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "3", ""})
  void findsTheNumberOfRowsBehindLineEndsOfAllKinds(String count) {
    String sql =
        "select corr(a, b)\r\nfrom t\rorder by a\n  fetch first " + count + " rows with ties";
    SqlNode node = SqlText.parse(sql);
    assertThat(((SqlOrderBy) node).fetch.toString()).contains("WITH_TIES");
  }

  @Test
  void marksOnlyTheClauseThatSaysWithTies() {
    SqlNode node =
        SqlText.parse(
            "select * from (select a from t order by a fetch first 3 rows with ties) as x"
                + " order by a fetch first 3 rows only");
    assertThat(((SqlOrderBy) node).fetch.toString()).doesNotContain("WITH_TIES");
    assertThat(((SqlOrderBy) node).query.toString()).contains("WITH_TIES");
  }

  @Test
  void refusesCollationsByName() {
    assertThatThrownBy(() -> SqlText.parse("select a collate \"de_DE\" from t"))
        .isInstanceOf(SqlLayerException.class)
        .hasMessageContaining("de_DE");
  }
}

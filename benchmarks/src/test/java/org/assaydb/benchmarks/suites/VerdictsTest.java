package org.assaydb.benchmarks.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private final Verdicts verdicts = new Verdicts();

  @Test
  void countsRefusalsByStateAndKindOfMessage() {
    verdicts.failed("a", "x", new SqlLayerException("0A000", "no 'MEDIAN' at line 1"));
    verdicts.failed("b", "y", new SqlLayerException("0A000", "no 'MODE' at line 22"));
    verdicts.failed("c", "z", new SqlLayerException("22012", "division by zero"));

    assertThat(verdicts.refusedCount()).isEqualTo(3);
    assertThat(verdicts.wrongCount()).isZero();
    assertThat(verdicts.fields())
        .containsEntry(
            "refusedByReason", Map.of("0A000 no _ at line _", 2L, "22012 division by zero", 1L));
  }

  @Test
  void aResultIsOfAnotherTypeOnlyWhereAnAverageIsMixedWithAnInteger() {
    Object[] fraction = {new BigDecimal("54.94")};
    Object[] whole = {new BigDecimal("54.00")};
    String mixed = "SELECT 42 - 38 / COALESCE(98, AVG(73))";
    assertThat(SqlLogicValues.isOfOtherType(query(mixed), List.of(whole, fraction))).isTrue();
    assertThat(SqlLogicValues.isOfOtherType(query(mixed), List.<Object[]>of(whole))).isFalse();
    assertThat(SqlLogicValues.isOfOtherType(query("SELECT AVG(73)"), List.<Object[]>of(fraction)))
        .isFalse();
    assertThat(
            SqlLogicValues.isOfOtherType(
                query("SELECT COALESCE(98, SUM(73))"), List.<Object[]>of(fraction)))
        .isFalse();
    verdicts.deviates("a", mixed, "54, expected 72");
    assertThat(verdicts.count()).isEqualTo(1);
    assertThat(verdicts.wrongCount()).isZero();
  }

  private static SqlLogicRecord query(String sql) {
    return new SqlLogicRecord(
        1, SqlLogicRecord.Kind.QUERY, sql, "I", SqlLogicRecord.Order.NOSORT, List.of("72"));
  }

  @Test
  void takesInternalErrorsForWrong() {
    verdicts.failed("a", "x", new SqlLayerException("XX000", "planner failed"));
    verdicts.failed("b", "y", new IllegalStateException("oops"));

    assertThat(verdicts.refusedCount()).isZero();
    assertThat(verdicts.wrongOnes())
        .hasSize(2)
        .allMatch(one -> one.contains("planner") || one.contains("oops"));
    assertThat(verdicts.count()).isEqualTo(2);
  }
}

package org.assaydb.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultRowsTest {
  private static ResultRows rows(Object[]... rows) {
    return new ResultRows(Arrays.asList(rows), 0);
  }

  private static Object[] row(Object... values) {
    return values;
  }

  @Test
  void comparesExactNumbersByValue() {
    assertThat(ResultRows.same(new BigDecimal("1.50"), new BigDecimal("1.5"))).isTrue();
    assertThat(ResultRows.same(3L, new BigDecimal("3.00"))).isTrue();
    assertThat(ResultRows.same(new BigDecimal("1.50"), new BigDecimal("1.51"))).isFalse();
    assertThat(ResultRows.same(5, 6L)).isFalse();
  }

  @Test
  void givesQuotientsTheirLastDigitAndFloatingNumbersABillionth() {
    assertThat(ResultRows.same(new BigDecimal("25.537588"), 25.53758711685498)).isTrue();
    assertThat(ResultRows.same(new BigDecimal("25.537590"), 25.53758711685498)).isFalse();
    assertThat(ResultRows.same(1.0e12, 1.0e12 + 100)).isTrue();
    assertThat(ResultRows.same(1.0e12, 1.0e12 + 10_000)).isFalse();
    assertThat(ResultRows.same(5L, 5.4)).isFalse();
  }

  @Test
  void comparesTextsWithoutTheBlanksOfCharAndDatesAsText() {
    assertThat(ResultRows.same("MAIL      ", "MAIL")).isTrue();
    assertThat(ResultRows.same(" MAIL", "MAIL")).isFalse();
    assertThat(ResultRows.same(java.sql.Date.valueOf("1998-12-01"), LocalDate.of(1998, 12, 1)))
        .isTrue();
    assertThat(ResultRows.same(null, null)).isTrue();
    assertThat(ResultRows.same(null, "null")).isFalse();
    assertThat(ResultRows.same(0, null)).isFalse();
  }

  @Test
  void leavesOpenOnlyTheOrderOfTies() {
    ResultRows expected = rows(row(2, "a"), row(1, "b"), row(1, "c"));

    assertThat(rows(row(2, "a"), row(1, "c"), row(1, "b")).difference(expected, List.of(1)))
        .isNull();
    assertThat(rows(row(1, "b"), row(2, "a"), row(1, "c")).difference(expected, List.of(1)))
        .contains("row 1");
    assertThat(rows(row(2, "a"), row(1, "b"), row(1, "b")).difference(expected, List.of(1)))
        .contains("row 3", "expected [1, c]");
  }

  @Test
  void missesRowsAndColumns() {
    ResultRows expected = rows(row(1, 2));

    assertThat(rows().difference(expected, List.of(1))).isEqualTo("0 rows, expected 1");
    assertThat(rows(row(1)).difference(expected, List.of(1))).contains("row 1");
  }
}

package org.assaydb.sql.expression.compiler;

import static org.assaydb.sql.expression.compiler.SqlExpressions.column;
import static org.assaydb.sql.expression.compiler.SqlExpressions.columns;
import static org.assaydb.sql.expression.compiler.SqlExpressions.value;
import static org.assaydb.sql.expression.compiler.SqlExpressions.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.Batch;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  static AbstractThrowableAssert<?, ?> fails(String expression, Batch batch, String sqlState) {
    return assertThatThrownBy(() -> values(expression, batch))
        .isInstanceOfSatisfying(
            SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  static void fails(String expression, String sqlState) {
    fails(expression, column("i", (String) null), sqlState);
  }

  @Test
  void integersAreComputedInTheirTypeAndNullStaysNull() {
    Batch batch = column("i", "7", null, "-7");
    assertThat(values("i + 1", batch)).containsExactly("8", null, "-6");
    assertThat(values("1 - i", batch)).containsExactly("-6", null, "8");
    assertThat(values("i * i", batch)).containsExactly("49", null, "49");
    assertThat(values("i / 2", batch)).containsExactly("3", null, "-3");
    assertThat(values("MOD(i, 4)", batch)).containsExactly("3", null, "-3");
    assertThat(values("-i", batch)).containsExactly("-7", null, "7");
    assertThat(values("i + CAST(NULL AS INTEGER)", batch)).containsOnlyNulls();
  }

  @Test
  void integersDoNotWrap() {
    Batch most = column("i", "1", "2147483647");
    fails("i + 1", most, "22003");
    fails("i * 2", most, "22003");
    fails("-2 - i", most, "22003");
    assertThat(values("i + CAST(1 AS BIGINT)", most)).containsExactly("2", "2147483648");
    Batch least = column("l", "-9223372036854775808");
    fails("-l", least, "22003");
    fails("l - 1", least, "22003");
    fails("l * 2", least, "22003");
    fails("l / -1", least, "22003");
    assertThat(values("MOD(l, CAST(-1 AS BIGINT))", least)).containsExactly("0");
    fails("si + si", column("si", "20000"), "22003");
    fails("-i", column("i", "-2147483648"), "22003");
  }

  @Test
  void whatNullRowsHoldDoesNotOverflow() {
    Batch batch =
        new Batch(
            2,
            replaced(
                column("l", "5", null),
                2,
                new org.assaydb.sql.vector.LongVector(
                    new long[] {5, Long.MAX_VALUE}, 2, new long[] {1})));
    assertThat(values("l + 1", batch)).containsExactly("6", null);
    assertThat(values("l * 3", batch)).containsExactly("15", null);
    assertThat(values("l / 0", column("l", (String) null))).containsExactly((String) null);
  }

  private static List<org.assaydb.sql.vector.Vector> replaced(
      Batch batch, int place, org.assaydb.sql.vector.Vector vector) {
    List<org.assaydb.sql.vector.Vector> columns = new ArrayList<>(batch.columns());
    columns.set(place, vector);
    return columns;
  }

  @Test
  void divisionByZeroIsAnErrorOfTheRow() {
    fails("1 / i", column("i", "1", "0"), "22012");
    fails("MOD(1, i)", column("i", "0"), "22012");
    fails("n / 0", column("n", "1.00"), "22012");
    fails("d / 0", column("d", "1"), "22012");
    assertThat(values("d / 0", column("d", "NaN"))).containsExactly("NaN");
    fails("1 / 0", "22012");
    assertThat(values("1 / 0", column("i"))).isEmpty();
  }

  @Test
  void decimalsAreExact() {
    Batch batch = columns("n", Arrays.asList("10.05", null, "-0.01"), "w", list("0.1234567890", 3));
    assertThat(values("n + w", batch)).containsExactly("10.1734567890", null, "0.1134567890");
    assertThat(values("n * n", batch)).containsExactly("101.0025", null, "0.0001");
    assertThat(values("n - 1", batch)).containsExactly("9.05", null, "-1.01");
    assertThat(values("n * (1 - n)", batch)).containsExactly("-90.9525", null, "-0.0101");
    assertThat(values("-n", batch)).containsExactly("-10.05", null, "0.01");
    assertThat(value("1.0 / 3")).startsWith("0.33333");
    assertThat(value("CAST(2.00 AS DECIMAL(5,2)) / CAST(3.00 AS DECIMAL(5,2))")).matches("0\\.6+7");
    assertThat(value("-2.0 / 3.0")).matches("-0\\.6+7");
    assertThat(value("MOD(-7.5, 2)")).isEqualTo("-1.5");
  }

  private static List<String> list(String value, int times) {
    return Collections.nCopies(times, value);
  }

  @Test
  void decimalsOfMoreThan64BitsAreExact() {
    String big = "1234567890123456789012345678.0000000001";
    Batch batch = column("w", big, "0.0000000001", null);
    assertThat(values("w + w", batch))
        .containsExactly("2469135780246913578024691356.0000000002", "0.0000000002", null);
    assertThat(values("w - w", batch)).containsExactly("0.0000000000", "0.0000000000", null);
    fails("w * w", column("w", big), "22003");
    fails("w + w", column("w", "9999999999999999999999999999.9999999999"), "22003");
    assertThat(values("l * CAST(10 AS DECIMAL(19, 0))", column("l", "9223372036854775807")))
        .containsExactly("92233720368547758070");
    assertThat(values("CAST(l AS DECIMAL(19, 0)) * -l", column("l", "-9223372036854775807")))
        .containsExactly("85070591730234615847396907784232501249".replaceFirst("^", "-"));
  }

  @Test
  void doublesFollowPostgres() {
    assertThat(value("0.1e0 + 0.2e0")).isEqualTo("0.30000000000000004");
    fails("d * d", column("d", "1e200"), "22003");
    fails("d * d", column("d", "1e-200"), "22003");
    assertThat(values("d * d", column("d", "Infinity"))).containsExactly("Infinity");
    assertThat(values("d - d", column("d", "Infinity"))).containsExactly("NaN");
    assertThat(values("d * -1", column("d", "0"))).containsExactly("0");
    assertThat(values("d + i", columns("d", List.of("0.5"), "i", List.of("2"))))
        .containsExactly("2.5");
  }

  @Test
  void aThousandsOfRowsEqualOneByOne() {
    int rows = 5000;
    List<String> numbers = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      numbers.add(i % 7 == 0 ? null : Integer.toString(i * 31 - 70_000));
      others.add(i % 11 == 0 ? null : (i % 100 - 50) + ".25");
    }
    List<String> sums = values("i * 2 + n", columns("i", numbers, "n", others));
    for (int i = 0; i < rows; i++) {
      String expected =
          numbers.get(i) == null || others.get(i) == null
              ? null
              : new java.math.BigDecimal(others.get(i))
                  .add(java.math.BigDecimal.valueOf(2L * Integer.parseInt(numbers.get(i))))
                  .toPlainString();
      assertThat(sums.get(i)).as("row %d", i).isEqualTo(expected);
    }
  }

  @Test
  void datesMoveByIntervals() {
    Batch batch = column("dt", "2024-01-31", null);
    assertThat(values("dt + INTERVAL '1' MONTH", batch)).containsExactly("2024-02-29", null);
    assertThat(values("dt - INTERVAL '13' MONTH", batch)).containsExactly("2022-12-31", null);
    assertThat(values("dt + INTERVAL '1' DAY", batch)).containsExactly("2024-02-01", null);
    assertThat(values("INTERVAL '1' YEAR + dt", batch)).containsExactly("2025-01-31", null);
    assertThat(value("DATE '1998-12-01' - INTERVAL '90' DAY")).isEqualTo("1998-09-02");
    fails("dt + INTERVAL '9000' YEAR(4)", batch, "22008");
  }

  @Test
  void timesMoveByIntervals() {
    Batch batch = column("ts", "1500-02-28 23:59:59.999999");
    assertThat(values("ts + INTERVAL '1' DAY", batch))
        .containsExactly("1500-03-01 23:59:59.999999");
    assertThat(values("ts - INTERVAL '0.001' SECOND", batch))
        .containsExactly("1500-02-28 23:59:59.998999");
    assertThat(values("tm + INTERVAL '2' HOUR", column("tm", "23:00:00")))
        .containsExactly("01:00:00");
  }

  @Test
  void differencesOfTimes() {
    Batch days = columns("dt", List.of("2024-03-01"), "ts", List.of("2024-03-01 12:00:00"));
    assertThat(values("(dt - DATE '2024-02-28') DAY", days)).containsExactly("2 days");
    assertThat(values("(dt - DATE '2023-03-02') MONTH", days)).containsExactly("11 mons");
    assertThat(values("(ts - TIMESTAMP '2024-02-28 11:00:00.5') DAY TO SECOND", days))
        .containsExactly("2 days 00:59:59.5");
    assertThat(values("INTERVAL '1' DAY + INTERVAL '2' HOUR", days))
        .containsExactly("1 day 02:00:00");
    assertThat(values("INTERVAL '1' DAY * 2", days)).containsExactly("2 days");
    assertThat(values("INTERVAL '3' DAY / 2", days)).containsExactly("1 day 12:00:00");
    assertThat(values("-INTERVAL '3' MONTH", days)).containsExactly("-3 mons");
    assertThat(values("CAST(INTERVAL '5' HOUR AS INTEGER)", days)).containsExactly("5");
    assertThat(values("CAST((dt - DATE '2024-02-28') DAY AS INTEGER)", days)).containsExactly("2");
    assertThat(values("TIMESTAMPDIFF(DAY, DATE '2024-02-28', dt)", days)).containsExactly("2");
    assertThat(values("TIMESTAMPADD(MONTH, 1, dt)", days)).containsExactly("2024-04-01");
  }
}

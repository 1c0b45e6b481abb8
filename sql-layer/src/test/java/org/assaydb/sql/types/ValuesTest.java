package org.assaydb.sql.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static Object value(Kind kind, Object value) {
    return Values.valueFromJdbc(ColumnType.of(kind), value);
  }

  @Test
  void timesOfJdbcAndJavaTimeAreTheSame() {
    LocalDate day = LocalDate.of(1969, 12, 30);
    assertThat(value(Kind.DATE, day)).isEqualTo(-2);
    assertThat(value(Kind.DATE, java.sql.Date.valueOf(day))).isEqualTo(-2);
    assertThat(value(Kind.DATE, "1969-12-30")).isEqualTo(-2);
    assertThat(value(Kind.DATE, day.atTime(23, 59))).isEqualTo(-2);
    LocalTime time = LocalTime.of(10, 11, 12, 345_499_000);
    assertThat(value(Kind.TIME, time)).isEqualTo(36_672_345);
    assertThat(value(Kind.TIME, java.sql.Time.valueOf("10:11:12"))).isEqualTo(36_672_000);
    assertThat(value(Kind.TIME, "10:11:12.345")).isEqualTo(36_672_345);
    long ms = -86_400_000L * 2 + 36_672_345;
    LocalDateTime both = day.atTime(time);
    assertThat(value(Kind.TIMESTAMP, both)).isEqualTo(ms);
    assertThat(value(Kind.TIMESTAMP, java.sql.Timestamp.valueOf(both))).isEqualTo(ms);
    assertThat(value(Kind.TIMESTAMP, Instant.ofEpochMilli(ms))).isEqualTo(ms);
    assertThat(value(Kind.TIMESTAMP, OffsetDateTime.parse("1969-12-30T12:11:12.345+02:00")))
        .isEqualTo(ms);
    assertThat(value(Kind.TIMESTAMP, "1969-12-30 10:11:12.345")).isEqualTo(ms);
  }

  @Test
  void numbersAreRoundedAndBounded() {
    assertThat(value(Kind.INTEGER, 2.5)).isEqualTo(3);
    assertThat(value(Kind.SMALLINT, BigInteger.TEN)).isEqualTo((short) 10);
    assertThat(Values.valueFromJdbc(ColumnType.decimal(4, 1), new BigDecimal("-9.95")))
        .isEqualTo(new BigDecimal("-10.0"));
    assertState(SqlStates.OUT_OF_RANGE, Kind.SMALLINT, 32768);
    assertState(SqlStates.OUT_OF_RANGE, Kind.BIGINT, BigInteger.ONE.shiftLeft(63));
    assertState(SqlStates.INVALID_DATETIME, Kind.TIME, "25:00");
    assertState(SqlStates.INVALID_CAST, Kind.BOOLEAN, "maybe");
  }

  @Test
  void timesAreRoundedToMillisecondsAndNotBeyondTheirDay() {
    assertThat(value(Kind.TIME, LocalTime.of(10, 11, 12, 345_500_000))).isEqualTo(36_672_346);
    assertThat(value(Kind.TIMESTAMP, "1969-12-31T23:59:59.9995")).isEqualTo(0L);
    assertThat(value(Kind.TIMESTAMP, "1969-12-31 23:59:59.9985Z")).isEqualTo(-1L);
    assertState(SqlStates.DATETIME_OVERFLOW, Kind.TIME, LocalTime.MAX);
    assertState(SqlStates.INVALID_DATETIME, Kind.TIME, "24:00:00");
    assertState(SqlStates.INVALID_DATETIME, Kind.DATE, "2023-02-29");
    assertState(SqlStates.DATETIME_OVERFLOW, Kind.DATE, LocalDate.of(10_000, 1, 1));
    assertState(SqlStates.DATETIME_OVERFLOW, Kind.TIMESTAMP, LocalDateTime.MAX);
  }

  @Test
  void dayThatTheJulianCalendarLeftOutIsADay() {
    assertThat(value(Kind.DATE, LocalDate.of(1582, 10, 10))).isEqualTo(-141_432);
    assertThat(value(Kind.DATE, "1582-10-10")).isEqualTo(-141_432);
  }

  @Test
  void textMustBeUnicodeAndIsCutOfBlanksAlone() {
    ColumnType three = ColumnType.of(Kind.VARCHAR, 3);
    assertThat(Values.valueFromJdbc(three, "a\ud83d\ude00b  ")).isEqualTo("a\ud83d\ude00b");
    for (String half : new String[] {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83dx"}) {
      SqlLayerException e =
          catchThrowableOfType(SqlLayerException.class, () -> Values.valueFromJdbc(three, half));
      assertThat(e.sqlState()).isEqualTo(SqlStates.NOT_IN_REPERTOIRE);
    }
    assertThat(
            Values.valueFromJdbc(ColumnType.of(Kind.VARCHAR, 30), LocalDateTime.of(1, 2, 3, 4, 5)))
        .isEqualTo("0001-02-03 04:05:00");
  }

  @Test
  void parameterOfAnExpressionIsNeverRoundedCutOrPadded() {
    assertThat(Values.parameter(ColumnType.of(Kind.VARCHAR, 3), "abcdef")).isEqualTo("abcdef");
    assertThat(Values.parameter(ColumnType.of(Kind.CHAR, 3), "a")).isEqualTo("a");
    assertThat((byte[]) Values.parameter(ColumnType.of(Kind.VARBINARY, 1), new byte[5])).hasSize(5);
    assertThat(Values.parameter(ColumnType.decimal(8, 2), new BigDecimal("1.1000")))
        .isEqualTo(new BigDecimal("1.10"));
    assertThat(Values.parameter(ColumnType.of(Kind.INTEGER), "12")).isEqualTo(12);
    assertThat(Values.parameter(ColumnType.of(Kind.TIMESTAMP), "1970-01-01 00:00:00.000400"))
        .isEqualTo(400L);
    assertThat(Values.parameter(ColumnType.of(Kind.TIME), LocalTime.of(0, 0, 0, 1_000)))
        .isEqualTo(1L);
    assertParameterState(SqlStates.INVALID_CAST, ColumnType.of(Kind.INTEGER), "1.5");
    assertParameterState(SqlStates.INVALID_CAST, ColumnType.decimal(8, 2), "1.099");
    assertParameterState(SqlStates.OUT_OF_RANGE, ColumnType.decimal(8, 2), new BigDecimal("1.099"));
    assertParameterState(SqlStates.OUT_OF_RANGE, ColumnType.of(Kind.BIGINT), 0.5);
  }

  private static void assertParameterState(String state, ColumnType type, Object value) {
    SqlLayerException e =
        catchThrowableOfType(SqlLayerException.class, () -> Values.parameter(type, value));
    assertThat(e).isNotNull();
    assertThat(e.sqlState()).isEqualTo(state);
  }

  private static void assertState(String state, Kind kind, Object value) {
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> value(kind, value));
    assertThat(e).isNotNull();
    assertThat(e.sqlState()).isEqualTo(state);
  }
}

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
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
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
    LocalTime time = LocalTime.of(10, 11, 12, 345_678_900);
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

  private static void assertState(String state, Kind kind, Object value) {
    SqlLayerException e = catchThrowableOfType(SqlLayerException.class, () -> value(kind, value));
    assertThat(e).isNotNull();
    assertThat(e.sqlState()).isEqualTo(state);
  }
}

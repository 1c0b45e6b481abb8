package org.assaydb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnValuesTest {
  private static final UUID ID = new UUID(-1, 1);

  private static Arguments row(Kind kind, Object stored, Class<?> target, Object expected) {
    return Arguments.of(type(kind), stored, target, expected);
  }

  private static ColumnType type(Kind kind) {
    return switch (kind) {
      case DECIMAL -> ColumnType.decimal(20, 2);
      case VARCHAR -> ColumnType.of(kind, 40);
      default -> ColumnType.of(kind);
    };
  }

  static Stream<Arguments> conversions() {
    return Stream.of(
        row(Kind.INTEGER, 7, Long.class, 7L),
        row(Kind.INTEGER, -7, String.class, "-7"),
        row(Kind.INTEGER, 7, BigDecimal.class, BigDecimal.valueOf(7)),
        row(Kind.BIGINT, Long.MIN_VALUE, Long.class, Long.MIN_VALUE),
        row(Kind.DECIMAL, new BigDecimal("-1.99"), Integer.class, -1),
        row(Kind.DECIMAL, new BigDecimal("0.00"), String.class, "0.00"),
        row(Kind.DOUBLE, 2.75, Integer.class, 2),
        row(Kind.VARCHAR, " 12 ", Integer.class, 12),
        row(Kind.VARCHAR, "2024-02-29", LocalDate.class, LocalDate.of(2024, 2, 29)),
        row(Kind.DATE, -1, String.class, "1969-12-31"),
        row(Kind.TIME, 86_399_999, String.class, "23:59:59.999"),
        row(Kind.TIME, 1, LocalTime.class, LocalTime.of(0, 0, 0, 1_000_000)),
        row(Kind.TIMESTAMP, -1L, String.class, "1969-12-31 23:59:59.999"),
        row(Kind.TIMESTAMP, -1L, Instant.class, Instant.ofEpochMilli(-1)),
        row(Kind.TIMESTAMP, 0L, LocalDateTime.class, LocalDateTime.of(1970, 1, 1, 0, 0)),
        row(Kind.UUID, ID, String.class, ID.toString()),
        row(Kind.BOOLEAN, true, Integer.class, 1));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void converts(ColumnType type, Object stored, Class<?> target, Object expected)
      throws SQLException {
    assertThat(ColumnValues.as(target, type, stored)).isEqualTo(expected);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        row(Kind.INTEGER, 40_000, Short.class, "22003"),
        row(Kind.BIGINT, 1L << 40, Integer.class, "22003"),
        row(Kind.DOUBLE, 1e300, Long.class, "22003"),
        row(Kind.DOUBLE, Double.NaN, Long.class, "22018"),
        row(Kind.VARCHAR, "x", Integer.class, "22018"),
        row(Kind.DATE, 3, Integer.class, "22018"),
        row(Kind.TIMESTAMP, 3L, Long.class, "22018"),
        row(Kind.UUID, ID, LocalDate.class, "22018"),
        row(Kind.INTEGER, 3, byte[].class, "22018"),
        row(Kind.INTEGER, 3, Thread.class, "0A000"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(ColumnType type, Object stored, Class<?> target, String sqlState) {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> ColumnValues.as(target, type, stored));
    assertThat((Throwable) e).isNotNull();
    assertThat(e.getSQLState()).isEqualTo(sqlState);
  }

  @Test
  void timeKeepsItsMilliseconds() throws SQLException {
    Time time = (Time) ColumnValues.as(Time.class, type(Kind.TIME), 45_296_789);
    assertThat(time.getTime()).isEqualTo(Time.valueOf("12:34:56").getTime() + 789);
  }
}

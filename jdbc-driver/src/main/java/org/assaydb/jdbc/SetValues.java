package org.assaydb.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The values that setters gave to the parameters of a statement, and the types that follow from
 * their classes. Text and NULL have no type: the place of the parameter decides what they are.
 *
 * @param types null for text, NULL and a decimal of more than 38 digits
 * @param values normal forms: Boolean, Short, Integer, Long, BigDecimal of no negative scale,
 *     Float, Double, String, byte[], LocalDate, LocalTime, LocalDateTime, UUID; null for NULL
 */
record SetValues(List<@Nullable ColumnType> types, @Nullable Object[] values) {
  static final SetValues NONE = new SetValues(List.of(), new Object[0]);

  private static final long HALF_MICRO = 500;
  private static final int LONG_DIGITS = 18;
  private static final int MAX_DIGITS = 38;
  private static final int MAX_WHOLE_DIGITS = 400;

  /** Of values in normal form. */
  static SetValues of(@Nullable Object[] normal) {
    @Nullable ColumnType[] types = new @Nullable ColumnType[normal.length];
    for (int i = 0; i < normal.length; i++) {
      types[i] = typeOf(normal[i]);
    }
    return new SetValues(Collections.unmodifiableList(java.util.Arrays.asList(types)), normal);
  }

  /** The types without those of parameters that a plan does not depend on. */
  List<@Nullable ColumnType> typesWithout(Set<Integer> parameters) {
    if (parameters.isEmpty()) {
      return types;
    }
    @Nullable ColumnType[] rest = types.toArray(new @Nullable ColumnType[0]);
    for (int parameter : parameters) {
      if (parameter < rest.length) {
        rest[parameter] = null;
      }
    }
    return java.util.Arrays.asList(rest);
  }

  /**
   * Refuses values that would be misread: a decimal without a type, unless it is rounded to the
   * column that it is assigned to, and a number for a column of dates or times.
   *
   * @param columns types that the plan gave
   * @param assigned see {@link org.assaydb.sql.PlannedStatement.Update#assignedParameters}
   */
  void check(List<ColumnType> columns, Set<Integer> assigned) throws SQLException {
    if (values.length != columns.size()) {
      throw SqlErrors.of(
          SqlStates.PARAMETER_COUNT,
          columns.size() + " parameters expected, " + values.length + " were set");
    }
    for (int i = 0; i < values.length; i++) {
      boolean number = values[i] instanceof Number;
      if (number && types.get(i) == null && !assigned.contains(i)) {
        throw SqlErrors.of(
            SqlStates.OUT_OF_RANGE, "parameter " + (i + 1) + " has more than 38 digits");
      }
      if (number && ColumnValues.isTime(columns.get(i))) {
        String kinds = " is a number, its column " + columns.get(i);
        throw SqlErrors.of(SqlStates.TYPE_MISMATCH, "parameter " + (i + 1) + kinds);
      }
    }
  }

  /**
   * The type of a value in normal form. Decimals have 18 or 38 digits, so that one plan serves many
   * values; their scale is exact.
   */
  static @Nullable ColumnType typeOf(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      int digits = Math.max(decimal.precision(), decimal.scale());
      return digits > MAX_DIGITS
          ? null
          : ColumnType.decimal(digits > LONG_DIGITS ? MAX_DIGITS : LONG_DIGITS, decimal.scale());
    } else if (value instanceof byte[]) {
      return ColumnType.of(Kind.VARBINARY, ColumnType.MAX_LENGTH);
    }
    Kind kind = kindOf(value);
    return kind == null ? null : ColumnType.of(kind);
  }

  private static @Nullable Kind kindOf(@Nullable Object value) {
    if (value instanceof Integer) {
      return Kind.INTEGER;
    } else if (value instanceof Long) {
      return Kind.BIGINT;
    } else if (value instanceof Double || value instanceof Float) {
      return Kind.DOUBLE;
    } else if (value instanceof LocalDate) {
      return Kind.DATE;
    } else if (value instanceof LocalDateTime) {
      return Kind.TIMESTAMP;
    } else if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    } else if (value instanceof Short) {
      return Kind.SMALLINT;
    } else if (value instanceof LocalTime) {
      return Kind.TIME;
    }
    return value instanceof UUID ? Kind.UUID : null;
  }

  /** The normal form of a value that {@code setObject} takes. */
  static @Nullable Object normal(@Nullable Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return scaled(decimal);
    } else if (value instanceof byte[] bytes) {
      return bytes.clone();
    } else if (value instanceof LocalTime time) {
      return rounded(time);
    } else if (value instanceof LocalDateTime local) {
      return rounded(local);
    } else if (value == null || value instanceof String || typeOf(value) != null) {
      return value;
    } else if (value instanceof Byte small) {
      return small.shortValue();
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (value instanceof CharSequence || value instanceof Character) {
      return value.toString();
    }
    return time(value);
  }

  /** To microseconds, as the engine counts. */
  private static LocalDateTime rounded(LocalDateTime value) {
    return value.plusNanos(HALF_MICRO).truncatedTo(ChronoUnit.MICROS);
  }

  private static LocalTime rounded(LocalTime value) throws SQLException {
    LocalTime rounded = value.plusNanos(HALF_MICRO).truncatedTo(ChronoUnit.MICROS);
    if (rounded.isBefore(value.truncatedTo(ChronoUnit.MICROS))) {
      throw SqlErrors.of(SqlStates.DATETIME_OVERFLOW, "the time rounds to 24:00:00: " + value);
    }
    return rounded;
  }

  private static BigDecimal scaled(BigDecimal value) throws SQLException {
    if (value.scale() >= 0) {
      return value;
    }
    if ((long) value.precision() - value.scale() > MAX_WHOLE_DIGITS) {
      throw SqlErrors.of(SqlStates.OUT_OF_RANGE, "a decimal of more than 400 digits");
    }
    return value.setScale(0);
  }

  /** Local fields as they are, points in time in UTC; see docs/jdbc.md. */
  private static Object time(Object value) throws SQLException {
    try {
      if (value instanceof java.sql.Date date) {
        return date.toLocalDate();
      } else if (value instanceof Time time) {
        return ZoneFields.time(time);
      } else if (value instanceof Timestamp timestamp) {
        return rounded(timestamp.toLocalDateTime());
      } else if (value instanceof Instant instant) {
        return rounded(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      } else if (value instanceof OffsetDateTime offset) {
        return rounded(offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
      } else if (value instanceof ZonedDateTime zoned) {
        return rounded(zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
      } else if (value instanceof java.util.Date date) {
        return new Timestamp(date.getTime()).toLocalDateTime();
      }
    } catch (java.time.DateTimeException e) {
      throw SqlErrors.of(
          SqlStates.DATETIME_OVERFLOW, "no date of the proleptic Gregorian calendar: " + value, e);
    }
    throw SqlErrors.unsupported("a parameter of class " + value.getClass().getName());
  }
}

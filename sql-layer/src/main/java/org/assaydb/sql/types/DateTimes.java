package org.assaydb.sql.types;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.value.Calendars;
import org.assaydb.sql.value.DateTimeText;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times that JDBC yields as days and microseconds. One rule for zones: local values are
 * taken as they are, those of java.sql by the local fields that they show, and a point in time
 * (Instant, OffsetDateTime, ZonedDateTime) by its fields in UTC. Fractions are rounded to
 * microseconds. A number is what is stored: days, or milliseconds.
 */
final class DateTimes {
  private static final long MICROS_PER_MS = 1000;
  private static final long NANOS_PER_MICRO = 1000;

  private DateTimes() {}

  /** Days since 1970-01-01. */
  static long days(Object value) {
    try {
      if (value instanceof Integer days) {
        return days;
      } else if (value instanceof LocalDate local) {
        return Calendars.checkedDay(local.toEpochDay());
      } else if (value instanceof String text) {
        return DateTimeText.date(text);
      }
      return Math.floorDiv(timestamp(value), Calendars.MICROS_PER_DAY);
    } catch (DateTimeException e) {
      throw bad(value, ColumnType.Kind.DATE, e);
    }
  }

  /** Microseconds of the day. */
  static long time(Object value) {
    try {
      if (value instanceof Integer ms) {
        return Math.floorMod(ms * MICROS_PER_MS, Calendars.MICROS_PER_DAY);
      } else if (value instanceof LocalTime local) {
        return Calendars.checkedTime(rounded(local.toNanoOfDay(), NANOS_PER_MICRO));
      } else if (value instanceof java.sql.Time sql) {
        // Time.toLocalTime drops the milliseconds.
        return sql.toLocalTime().toNanoOfDay() / NANOS_PER_MICRO
            + Math.floorMod(sql.getTime(), 1000L) * MICROS_PER_MS;
      } else if (value instanceof String text && text.indexOf('-') < 0) {
        return DateTimeText.time(text);
      }
      return Math.floorMod(timestamp(value), Calendars.MICROS_PER_DAY);
    } catch (DateTimeException e) {
      throw bad(value, ColumnType.Kind.TIME, e);
    }
  }

  /** Microseconds since 1970-01-01. */
  static long timestamp(Object value) {
    try {
      if (value instanceof Long ms) {
        return Math.multiplyExact(ms, MICROS_PER_MS);
      } else if (value instanceof String text) {
        return DateTimeText.timestamp(text);
      }
      LocalDateTime local = local(value);
      long micros =
          local.toLocalDate().toEpochDay() * Calendars.MICROS_PER_DAY
              + rounded(local.toLocalTime().toNanoOfDay(), NANOS_PER_MICRO);
      Calendars.checkedDay(local.toLocalDate().toEpochDay());
      return Calendars.checkedMicros(micros);
    } catch (DateTimeException | ArithmeticException e) {
      throw bad(value, ColumnType.Kind.TIMESTAMP, e);
    }
  }

  private static LocalDateTime local(Object value) {
    if (value instanceof LocalDateTime local) {
      return local;
    } else if (value instanceof Timestamp sql) {
      return sql.toLocalDateTime();
    } else if (value instanceof LocalDate local) {
      return local.atStartOfDay();
    } else if (value instanceof java.sql.Date sql) {
      return sql.toLocalDate().atStartOfDay();
    } else if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    } else if (value instanceof OffsetDateTime offset) {
      return offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    } else if (value instanceof ZonedDateTime zoned) {
      return zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    throw Values.bad(ColumnType.of(ColumnType.Kind.TIMESTAMP), value);
  }

  /** A TIME as it is stored: milliseconds of the day. */
  static int storedTime(Object value) {
    return Calendars.storedTime(time(value));
  }

  /** A TIMESTAMP as it is stored: milliseconds since 1970-01-01. */
  static long storedTimestamp(Object value) {
    return Calendars.storedTimestamp(timestamp(value));
  }

  private static long rounded(long value, long unit) {
    return Math.floorDiv(value + unit / 2, unit);
  }

  /** SQL's own text form of a date or time; null for any other value. */
  static @Nullable String text(Object value) {
    if (value instanceof LocalDate || value instanceof java.sql.Date) {
      return DateTimeText.ofDate(days(value));
    } else if (value instanceof LocalTime || value instanceof java.sql.Time) {
      return DateTimeText.ofTime(time(value));
    } else if (value instanceof java.util.Date || isPoint(value)) {
      return DateTimeText.ofTimestamp(timestamp(value));
    }
    return null;
  }

  private static boolean isPoint(Object value) {
    return value instanceof java.time.temporal.Temporal temporal
        && (value instanceof Instant || temporal.isSupported(ChronoField.EPOCH_DAY));
  }

  private static SqlLayerException bad(Object value, ColumnType.Kind type, Exception cause) {
    return new SqlLayerException(
        SqlStates.INVALID_DATETIME, "cannot convert " + Values.shown(value) + " to " + type, cause);
  }
}

package org.assaydb.sql.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
import org.jspecify.annotations.Nullable;

/**
 * Assignment conversion: any Java value that JDBC or a query yields to the Java representation of a
 * {@link ColumnType}, with range checks. Fractions are rounded half up, as PostgreSQL does; text is
 * never cut except for trailing blanks.
 */
public final class Values {
  private static final long DAY_MS = 86_400_000L;

  private Values() {}

  /**
   * Converts a value for a column or parameter of {@code type}.
   *
   * @param value Java value as {@code PreparedStatement.setObject} accepts it (boxed primitives,
   *     BigDecimal, String, byte[], java.sql and java.time types, UUID), or null
   * @throws SqlLayerException 22001 too long, 22003 out of range, 22007 bad date or time, 22018
   *     other bad conversion
   */
  public static @Nullable Object valueFromJdbc(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> toBoolean(value);
      case SMALLINT -> (short) integer(type, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> (int) integer(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(type, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL -> decimal(type, value);
      case DOUBLE -> toDouble(value);
      case VARCHAR, CHAR -> text(type, value);
      case DATE -> date(value);
      case TIME -> time(value);
      case TIMESTAMP -> timestamp(value);
      case VARBINARY -> binary(type, value);
      case UUID -> uuid(value);
    };
  }

  private static SqlLayerException bad(ColumnType type, Object value) {
    return new SqlLayerException(
        SqlStates.INVALID_CAST, "cannot convert " + shown(value) + " to " + type);
  }

  private static String shown(Object value) {
    String text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : "" + value;
    String cut = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return value.getClass().getSimpleName() + " '" + cut + "'";
  }

  private static Boolean toBoolean(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw bad(ColumnType.of(ColumnType.Kind.BOOLEAN), value);
    };
  }

  private static long integer(ColumnType type, Object value, long min, long max) {
    long result;
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      result = ((Number) value).longValue();
    } else {
      BigInteger rounded = number(type, value).setScale(0, RoundingMode.HALF_UP).unscaledValue();
      if (rounded.bitLength() > 63) {
        throw outOfRange(type, value);
      }
      result = rounded.longValue();
    }
    if (result < min || result > max) {
      throw outOfRange(type, value);
    }
    return result;
  }

  private static SqlLayerException outOfRange(ColumnType type, Object value) {
    return new SqlLayerException(
        SqlStates.OUT_OF_RANGE, shown(value) + " is out of range for " + type);
  }

  private static BigDecimal number(ColumnType type, Object value) {
    if (value instanceof BigDecimal decimal) {
      return bounded(type, decimal);
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (!(value instanceof Number) && !(value instanceof String)) {
      throw bad(type, value);
    }
    try {
      return bounded(type, new BigDecimal(value.toString().trim()));
    } catch (NumberFormatException e) {
      throw new SqlLayerException(
          SqlStates.INVALID_CAST, "cannot convert " + shown(value) + " to " + type, e);
    }
  }

  /** Rounding 1e999999999 to a scale would fill the memory. */
  private static BigDecimal bounded(ColumnType type, BigDecimal value) {
    if ((long) value.precision() - value.scale() > 400) {
      throw outOfRange(type, "a number of more than 400 digits");
    }
    return value.scale() > 10_000 ? BigDecimal.ZERO : value;
  }

  private static BigDecimal decimal(ColumnType type, Object value) {
    BigDecimal rounded = number(type, value).setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.precision() > type.precision()) {
      throw outOfRange(type, value);
    }
    return rounded;
  }

  private static Double toDouble(Object value) {
    double result;
    if (value instanceof Number number) {
      result = number.doubleValue();
    } else if (value instanceof String text) {
      try {
        result = Double.parseDouble(text.trim());
      } catch (NumberFormatException e) {
        throw bad(ColumnType.of(ColumnType.Kind.DOUBLE), value);
      }
    } else {
      throw bad(ColumnType.of(ColumnType.Kind.DOUBLE), value);
    }
    return result == 0.0 ? 0.0 : result;
  }

  private static String text(ColumnType type, Object value) {
    if (value instanceof byte[]) {
      throw bad(type, value);
    }
    String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    int length = text.codePointCount(0, text.length());
    if (length > type.precision()) {
      int end = text.length();
      while (length > type.precision() && text.charAt(end - 1) == ' ') {
        end--;
        length--;
      }
      if (length > type.precision()) {
        throw new SqlLayerException(SqlStates.TOO_LONG, shown(value) + " is too long for " + type);
      }
      text = text.substring(0, end);
    }
    boolean pad = type.kind() == ColumnType.Kind.CHAR && length < type.precision();
    return pad ? text + " ".repeat(type.precision() - length) : text;
  }

  private static Integer date(Object value) {
    try {
      if (value instanceof Integer days) {
        return days;
      }
      LocalDate date;
      if (value instanceof LocalDate local) {
        date = local;
      } else if (value instanceof java.sql.Date sql) {
        date = sql.toLocalDate();
      } else if (value instanceof String text && text.trim().length() <= 10) {
        date = LocalDate.parse(text.trim());
      } else {
        date = Instant.ofEpochMilli(timestamp(value)).atOffset(ZoneOffset.UTC).toLocalDate();
      }
      return Math.toIntExact(date.toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw badTime(value, "DATE", e);
    }
  }

  private static SqlLayerException badTime(Object value, String type, RuntimeException cause) {
    return new SqlLayerException(
        SqlStates.INVALID_DATETIME, "cannot convert " + shown(value) + " to " + type, cause);
  }

  private static Integer time(Object value) {
    try {
      if (value instanceof Integer ms) {
        return Math.floorMod(ms, (int) DAY_MS);
      }
      LocalTime time;
      if (value instanceof LocalTime local) {
        time = local;
      } else if (value instanceof java.sql.Time sql) {
        // Time.toLocalTime drops the milliseconds.
        time = sql.toLocalTime().plusNanos(Math.floorMod(sql.getTime(), 1000L) * 1_000_000L);
      } else if (value instanceof String text && text.trim().length() <= 18) {
        time = LocalTime.parse(text.trim());
      } else {
        return (int) Math.floorMod(timestamp(value), DAY_MS);
      }
      return (int) (time.toNanoOfDay() / 1_000_000);
    } catch (DateTimeException e) {
      throw badTime(value, "TIME", e);
    }
  }

  private static Long timestamp(Object value) {
    try {
      if (value instanceof Long ms) {
        return ms;
      }
      LocalDateTime dateTime;
      if (value instanceof LocalDateTime local) {
        dateTime = local;
      } else if (value instanceof Timestamp sql) {
        dateTime = sql.toLocalDateTime();
      } else if (value instanceof LocalDate local) {
        dateTime = local.atStartOfDay();
      } else if (value instanceof java.sql.Date sql) {
        dateTime = sql.toLocalDate().atStartOfDay();
      } else if (value instanceof Instant instant) {
        dateTime = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      } else if (value instanceof OffsetDateTime offset) {
        dateTime = offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      } else if (value instanceof String text) {
        dateTime = parseTimestamp(text.trim());
      } else {
        throw bad(ColumnType.of(ColumnType.Kind.TIMESTAMP), value);
      }
      return dateTime.truncatedTo(ChronoUnit.MILLIS).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw badTime(value, "TIMESTAMP", e);
    }
  }

  private static LocalDateTime parseTimestamp(String text) {
    return text.length() <= 10
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static byte[] binary(ColumnType type, Object value) {
    byte[] bytes;
    if (value instanceof byte[] raw) {
      bytes = raw;
    } else if (value instanceof String hex) {
      try {
        bytes = HexFormat.of().parseHex(hex);
      } catch (IllegalArgumentException e) {
        throw new SqlLayerException(SqlStates.INVALID_CAST, "not hexadecimal: " + shown(value), e);
      }
    } else {
      throw bad(type, value);
    }
    if (bytes.length > type.precision()) {
      throw new SqlLayerException(
          SqlStates.TOO_LONG, bytes.length + " bytes are too long for " + type);
    }
    return bytes;
  }

  private static UUID uuid(Object value) {
    if (value instanceof UUID uuid) {
      return uuid;
    }
    try {
      return UUID.fromString(value.toString().trim());
    } catch (IllegalArgumentException e) {
      throw new SqlLayerException(
          SqlStates.INVALID_CAST, "cannot convert " + shown(value) + " to UUID", e);
    }
  }
}

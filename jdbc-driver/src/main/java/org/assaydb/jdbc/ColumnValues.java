package org.assaydb.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.types.Values;

/** From the representation that {@link ColumnType} names to what JDBC's getters return. */
final class ColumnValues {

  private ColumnValues() {}

  static JDBCType jdbcType(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> JDBCType.BOOLEAN;
      case SMALLINT -> JDBCType.SMALLINT;
      case INTEGER -> JDBCType.INTEGER;
      case BIGINT -> JDBCType.BIGINT;
      case DECIMAL -> JDBCType.DECIMAL;
      case DOUBLE -> JDBCType.DOUBLE;
      case VARCHAR -> JDBCType.VARCHAR;
      case CHAR -> JDBCType.CHAR;
      case DATE -> JDBCType.DATE;
      case TIME -> JDBCType.TIME;
      case TIMESTAMP -> JDBCType.TIMESTAMP;
      case VARBINARY -> JDBCType.VARBINARY;
      case UUID -> JDBCType.OTHER;
    };
  }

  static Class<?> javaClass(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.class;
      case SMALLINT, INTEGER -> Integer.class;
      case BIGINT -> Long.class;
      case DECIMAL -> BigDecimal.class;
      case DOUBLE -> Double.class;
      case VARCHAR, CHAR -> String.class;
      case DATE -> Date.class;
      case TIME -> Time.class;
      case TIMESTAMP -> Timestamp.class;
      case VARBINARY -> byte[].class;
      case UUID -> UUID.class;
    };
  }

  /** Digits or characters that a value shows at most; see ResultSetMetaData.getPrecision. */
  static int precision(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 1;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case DOUBLE -> 17;
      case DATE -> 10;
      case TIME -> 12;
      case TIMESTAMP -> 23;
      case UUID -> 36;
      default -> type.precision();
    };
  }

  static Object object(ColumnType type, Object value) {
    return switch (type.kind()) {
      case SMALLINT -> ((Short) value).intValue();
      case DATE -> Date.valueOf(LocalDate.ofEpochDay((Integer) value));
      case TIME -> ZoneFields.time(localTime((Integer) value));
      case TIMESTAMP -> Timestamp.valueOf(localDateTime((Long) value));
      case VARBINARY -> ((byte[]) value).clone();
      default -> value;
    };
  }

  private static LocalTime localTime(int ms) {
    return LocalTime.ofNanoOfDay(ms * 1_000_000L);
  }

  private static LocalDateTime localDateTime(long ms) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(ms), ZoneOffset.UTC);
  }

  static String string(ColumnType type, Object value) {
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIME -> SqlText.time(localTime((Integer) value));
      case TIMESTAMP -> SqlText.timestamp(localDateTime((Long) value));
      case VARBINARY -> HexFormat.of().formatHex((byte[]) value);
      default -> value.toString();
    };
  }

  /** SQL's own text forms, always with seconds. */
  private static final class SqlText {
    static String time(LocalTime time) {
      String text =
          String.format(
              java.util.Locale.ROOT,
              "%02d:%02d:%02d",
              time.getHour(),
              time.getMinute(),
              time.getSecond());
      int ms = time.getNano() / 1_000_000;
      return ms == 0 ? text : text + String.format(java.util.Locale.ROOT, ".%03d", ms);
    }

    static String timestamp(LocalDateTime time) {
      return time.toLocalDate() + " " + time(time.toLocalTime());
    }
  }

  static BigDecimal decimal(ColumnType type, Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    boolean number = value instanceof Number && !isTime(type);
    if (!number && !(value instanceof String)) {
      throw bad(type, "a number");
    }
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      throw SqlErrors.of(SqlStates.INVALID_CAST, "no number: " + value, e);
    }
  }

  static boolean isTime(ColumnType type) {
    return type.kind() == Kind.DATE || type.kind() == Kind.TIME || type.kind() == Kind.TIMESTAMP;
  }

  private static SQLException bad(ColumnType type, String target) {
    return SqlErrors.of(SqlStates.INVALID_CAST, "a value of type " + type + " is not " + target);
  }

  /** Truncates fractions like Java does; refuses what is out of range. */
  static long integer(ColumnType type, Object value, long min, long max) throws SQLException {
    long result;
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      if (isTime(type)) {
        throw bad(type, "a number");
      }
      result = ((Number) value).longValue();
    } else {
      BigDecimal whole = decimal(type, value);
      if (whole.precision() - whole.scale() > 19) {
        throw SqlErrors.of(SqlStates.OUT_OF_RANGE, value + " is out of range");
      }
      whole = whole.setScale(0, RoundingMode.DOWN);
      if (whole.unscaledValue().bitLength() > 63) {
        throw SqlErrors.of(SqlStates.OUT_OF_RANGE, value + " is out of range");
      }
      result = whole.longValueExact();
    }
    if (result < min || result > max) {
      throw SqlErrors.of(SqlStates.OUT_OF_RANGE, value + " is out of range");
    }
    return result;
  }

  static double real(ColumnType type, Object value) throws SQLException {
    return value instanceof Double d ? d : decimal(type, value).doubleValue();
  }

  static boolean bool(ColumnType type, Object value) throws SQLException {
    if (isTime(type)) {
      throw bad(type, "a boolean");
    }
    return (Boolean) assigned(ColumnType.of(Kind.BOOLEAN), value);
  }

  static byte[] bytes(ColumnType type, Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof UUID uuid) {
      return java.nio.ByteBuffer.allocate(16)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    }
    throw bad(type, "binary");
  }

  static LocalDate localDate(ColumnType type, Object value) throws SQLException {
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      case TIMESTAMP -> localDateTime((Long) value).toLocalDate();
      case VARCHAR, CHAR ->
          LocalDate.ofEpochDay((Integer) assigned(ColumnType.of(Kind.DATE), value));
      default -> throw bad(type, "a date");
    };
  }

  static LocalTime localTime(ColumnType type, Object value) throws SQLException {
    return switch (type.kind()) {
      case TIME -> localTime((Integer) value);
      case TIMESTAMP -> localDateTime((Long) value).toLocalTime();
      case VARCHAR, CHAR -> localTime((Integer) assigned(ColumnType.of(Kind.TIME), value));
      default -> throw bad(type, "a time");
    };
  }

  static LocalDateTime localDateTime(ColumnType type, Object value) throws SQLException {
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay((Integer) value).atStartOfDay();
      case TIMESTAMP -> localDateTime((Long) value);
      case VARCHAR, CHAR -> localDateTime((Long) assigned(ColumnType.of(Kind.TIMESTAMP), value));
      default -> throw bad(type, "a timestamp");
    };
  }

  private static Object assigned(ColumnType target, Object value) throws SQLException {
    try {
      Object result = Values.valueFromJdbc(target, value);
      return result == null ? value : result;
    } catch (SqlLayerException e) {
      throw SqlErrors.of(e);
    }
  }

  static Object as(Class<?> target, ColumnType type, Object value) throws SQLException {
    if (target == String.class) {
      return string(type, value);
    } else if (target == Integer.class) {
      return (int) integer(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (target == Long.class) {
      return integer(type, value, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (target == Short.class) {
      return (short) integer(type, value, Short.MIN_VALUE, Short.MAX_VALUE);
    } else if (target == Byte.class) {
      return (byte) integer(type, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
    } else if (target == BigDecimal.class) {
      return decimal(type, value);
    } else if (target == Double.class) {
      return real(type, value);
    } else if (target == Float.class) {
      return (float) real(type, value);
    } else if (target == Boolean.class) {
      return bool(type, value);
    } else if (target == byte[].class) {
      return bytes(type, value);
    }
    return asTime(target, type, value);
  }

  private static Object asTime(Class<?> target, ColumnType type, Object value) throws SQLException {
    if (target == LocalDate.class) {
      return localDate(type, value);
    } else if (target == LocalTime.class) {
      return localTime(type, value);
    } else if (target == LocalDateTime.class) {
      return localDateTime(type, value);
    } else if (target == Instant.class) {
      return localDateTime(type, value).toInstant(ZoneOffset.UTC);
    } else if (target == OffsetDateTime.class) {
      return localDateTime(type, value).atOffset(ZoneOffset.UTC);
    } else if (target == Date.class) {
      return Date.valueOf(localDate(type, value));
    } else if (target == Time.class) {
      return ZoneFields.time(localTime(type, value));
    } else if (target == Timestamp.class) {
      return Timestamp.valueOf(localDateTime(type, value));
    } else if (target == UUID.class && !(value instanceof Number)) {
      return assigned(ColumnType.of(Kind.UUID), value);
    } else if (target == Object.class || target.isInstance(object(type, value))) {
      return object(type, value);
    }
    throw SqlErrors.unsupported("conversion of " + type + " to " + target.getName());
  }
}

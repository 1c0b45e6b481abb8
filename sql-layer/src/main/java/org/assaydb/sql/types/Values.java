package org.assaydb.sql.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.value.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * Assignment conversion: any Java value that JDBC or a query yields to the Java representation of a
 * {@link ColumnType}, with range checks. Fractions are rounded half up, as PostgreSQL does; text is
 * never cut except for trailing blanks, and must be Unicode.
 */
public final class Values {
  private static final int MAX_LENGTH = ColumnType.MAX_LENGTH;

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
      case DATE -> Math.toIntExact(DateTimes.days(value));
      case TIME -> DateTimes.storedTime(value);
      case TIMESTAMP -> DateTimes.storedTimestamp(value);
      case VARBINARY -> binary(type, value);
      case UUID -> uuid(value);
    };
  }

  /**
   * Converts the value of a parameter that is part of an expression: as {@link #valueFromJdbc}, but
   * nothing is rounded, cut or padded, text and bytes have any length, and TIME and TIMESTAMP count
   * microseconds.
   *
   * @throws SqlLayerException also when the type cannot hold the value exactly: 22018 for text,
   *     22003 for numbers
   */
  public static @Nullable Object parameter(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> exact(type, value);
      case VARCHAR, CHAR -> unicode(textOf(type, value));
      case VARBINARY -> binary(ColumnType.of(ColumnType.Kind.VARBINARY, MAX_LENGTH), value);
      case TIME -> DateTimes.time(value);
      case TIMESTAMP -> DateTimes.timestamp(value);
      default -> valueFromJdbc(type, value);
    };
  }

  private static @Nullable Object exact(ColumnType type, Object value) {
    Object converted = valueFromJdbc(type, value);
    boolean whole = value instanceof Long || value instanceof Integer || value instanceof Short;
    if (whole || converted == null) {
      return converted;
    }
    if (new BigDecimal(converted.toString()).compareTo(number(type, value)) != 0) {
      throw new SqlLayerException(
          value instanceof String ? SqlStates.INVALID_CAST : SqlStates.OUT_OF_RANGE,
          shown(value) + " is no value of " + type + " and is not rounded to one");
    }
    return converted;
  }

  static SqlLayerException bad(ColumnType type, Object value) {
    return new SqlLayerException(
        SqlStates.INVALID_CAST, "cannot convert " + shown(value) + " to " + type);
  }

  static String shown(Object value) {
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
      result = NumberText.toDouble(text);
    } else {
      throw bad(ColumnType.of(ColumnType.Kind.DOUBLE), value);
    }
    return result == 0.0 ? 0.0 : result;
  }

  private static String textOf(ColumnType type, Object value) {
    if (value instanceof byte[]) {
      throw bad(type, value);
    }
    String time = DateTimes.text(value);
    if (time != null) {
      return time;
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  /** Half of a surrogate pair would be stored as a question mark. */
  private static String unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          throw new SqlLayerException(
              SqlStates.NOT_IN_REPERTOIRE, "a text holds half a character at position " + (i + 1));
        }
        i++;
      }
    }
    return text;
  }

  private static String text(ColumnType type, Object value) {
    String text = unicode(textOf(type, value));
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
    String text = value.toString().strip();
    try {
      // UUID.fromString takes groups that are too short as well.
      if (text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      throw new SqlLayerException(
          SqlStates.INVALID_CAST, "cannot convert " + shown(value) + " to UUID", e);
    }
    throw bad(ColumnType.of(ColumnType.Kind.UUID), value);
  }
}

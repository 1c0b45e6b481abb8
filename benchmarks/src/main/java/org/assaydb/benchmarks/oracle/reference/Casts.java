package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Casts as PostgreSQL's, save that DOUBLE rounds half away from zero (docs/sql.md). */
final class Casts {
  private Casts() {}

  /** A value where another type of its family is expected: set operations, defaults, VALUES. */
  static @Nullable Object implicit(@Nullable Object value, RelDataType from, RelDataType to) {
    return from.getSqlTypeName() == to.getSqlTypeName()
            && (from.getSqlTypeName() != SqlTypeName.DECIMAL || from.getScale() == to.getScale())
            && !from.isStruct()
        ? value
        : cast(value, from, to);
  }

  static @Nullable Object cast(@Nullable Object value, RelDataType from, RelDataType to) {
    if (value == null) {
      return null;
    }
    return switch (to.getSqlTypeName()) {
      case BOOLEAN -> toBoolean(value);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(value, to);
      case DECIMAL -> toDecimal(value, to);
      case FLOAT, REAL, DOUBLE -> toDouble(value);
      case VARCHAR, CHAR -> toText(value, to);
      case DATE -> toDate(value);
      case TIME -> toTime(value, to);
      case TIMESTAMP -> toTimestamp(value, to);
      case UUID -> toUuid(value);
      case BINARY, VARBINARY -> toBinary(value, to);
      case ROW -> toRow(value, from, to);
      case ARRAY, MULTISET -> toArray(value, from, to);
      case ANY, NULL, UNKNOWN, SYMBOL -> value;
      default -> toInterval(value, to);
    };
  }

  private static UnknownConstructException unknown(Object value, String to) {
    return new UnknownConstructException(
        "cast of " + value.getClass().getSimpleName() + " to " + to);
  }

  private static ReferenceException bad(Object value, RelDataType to) {
    return new ReferenceException(ReferenceException.BAD_CAST, "'" + value + "' is no " + to);
  }

  private static Boolean toBoolean(Object value) {
    if (value instanceof Boolean known) {
      return known;
    } else if (value instanceof BigDecimal number) {
      return number.signum() != 0;
    } else if (value instanceof String text) {
      String word = text.strip().toLowerCase(Locale.ROOT);
      if (!word.isEmpty() && ("true".startsWith(word) || "yes".startsWith(word))) {
        return true;
      } else if (!word.isEmpty() && ("false".startsWith(word) || "no".startsWith(word))) {
        return false;
      }
      return switch (word) {
        case "on", "1" -> true;
        case "of", "off", "0" -> false;
        default ->
            throw new ReferenceException(ReferenceException.BAD_CAST, text + " is no boolean");
      };
    }
    throw unknown(value, "BOOLEAN");
  }

  private static Object toInteger(Object value, RelDataType to) {
    if (value instanceof String text) {
      if (!text.strip().matches("[+-]?[0-9]+")) {
        throw bad(text, to);
      }
      return Numbers.fit(to, new BigDecimal(text.strip()));
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      throw ReferenceException.outOfRange(number);
    } else if (value instanceof Number) {
      return Numbers.fit(to, Numbers.exact(value));
    } else if (value instanceof Boolean known) {
      return known ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    throw unknown(value, "integers");
  }

  private static Object toDecimal(Object value, RelDataType to) {
    BigDecimal number;
    if (value instanceof BigDecimal exact) {
      number = exact;
    } else if (value instanceof Double real) {
      if (!Double.isFinite(real)) {
        throw ReferenceException.outOfRange(real);
      }
      number = DoubleText.shortest(real);
    } else if (value instanceof String text) {
      number = parsed(text, to);
    } else {
      throw unknown(value, "DECIMAL");
    }
    BigDecimal fitted = (BigDecimal) Numbers.fit(to, number);
    if (fitted.precision() - fitted.scale() > to.getPrecision() - to.getScale()
        && fitted.signum() != 0) {
      throw ReferenceException.outOfRange(value);
    }
    return fitted;
  }

  private static BigDecimal parsed(String text, RelDataType to) {
    String word = text.strip();
    if (!word.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,6})?")) {
      throw bad(text, to);
    }
    return new BigDecimal(word);
  }

  private static Double toDouble(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    } else if (value instanceof String text) {
      String word = text.strip().toLowerCase(Locale.ROOT);
      switch (word) {
        case "nan" -> {
          return Double.NaN;
        }
        case "infinity", "inf", "+infinity", "+inf" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-infinity", "-inf" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {
          if (!word.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([e][+-]?[0-9]{1,6})?")) {
            throw new ReferenceException(ReferenceException.BAD_CAST, text + " is no number");
          }
          return Numbers.checked(Double.parseDouble(word), text);
        }
      }
    }
    throw unknown(value, "DOUBLE");
  }

  private static String toText(Object value, RelDataType to) {
    String text = text(value);
    int length = to.getPrecision();
    if (length >= 0 && text.codePointCount(0, text.length()) > length) {
      text = text.substring(0, text.offsetByCodePoints(0, length));
    }
    return to.getSqlTypeName() == SqlTypeName.CHAR ? Texts.withoutTrailingBlanks(text) : text;
  }

  static String text(Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof UUID) {
      return value.toString();
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof Double number) {
      return DoubleText.text(number);
    } else if (value instanceof LocalDate date) {
      return DateTimes.text(date);
    } else if (value instanceof LocalDateTime time) {
      return DateTimes.text(time);
    } else if (value instanceof LocalTime time) {
      return DateTimes.TIME.format(time);
    } else if (value instanceof Period || value instanceof Duration) {
      return Intervals.text(value);
    }
    throw unknown(value, "text");
  }

  private static LocalDate toDate(Object value) {
    if (value instanceof String text) {
      return DateTimes.date(text);
    } else if (value instanceof LocalDateTime time) {
      return time.toLocalDate();
    } else if (value instanceof LocalDate date) {
      return date;
    }
    throw unknown(value, "DATE");
  }

  private static LocalTime toTime(Object value, RelDataType to) {
    LocalTime time;
    if (value instanceof String text) {
      time = DateTimes.time(text);
    } else if (value instanceof LocalDateTime stamp) {
      time = stamp.toLocalTime();
    } else if (value instanceof LocalTime known) {
      time = known;
    } else {
      throw unknown(value, "TIME");
    }
    return rounded(LocalDate.EPOCH.atTime(time), to).toLocalTime();
  }

  private static LocalDateTime toTimestamp(Object value, RelDataType to) {
    if (value instanceof String text) {
      return rounded(DateTimes.timestamp(text), to);
    } else if (value instanceof LocalDateTime time) {
      return rounded(time, to);
    } else if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    throw unknown(value, "TIMESTAMP");
  }

  /** Half up at the digits of the type. */
  private static LocalDateTime rounded(LocalDateTime time, RelDataType to) {
    int digits = to.getPrecision() < 0 ? 6 : to.getPrecision();
    BigDecimal fraction =
        BigDecimal.valueOf(time.getNano(), 9).setScale(digits, RoundingMode.HALF_UP);
    return time.truncatedTo(ChronoUnit.SECONDS)
        .plusNanos(fraction.movePointRight(9).longValueExact());
  }

  private static UUID toUuid(Object value) {
    if (value instanceof UUID uuid) {
      return uuid;
    } else if (value instanceof String text) {
      String hex = text.strip().replace("-", "").replace("{", "").replace("}", "");
      if (!hex.matches("[0-9a-fA-F]{32}")) {
        throw new ReferenceException(ReferenceException.BAD_CAST, text + " is no UUID");
      }
      return new UUID(
          Long.parseUnsignedLong(hex.substring(0, 16), 16),
          Long.parseUnsignedLong(hex.substring(16), 16));
    }
    throw unknown(value, "UUID");
  }

  private static ByteString toBinary(Object value, RelDataType to) {
    if (value instanceof ByteString bytes) {
      boolean longer = to.getPrecision() >= 0 && bytes.length() > to.getPrecision();
      return longer ? bytes.substring(0, to.getPrecision()) : bytes;
    }
    throw unknown(value, "VARBINARY");
  }

  private static List<@Nullable Object> toRow(Object value, RelDataType from, RelDataType to) {
    List<?> fields = (List<?>) value;
    List<RelDataTypeField> targets = to.getFieldList();
    List<@Nullable Object> result = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      result.add(
          implicit(fields.get(i), from.getFieldList().get(i).getType(), targets.get(i).getType()));
    }
    return result;
  }

  private static List<@Nullable Object> toArray(Object value, RelDataType from, RelDataType to) {
    RelDataType element = from.getComponentType();
    RelDataType target = to.getComponentType();
    if (element == null || target == null) {
      throw unknown(value, to.toString());
    }
    List<@Nullable Object> result = new ArrayList<>();
    ((List<?>) value).forEach(e -> result.add(implicit(e, element, target)));
    return result;
  }

  private static Object toInterval(Object value, RelDataType to) {
    if (value instanceof Period || value instanceof Duration) {
      return value;
    }
    throw unknown(value, to.toString());
  }
}

package org.assaydb.benchmarks.synthea;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one CSV field into the value of its column. Empty text is NULL. Date-times are
 * ISO with an optional {@code Z}, taken as they are; a decimal must fit the column's scale without
 * rounding.
 *
 * @param sqlType constant of {@link Types}
 * @param typeName tells UUID, which has no constant
 * @param scale digits after the point of a DECIMAL
 */
record FieldReader(String column, int sqlType, String typeName, int scale) {
  /**
   * Reads one field.
   *
   * @throws IllegalArgumentException when the text is no value of the type
   */
  @Nullable Object read(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return value(text);
    } catch (java.time.DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column " + column + ": '" + text + "' is no " + typeName, e);
    }
  }

  private Object value(String text) {
    if (typeName.toUpperCase(Locale.ROOT).startsWith("UUID")) {
      return uuid(text);
    }
    return switch (sqlType) {
      case Types.SMALLINT, Types.INTEGER -> Integer.valueOf(text);
      case Types.BIGINT -> Long.valueOf(text);
      case Types.DECIMAL, Types.NUMERIC -> new BigDecimal(text).setScale(scale);
      case Types.DOUBLE, Types.FLOAT -> Double.valueOf(text);
      case Types.DATE -> LocalDate.parse(text);
      case Types.TIMESTAMP -> LocalDateTime.parse(withoutZone(text));
      case Types.BOOLEAN -> Boolean.valueOf(text);
      case Types.VARCHAR, Types.CHAR -> text;
      default -> throw new IllegalArgumentException("no CSV form of SQL type " + sqlType);
    };
  }

  private static UUID uuid(String text) {
    if (text.length() != 36) { // UUID.fromString takes shortened groups
      throw new IllegalArgumentException("not 36 characters");
    }
    return UUID.fromString(text);
  }

  private static String withoutZone(String text) {
    return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
  }
}

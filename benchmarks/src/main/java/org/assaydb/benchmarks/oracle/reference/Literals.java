package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Values of literals. */
final class Literals {
  private static final BigDecimal MICROS_PER_MS = BigDecimal.valueOf(1000);

  private Literals() {}

  static @Nullable Object value(RexLiteral literal) {
    RelDataType type = literal.getType();
    return literal.isNull()
        ? null
        : switch (type.getSqlTypeName()) {
          case DATE -> of(literal.getValueAs(DateString.class), type);
          case TIME -> of(literal.getValueAs(TimeString.class), type);
          case TIMESTAMP -> of(literal.getValueAs(TimestampString.class), type);
          default -> of(literal.getValue(), type);
        };
  }

  /** What Calcite keeps for a value of a type. */
  static @Nullable Object of(@Nullable Object value, RelDataType type) {
    if (value == null
        || value instanceof Boolean
        || value instanceof UUID
        || value instanceof Sarg) {
      return value;
    } else if (value instanceof NlsString text) {
      boolean fixed = type.getSqlTypeName() == SqlTypeName.CHAR;
      return fixed ? Texts.withoutTrailingBlanks(text.getValue()) : text.getValue();
    } else if (value instanceof ByteString || value instanceof Enum<?>) {
      return value;
    } else if (value instanceof DateString date) {
      return LocalDate.parse(date.toString());
    } else if (value instanceof TimeString time) {
      return LocalTime.parse(time.toString());
    } else if (value instanceof TimestampString time) {
      return LocalDateTime.parse(time.toString().replace(' ', 'T'));
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> fields = new ArrayList<>();
      list.forEach(field -> fields.add(value((RexLiteral) field)));
      return fields;
    } else if (value instanceof Number number) {
      return number(number, type);
    }
    throw new UnknownConstructException("literal of " + type);
  }

  private static Object number(Number value, RelDataType type) {
    BigDecimal exact =
        value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    SqlTypeName name = type.getSqlTypeName();
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
      return Period.ofMonths(exact.intValueExact());
    } else if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
      return Intervals.ofMicros(exact.multiply(MICROS_PER_MS));
    } else if (name.getFamily() == SqlTypeFamily.NUMERIC
        || name.getFamily() == SqlTypeFamily.APPROXIMATE_NUMERIC) {
      return value instanceof Double real ? real : Numbers.fit(type, exact);
    } else if (name == SqlTypeName.DATE) {
      return LocalDate.ofEpochDay(exact.longValueExact());
    }
    throw new UnknownConstructException("literal of " + type);
  }
}

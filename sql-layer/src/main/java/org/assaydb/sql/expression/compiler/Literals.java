package org.assaydb.sql.expression.compiler;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.value.DateTimeText;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.value.UuidText;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;

/** Values of Calcite's literals. */
final class Literals {
  /** Calcite keeps intervals of days and times in milliseconds. */
  private static final BigDecimal MICROS_PER_MILLI = BigDecimal.valueOf(1000);

  private Literals() {}

  static Constant constant(RexLiteral literal) {
    ValueType type = ValueTypes.of(literal.getType());
    return new Constant(type, literal.isNull() ? null : value(raw(literal), type));
  }

  private static Object raw(RexLiteral literal) {
    Comparable<?> value = literal.getValueAs(Comparable.class);
    if (value == null) {
      throw new IllegalStateException("a literal without a value");
    }
    return value;
  }

  /**
   * A single value.
   *
   * @param raw as {@code RexLiteral} keeps it
   */
  static Object value(Object raw, ValueType type) {
    if (raw instanceof Number number) {
      return number(number, type);
    }
    if (raw instanceof NlsString text) {
      return text(text.getValue(), type);
    }
    if (raw instanceof String text) {
      return text(text, type);
    }
    if (raw instanceof Boolean truth) {
      return truth;
    }
    if (raw instanceof DateString date) {
      return DateTimeText.date(date.toString());
    }
    if (raw instanceof TimeString time) {
      return DateTimeText.time(time.toString());
    }
    if (raw instanceof TimestampString timestamp) {
      return DateTimeText.timestamp(timestamp.toString());
    }
    if (raw instanceof ByteString bytes) {
      return bytes.getBytes();
    }
    if (raw instanceof UUID uuid) {
      return UuidText.bytes(uuid);
    }
    if (raw instanceof Enum<?> flag) {
      return text(flag.name(), type);
    }
    if (raw instanceof List<?> values) {
      return list(values, type);
    }
    throw Faults.notSupported("a literal of type " + type);
  }

  private static Object number(Number number, ValueType type) {
    if (type.kind() == Kind.DOUBLE) {
      return number.doubleValue();
    }
    BigDecimal exact =
        number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    if (type.kind() == Kind.DECIMAL) {
      BigInteger unscaled = exact.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
      return Decimals.checked(unscaled, ValueType.MAX_DIGITS);
    }
    BigDecimal whole = type.kind() == Kind.MICROS ? exact.multiply(MICROS_PER_MILLI) : exact;
    try {
      return whole.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw Faults.outOfRange(type);
    }
  }

  private static byte[] text(String text, ValueType type) {
    int end = text.length();
    while (type.kind() == Kind.CHAR && end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
  }

  private static List<@Nullable Object> list(List<?> values, ValueType type) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ValueType element = type.elements().get(type.kind() == Kind.ARRAY ? 0 : i);
      Object value = values.get(i);
      boolean isNull = value == null || (value instanceof RexLiteral literal && literal.isNull());
      if (isNull) {
        list.add(null);
      } else {
        list.add(value(value instanceof RexLiteral literal ? raw(literal) : value, element));
      }
    }
    return list;
  }
}

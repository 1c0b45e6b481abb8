package org.assaydb.sql.expression.cast;

import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.kernel.Kernel;
import org.assaydb.sql.expression.kernel.Rows;
import org.assaydb.sql.expression.kernel.SafeKernel;
import org.assaydb.sql.value.Calendars;
import org.assaydb.sql.value.DateTimeText;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.value.IntervalText;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;

/** Casts to dates, times and intervals. Fractions are rounded to the digits of the type. */
final class TimeCasts {
  private static final long DAY = Calendars.MICROS_PER_DAY;
  private static final int MICRO_DIGITS = 6;

  /** PostgreSQL counts from 2000-01-01, and rounds half away from there. */
  private static final long ROUNDING_ORIGIN = Calendars.epochDay(2000, 1, 1) * DAY;

  private TimeCasts() {}

  static @Nullable Kernel of(ValueType from, ValueType to) {
    if (from.kind().isText()) {
      ToLongFunction<String> parser = parser(to);
      return (operands, rows) -> {
        BytesVector operand = (BytesVector) operands[0];
        return Rows.longs(operand.validity(), rows, row -> parser.applyAsLong(operand.text(row)));
      };
    }
    return switch (to.kind()) {
      case DATE -> toDate(from.kind());
      case TIME -> toTime(from, to);
      case TIMESTAMP -> toTimestamp(from, to);
      case MONTHS -> from.kind() == Kind.MONTHS ? Casts.IDENTITY : null;
      default -> from.kind() == Kind.MICROS || from.kind() == Kind.TIME ? Casts.IDENTITY : null;
    };
  }

  private static ToLongFunction<String> parser(ValueType to) {
    return switch (to.kind()) {
      case DATE -> DateTimeText::date;
      case TIME -> text -> roundedTime(DateTimeText.time(text), to.precision());
      case TIMESTAMP -> text -> rounded(DateTimeText.timestamp(text), to.precision());
      case MONTHS -> IntervalText::months;
      default -> IntervalText::micros;
    };
  }

  private static @Nullable Kernel toDate(Kind from) {
    return switch (from) {
      case DATE -> Casts.IDENTITY;
      case TIMESTAMP -> safe(micros -> Math.floorDiv(micros, DAY));
      default -> null;
    };
  }

  private static @Nullable Kernel toTime(ValueType from, ValueType to) {
    return switch (from.kind()) {
      case TIME ->
          from.precision() <= to.precision()
              ? Casts.IDENTITY
              : each(micros -> roundedTime(micros, to.precision()));
      case TIMESTAMP -> each(micros -> roundedTime(Math.floorMod(micros, DAY), to.precision()));
      default -> null;
    };
  }

  private static @Nullable Kernel toTimestamp(ValueType from, ValueType to) {
    return switch (from.kind()) {
      case DATE -> safe(day -> day * DAY);
      case TIMESTAMP ->
          from.precision() <= to.precision()
              ? Casts.IDENTITY
              : each(micros -> rounded(micros, to.precision()));
      default -> null;
    };
  }

  private static SafeKernel safe(LongUnaryOperator value) {
    return (operands, rows) -> each(value).apply(operands, rows);
  }

  private static Kernel each(LongUnaryOperator value) {
    return (operands, rows) -> {
      LongVector operand = (LongVector) operands[0];
      return Rows.longs(operand.validity(), rows, row -> value.applyAsLong(operand.get(row)));
    };
  }

  /** A time of day that is rounded up to the next day is none: 22008. */
  private static long roundedTime(long micros, int digits) {
    long unit = Decimals.longPower(MICRO_DIGITS - digits);
    long rounded = Decimals.divided(micros, unit) * unit;
    if (rounded == DAY) {
      throw Faults.timeOverflow();
    }
    return rounded;
  }

  private static long rounded(long micros, int digits) {
    long unit = Decimals.longPower(MICRO_DIGITS - digits);
    long rounded = Decimals.divided(micros - ROUNDING_ORIGIN, unit) * unit + ROUNDING_ORIGIN;
    return Calendars.checkedMicros(rounded);
  }
}

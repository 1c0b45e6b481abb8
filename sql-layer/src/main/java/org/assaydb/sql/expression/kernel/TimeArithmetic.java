package org.assaydb.sql.expression.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.LongBinaryOperator;
import org.assaydb.sql.value.Calendars;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Arithmetic on dates, times and intervals; results out of range are 22008. */
public final class TimeArithmetic {
  private static final long DAY = Calendars.MICROS_PER_DAY;

  private TimeArithmetic() {}

  /** Two operands of layout LONG, a row at a time. */
  private static Kernel each(LongBinaryOperator value) {
    return (operands, rows) -> {
      long[] left = ((LongVector) operands[0]).values();
      long[] right = ((LongVector) operands[1]).values();
      int leftMask = Rows.mask(operands[0], rows);
      int rightMask = Rows.mask(operands[1], rows);
      return Rows.longs(
          Rows.validity(operands[0], operands[1], rows),
          rows,
          row -> checked(value, left[row & leftMask], right[row & rightMask]));
    };
  }

  private static long checked(LongBinaryOperator value, long left, long right) {
    try {
      return value.applyAsLong(left, right);
    } catch (ArithmeticException e) {
      throw Faults.timeOverflow();
    }
  }

  /**
   * A date, time or timestamp plus an interval, or minus it; a date plus days. A day that the month
   * lacks becomes its last.
   *
   * @param sign 1 or -1
   * @param result DATE, TIME or TIMESTAMP; a TIMESTAMP for a date and a part of a day
   */
  public static Kernel plus(ValueType point, ValueType interval, ValueType result, int sign) {
    boolean isDate = point.kind() == ValueType.Kind.DATE;
    boolean toDate = result.kind() == ValueType.Kind.DATE;
    return switch (interval.kind()) {
      case MONTHS ->
          isDate && toDate
              ? each((day, months) -> Calendars.plusMonths(day, sign * months))
              : each((time, months) -> plusMonths(isDate ? time * DAY : time, sign * months));
      case MICROS -> plusMicros(point, toDate, sign);
      case SMALLINT, INTEGER, BIGINT ->
          each(
              (day, days) ->
                  Calendars.checkedDay(Math.addExact(day, Math.multiplyExact(sign, days))));
      default -> throw Faults.notSupported(point + " plus " + interval);
    };
  }

  private static long plusMonths(long micros, long months) {
    long day = Calendars.plusMonths(Math.floorDiv(micros, DAY), months);
    return day * DAY + Math.floorMod(micros, DAY);
  }

  private static Kernel plusMicros(ValueType point, boolean toDate, int sign) {
    return switch (point.kind()) {
      case DATE ->
          each(
              (day, micros) -> {
                long sum = moved(day * DAY, micros, sign);
                return toDate ? Math.floorDiv(sum, DAY) : sum;
              });
      case TIME -> each((time, micros) -> Math.floorMod(time + sign * (micros % DAY), DAY));
      default -> each((time, micros) -> moved(time, micros, sign));
    };
  }

  private static long moved(long time, long micros, int sign) {
    return Calendars.checkedMicros(Math.addExact(time, Math.multiplyExact(sign, micros)));
  }

  /** The difference of two points of one type: days for integers, else an interval. */
  public static Kernel minus(ValueType points, ValueType result) {
    boolean dates = points.kind() == ValueType.Kind.DATE;
    return switch (result.kind()) {
      case SMALLINT, INTEGER, BIGINT ->
          dates
              ? each(Math::subtractExact)
              : each((left, right) -> Math.subtractExact(left, right) / DAY);
      case MICROS ->
          dates
              ? each((left, right) -> Math.multiplyExact(Math.subtractExact(left, right), DAY))
              : each(Math::subtractExact);
      case MONTHS ->
          dates
              ? each((left, right) -> months(left * DAY, right * DAY))
              : each(TimeArithmetic::months);
      default -> throw Faults.notSupported(points + " minus " + points + " as " + result);
    };
  }

  /** Whole months from one time to a later one, or negated. */
  private static long months(long left, long right) {
    if (left < right) {
      return -months(right, left);
    }
    long from = Calendars.packed(Math.floorDiv(right, DAY));
    long to = Calendars.packed(Math.floorDiv(left, DAY));
    long months = to / 10_000 * 12 + to / 100 % 100 - from / 10_000 * 12 - from / 100 % 100;
    return plusMonths(right, months) > left ? months - 1 : months;
  }

  /** The sum or difference of two intervals of one kind. */
  public static Kernel intervals(Operation operation) {
    return operation == Operation.ADD ? each(Math::addExact) : each(Math::subtractExact);
  }

  public static Kernel negated() {
    Kernel subtraction = intervals(Operation.SUBTRACT);
    LongVector zero = LongVector.constant(0L, 1);
    return (operands, rows) -> subtraction.apply(new Vector[] {zero, operands[0]}, rows);
  }

  /**
   * An interval multiplied with or divided by a number, rounded to microseconds. A fraction of a
   * month has no length: 0A000.
   */
  public static Kernel scaled(ValueType interval, ValueType number, boolean divided) {
    return (operands, rows) -> {
      long[] left = ((LongVector) operands[0]).values();
      int leftMask = Rows.mask(operands[0], rows);
      int rightMask = Rows.mask(operands[1], rows);
      return Rows.longs(
          Rows.validity(operands[0], operands[1], rows),
          rows,
          row -> {
            BigDecimal factor = number(operands[1], number, row & rightMask);
            return scaled(interval, BigDecimal.valueOf(left[row & leftMask]), factor, divided);
          });
    };
  }

  private static BigDecimal number(Vector operand, ValueType type, int row) {
    if (operand instanceof LongVector longs) {
      return BigDecimal.valueOf(longs.get(row));
    }
    if (operand instanceof DecimalVector decimals) {
      return new BigDecimal(decimals.unscaled(row), type.scale());
    }
    double value = ((DoubleVector) operand).get(row);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw Faults.timeOverflow();
    }
    return new BigDecimal(value);
  }

  private static long scaled(
      ValueType interval, BigDecimal value, BigDecimal factor, boolean divided) {
    if (divided && factor.signum() == 0) {
      throw Faults.divisionByZero();
    }
    BigDecimal exact = divided ? quotient(interval, value, factor) : value.multiply(factor);
    if (isMonths(interval) && exact.stripTrailingZeros().scale() > 0) {
      throw Faults.notSupported("an interval of a fraction of a month");
    }
    BigInteger rounded = exact.setScale(0, RoundingMode.HALF_UP).unscaledValue();
    if (rounded.bitLength() > 63) {
      throw Faults.timeOverflow();
    }
    return rounded.longValue();
  }

  /** Rounded to microseconds; whole months. */
  private static BigDecimal quotient(ValueType interval, BigDecimal value, BigDecimal factor) {
    if (isMonths(interval) && value.remainder(factor).signum() != 0) {
      throw Faults.notSupported("an interval of a fraction of a month");
    }
    return value.divide(factor, 0, RoundingMode.HALF_UP);
  }

  private static boolean isMonths(ValueType interval) {
    return interval.kind() == ValueType.Kind.MONTHS;
  }
}

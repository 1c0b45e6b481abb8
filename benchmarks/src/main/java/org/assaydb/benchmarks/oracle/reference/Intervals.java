package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Months and microseconds, and what they do to dates and times. */
final class Intervals {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int LAST_YEAR = 9999;

  private Intervals() {}

  static Duration ofMicros(BigDecimal micros) {
    BigDecimal whole = micros.setScale(0, RoundingMode.HALF_EVEN);
    try {
      return Duration.of(whole.longValueExact(), ChronoUnit.MICROS);
    } catch (ArithmeticException e) {
      throw ReferenceException.outOfRange("interval");
    }
  }

  static BigDecimal micros(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .multiply(MILLION)
        .add(BigDecimal.valueOf(duration.getNano() / 1000));
  }

  static Object negated(Object offset) {
    if (offset instanceof BigDecimal number) {
      return number.negate();
    } else if (offset instanceof Double number) {
      return -number;
    } else if (offset instanceof Period months) {
      return months.negated();
    } else if (offset instanceof Duration time) {
      return time.negated();
    }
    throw new UnknownConstructException("offset " + offset.getClass().getSimpleName());
  }

  static Object sum(List<Object> values) {
    return values.stream().reduce(Intervals::plus).orElseThrow();
  }

  private static Object plus(Object a, Object b) {
    if (a instanceof Period x && b instanceof Period y) {
      return months(BigDecimal.valueOf(x.toTotalMonths() + y.toTotalMonths()));
    } else if (a instanceof Duration x && b instanceof Duration y) {
      return ofMicros(micros(x).add(micros(y)));
    }
    throw new UnknownConstructException("sum of intervals of two kinds");
  }

  private static Period months(BigDecimal months) {
    if (months.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw ReferenceException.outOfRange("interval");
    }
    return Period.ofMonths(months.intValueExact());
  }

  /** A date, time or interval moved by an interval. */
  static Object added(Object value, Object interval) {
    if (value instanceof LocalDate date) {
      return added(date, interval);
    } else if (value instanceof LocalDateTime time) {
      return added(time, interval);
    } else if (value instanceof LocalTime time && interval instanceof Duration duration) {
      return time.plusNanos(
          micros(duration).remainder(BigDecimal.valueOf(DAY_MICROS)).longValue() * 1000);
    }
    return plus(value, interval);
  }

  private static Object added(LocalDate date, Object interval) {
    if (interval instanceof Period months) {
      return checked(date.plusMonths(months.toTotalMonths()).atStartOfDay()).toLocalDate();
    } else if (interval instanceof BigDecimal days) {
      return checked(date.plusDays(days.longValueExact()).atStartOfDay()).toLocalDate();
    }
    LocalDateTime moved = added(date.atStartOfDay(), interval);
    return moved.toLocalTime().equals(LocalTime.MIDNIGHT) ? moved.toLocalDate() : moved;
  }

  private static LocalDateTime added(LocalDateTime time, Object interval) {
    if (interval instanceof Period months) {
      return checked(time.plusMonths(months.toTotalMonths()));
    }
    return checked(time.plus((Duration) interval));
  }

  private static LocalDateTime checked(LocalDateTime time) {
    if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
      throw new ReferenceException("22008", "date or time out of range");
    }
    return time;
  }

  /** What lies between two dates or times, in a type: months, microseconds or days. */
  static Object between(Object from, Object to, RelDataType type) {
    if (from instanceof LocalTime a && to instanceof LocalTime b) {
      return Duration.between(a, b);
    }
    LocalDateTime a = start(from);
    LocalDateTime b = start(to);
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Period.ofMonths((int) ChronoUnit.MONTHS.between(a, b));
    } else if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Duration.between(a, b);
    }
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(a, b));
  }

  private static LocalDateTime start(Object value) {
    return value instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) value;
  }

  static Object scaled(Object interval, BigDecimal factor) {
    if (interval instanceof Duration duration) {
      return ofMicros(micros(duration).multiply(factor));
    }
    BigDecimal months = BigDecimal.valueOf(((Period) interval).toTotalMonths()).multiply(factor);
    if (months.stripTrailingZeros().scale() > 0) {
      throw new UnknownConstructException("part of a month");
    }
    return months(months);
  }

  static Object divided(Object interval, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw ReferenceException.divisionByZero();
    }
    if (interval instanceof Duration duration) {
      return ofMicros(micros(duration).divide(divisor, 6, RoundingMode.HALF_UP));
    }
    throw new UnknownConstructException("months divided");
  }

  /** The number that Calcite keeps for an interval: months or milliseconds. */
  static BigDecimal number(Object interval) {
    return interval instanceof Period months
        ? BigDecimal.valueOf(months.toTotalMonths())
        : micros((Duration) interval).divide(BigDecimal.valueOf(1000));
  }

  static Object interval(BigDecimal number, RelDataType type) {
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())
        ? months(number)
        : ofMicros(number.multiply(BigDecimal.valueOf(1000)));
  }

  /** As PostgreSQL prints it. */
  static String text(Object interval) {
    if (interval instanceof Period period) {
      long years = period.toTotalMonths() / 12;
      long months = period.toTotalMonths() % 12;
      String text = years == 0 ? "" : unit(years, "year");
      String rest = months == 0 ? "" : unit(months, "mon");
      String both = text + (text.isEmpty() || rest.isEmpty() ? "" : " ") + rest;
      return both.isEmpty() ? "00:00:00" : both;
    }
    BigDecimal micros = micros((Duration) interval);
    long days = micros.divideToIntegralValue(BigDecimal.valueOf(DAY_MICROS)).longValueExact();
    long rest = micros.remainder(BigDecimal.valueOf(DAY_MICROS)).longValueExact();
    String text = days == 0 ? "" : unit(days, "day");
    if (rest == 0 && days != 0) {
      return text;
    }
    String time = LocalTime.ofNanoOfDay(Math.abs(rest) * 1000).format(DateTimes.TIME);
    String sign = rest < 0 ? "-" : days < 0 ? "+" : "";
    return text + (text.isEmpty() ? "" : " ") + sign + time;
  }

  private static String unit(long count, String name) {
    return count + " " + name + (count == 1 ? "" : "s");
  }
}

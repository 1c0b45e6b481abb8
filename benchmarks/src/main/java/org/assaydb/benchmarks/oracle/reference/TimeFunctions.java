package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.jspecify.annotations.Nullable;

/** Functions of dates, times and intervals. */
final class TimeFunctions {
  private TimeFunctions() {}

  static @Nullable Object now(String name, RelDataType type, Scope scope) {
    return switch (type.getSqlTypeName()) {
      case DATE -> scope.now().toLocalDate();
      // With all digits that the block has, whatever Calcite takes the type for.
      case TIME -> scope.now().toLocalTime();
      case TIMESTAMP -> scope.now();
      default -> throw new UnknownConstructException(name);
    };
  }

  static @Nullable Object value(String name, RexCall call, @Nullable Object[] values) {
    Object first = Objects.requireNonNull(values[0]);
    return switch (name) {
      case "EXTRACT", "DATE_PART" ->
          integral(call.getType(), extract(unit(first), Objects.requireNonNull(values[1])));
      case "FLOOR", "CEIL" -> toUnit(name, call, first, values);
      case "DATE_TRUNC" ->
          Casts.cast(
              truncated(unit(first), timestamp(Objects.requireNonNull(values[1]))),
              call.getType(),
              call.getType());
      case "LAST_DAY" -> {
        LocalDate date = timestamp(first).toLocalDate();
        yield date.withDayOfMonth(date.lengthOfMonth());
      }
      case "ABS" -> isNegative(first) ? Intervals.negated(first) : first;
      default -> throw new UnknownConstructException(name);
    };
  }

  private static boolean isNegative(Object interval) {
    return Intervals.number(interval).signum() < 0;
  }

  private static String unit(Object flag) {
    return flag.toString().toUpperCase(Locale.ROOT);
  }

  private static Object integral(RelDataType type, BigDecimal value) {
    return Numbers.isInteger(type)
        ? Numbers.fit(type, value.setScale(0, RoundingMode.DOWN))
        : Numbers.fit(type, value);
  }

  private static LocalDateTime timestamp(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    } else if (value instanceof LocalDateTime time) {
      return time;
    }
    throw new UnknownConstructException("time function of " + value.getClass().getSimpleName());
  }

  private static BigDecimal extract(String unit, Object from) {
    if (from instanceof Period || from instanceof Duration) {
      return ofInterval(unit, from);
    } else if (from instanceof LocalTime time) {
      return ofTime(unit, LocalDate.EPOCH.atTime(time));
    }
    LocalDateTime time = timestamp(from);
    LocalDate date = time.toLocalDate();
    long year = date.getYear();
    long value =
        switch (unit) {
          case "YEAR" -> year;
          case "MONTH" -> date.getMonthValue();
          case "DAY" -> date.getDayOfMonth();
          case "QUARTER" -> date.get(IsoFields.QUARTER_OF_YEAR);
          case "DOY" -> date.getDayOfYear();
          case "DOW" -> dayOfWeek(date);
          case "ISODOW" -> date.getDayOfWeek().getValue();
          case "WEEK" -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
          case "ISOYEAR" -> date.get(IsoFields.WEEK_BASED_YEAR);
          case "DECADE" -> Math.floorDiv(year, 10);
          case "CENTURY" -> (year + 99) / 100;
          case "MILLENNIUM" -> (year + 999) / 1000;
          case "JULIAN" -> date.getLong(JulianFields.JULIAN_DAY);
          default -> Long.MIN_VALUE;
        };
    return value == Long.MIN_VALUE ? ofTime(unit, time) : BigDecimal.valueOf(value);
  }

  /** Sunday is 0, as in PostgreSQL. */
  private static long dayOfWeek(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7;
  }

  private static BigDecimal ofTime(String unit, LocalDateTime time) {
    BigDecimal micros = BigDecimal.valueOf(time.getSecond() * 1_000_000L + time.getNano() / 1000);
    return switch (unit) {
      case "HOUR" -> BigDecimal.valueOf(time.getHour());
      case "MINUTE" -> BigDecimal.valueOf(time.getMinute());
      case "SECOND" -> micros.movePointLeft(6);
      case "MILLISECOND", "MILLISECONDS" -> micros.movePointLeft(3);
      case "MICROSECOND", "MICROSECONDS" -> micros;
      case "EPOCH" ->
          BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC))
              .add(BigDecimal.valueOf(time.getNano(), 9));
      default -> throw new UnknownConstructException("EXTRACT " + unit);
    };
  }

  private static BigDecimal ofInterval(String unit, Object interval) {
    if (interval instanceof Period period) {
      long months = period.toTotalMonths();
      return switch (unit) {
        case "YEAR" -> BigDecimal.valueOf(months / 12);
        case "MONTH" -> BigDecimal.valueOf(months % 12);
        default -> throw new UnknownConstructException("EXTRACT " + unit + " of months");
      };
    }
    BigDecimal seconds = Intervals.micros((Duration) interval).movePointLeft(6);
    return switch (unit) {
      case "DAY" -> part(seconds, 86_400, Long.MAX_VALUE);
      case "HOUR" -> part(seconds, 3_600, 24);
      case "MINUTE" -> part(seconds, 60, 60);
      case "SECOND" -> seconds.remainder(BigDecimal.valueOf(60));
      case "EPOCH" -> seconds;
      default -> throw new UnknownConstructException("EXTRACT " + unit + " of a duration");
    };
  }

  private static BigDecimal part(BigDecimal seconds, long unit, long of) {
    return seconds
        .divideToIntegralValue(BigDecimal.valueOf(unit))
        .setScale(0, RoundingMode.DOWN)
        .remainder(BigDecimal.valueOf(of));
  }

  /** FLOOR and CEIL of a date or time to a unit. */
  private static @Nullable Object toUnit(
      String name, RexCall call, Object first, @Nullable Object[] values) {
    if (values.length < 2) {
      throw new UnknownConstructException(name + " of " + call.getType());
    }
    String unit = unit(Objects.requireNonNull(values[1]));
    LocalDateTime time = timestamp(first);
    LocalDateTime floor = truncated(unit, time);
    LocalDateTime result = name.equals("FLOOR") || floor.equals(time) ? floor : next(unit, floor);
    return Casts.cast(result, call.getType(), call.getType());
  }

  private static LocalDateTime next(String unit, LocalDateTime floor) {
    return switch (unit) {
      case "YEAR" -> floor.plusYears(1);
      case "QUARTER" -> floor.plusMonths(3);
      case "MONTH" -> floor.plusMonths(1);
      case "WEEK" -> floor.plusWeeks(1);
      case "DAY" -> floor.plusDays(1);
      case "HOUR" -> floor.plusHours(1);
      case "MINUTE" -> floor.plusMinutes(1);
      case "SECOND" -> floor.plusSeconds(1);
      default -> throw new UnknownConstructException("CEIL TO " + unit);
    };
  }

  private static LocalDateTime truncated(String unit, LocalDateTime time) {
    LocalDate date = time.toLocalDate();
    return switch (unit) {
      case "YEAR" -> date.withDayOfYear(1).atStartOfDay();
      case "QUARTER" ->
          date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1) % 3).atStartOfDay();
      case "MONTH" -> date.withDayOfMonth(1).atStartOfDay();
      case "WEEK" -> date.minusDays(date.getDayOfWeek().getValue() - 1L).atStartOfDay();
      case "DAY" -> date.atStartOfDay();
      case "HOUR" -> time.truncatedTo(ChronoUnit.HOURS);
      case "MINUTE" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "SECOND" -> time.truncatedTo(ChronoUnit.SECONDS);
      default -> throw new UnknownConstructException("truncation to " + unit);
    };
  }
}

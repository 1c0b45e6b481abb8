package org.assaydb.sql.function.time;

import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.assaydb.sql.value.Calendars;

/** Fields of dates, times and intervals, as EXTRACT takes them. */
public final class Fields {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int JULIAN_SCALE = 20;

  /** PostgreSQL counts a year of an interval as 365.25 days and a month as 30. */
  private static final long SECONDS_PER_YEAR = 31_557_600;

  private static final long SECONDS_PER_MONTH = 2_592_000;

  private Fields() {}

  /** Digits after the point that a field has; 0 for a whole number. */
  public static int scale(Unit unit) {
    return switch (unit) {
      case SECOND, EPOCH -> 6;
      case MILLISECOND -> 3;
      case JULIAN -> JULIAN_SCALE;
      default -> 0;
    };
  }

  /** A field of a DATE, in units of its {@link #scale}; 0A000 for one of the time of day. */
  public static BigDecimal ofDate(Unit unit, long day) {
    if (unit == Unit.EPOCH || unit == Unit.JULIAN) {
      return ofTimestamp(unit, day * MICROS_PER_DAY);
    }
    if (unit.compareTo(Unit.HOUR) <= 0) {
      throw unit.unsupported("DATE");
    }
    return BigDecimal.valueOf(calendarField(unit, day));
  }

  public static BigDecimal ofTimestamp(Unit unit, long micros) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    long time = Math.floorMod(micros, MICROS_PER_DAY);
    if (unit.compareTo(Unit.HOUR) <= 0) {
      return timeField(unit, time);
    }
    return switch (unit) {
      case EPOCH -> BigDecimal.valueOf(micros, 6);
      case JULIAN ->
          BigDecimal.valueOf(day + JULIAN_DAY_OF_EPOCH)
              .add(
                  BigDecimal.valueOf(time)
                      .divide(
                          BigDecimal.valueOf(MICROS_PER_DAY), JULIAN_SCALE, RoundingMode.HALF_UP));
      default -> BigDecimal.valueOf(calendarField(unit, day));
    };
  }

  /** 0A000 for a field that a TIME has not. */
  public static BigDecimal ofTime(Unit unit, long micros) {
    if (unit == Unit.EPOCH) {
      return BigDecimal.valueOf(micros, 6);
    }
    if (unit.compareTo(Unit.HOUR) > 0) {
      throw unit.unsupported("TIME");
    }
    return timeField(unit, micros);
  }

  /** Of INTERVAL YEAR TO MONTH. */
  public static BigDecimal ofMonths(Unit unit, long months) {
    long years = months / 12;
    return BigDecimal.valueOf(
        switch (unit) {
          case MONTH -> months % 12;
          case QUARTER -> months % 12 / 3 + 1;
          case YEAR -> years;
          case DECADE -> years / 10;
          case CENTURY -> years / 100;
          case MILLENNIUM -> years / 1000;
          case EPOCH -> years * SECONDS_PER_YEAR + months % 12 * SECONDS_PER_MONTH;
          case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY -> 0;
          default -> throw unit.unsupported("INTERVAL YEAR TO MONTH");
        });
  }

  /** Of INTERVAL DAY TO SECOND; a negative one has negative fields. */
  public static BigDecimal ofMicros(Unit unit, long micros) {
    return switch (unit) {
      case EPOCH -> BigDecimal.valueOf(micros, 6);
      case DAY -> BigDecimal.valueOf(micros / MICROS_PER_DAY);
      case MONTH, YEAR, DECADE, CENTURY, MILLENNIUM -> BigDecimal.ZERO;
      case QUARTER -> BigDecimal.ONE;
      case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR ->
          timeField(unit, micros % MICROS_PER_DAY);
      default -> throw unit.unsupported("INTERVAL DAY TO SECOND");
    };
  }

  private static BigDecimal timeField(Unit unit, long micros) {
    long ofMinute = micros % Unit.MINUTE.micros();
    return switch (unit) {
      case MICROSECOND -> BigDecimal.valueOf(ofMinute);
      case MILLISECOND -> BigDecimal.valueOf(ofMinute, 3);
      case SECOND -> BigDecimal.valueOf(ofMinute, 6);
      case MINUTE -> BigDecimal.valueOf(micros / Unit.MINUTE.micros() % 60);
      default -> BigDecimal.valueOf(micros / Unit.HOUR.micros());
    };
  }

  /** Whether {@link #calendarField} knows a unit. */
  public static boolean ofCalendar(Unit unit) {
    return unit.compareTo(Unit.DAY) >= 0 && unit.compareTo(Unit.EPOCH) < 0;
  }

  /** A field of a day: all from DAY on but EPOCH and JULIAN. */
  public static long calendarField(Unit unit, long day) {
    long packed = Calendars.packed(day);
    long year = packed / 10_000;
    long month = packed / 100 % 100;
    return switch (unit) {
      case DAY -> packed % 100;
      case MONTH -> month;
      case QUARTER -> (month + 2) / 3;
      case YEAR -> year;
      case DECADE -> year / 10;
      case CENTURY -> (year + 99) / 100;
      case MILLENNIUM -> (year + 999) / 1000;
      case DOW -> Math.floorMod(day + 4, 7L);
      case ISODOW -> Math.floorMod(day + 3, 7L) + 1;
      case DOY -> day - Calendars.epochDay(year, 1, 1) + 1;
      case WEEK -> isoWeek(day);
      case ISOYEAR -> Calendars.packed(thursday(day)) / 10_000;
      default -> throw unit.unsupported("DATE");
    };
  }

  /** The Thursday of the week of a day: its year is the week's (ISO 8601). */
  private static long thursday(long day) {
    return day - Math.floorMod(day + 3, 7L) + 3;
  }

  private static long isoWeek(long day) {
    long thursday = thursday(day);
    long year = Math.floorDiv(Calendars.packed(thursday), 10_000L);
    return (thursday - Calendars.epochDay(year, 1, 1)) / 7 + 1;
  }
}

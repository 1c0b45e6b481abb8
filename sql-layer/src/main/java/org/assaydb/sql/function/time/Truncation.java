package org.assaydb.sql.function.time;

import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import org.assaydb.sql.value.Calendars;

/** DATE_TRUNC, and FLOOR and CEIL to a unit. */
public final class Truncation {
  /** 1969-12-29, a Monday. */
  private static final long MONDAY = -3;

  private Truncation() {}

  /** The beginning of the unit that a timestamp is in; 0A000 for what is no unit. */
  public static long timestamp(Unit unit, long micros) {
    long size = unit.micros();
    if (size == 0 || unit == Unit.WEEK) {
      return date(unit, Math.floorDiv(micros, MICROS_PER_DAY)) * MICROS_PER_DAY;
    }
    return Calendars.checkedMicros(micros - Math.floorMod(micros, size));
  }

  /** The first day of the unit that a day is in; the day itself for units within the day. */
  public static long date(Unit unit, long day) {
    if (unit.compareTo(Unit.DAY) <= 0) {
      return day;
    }
    if (unit == Unit.WEEK) {
      return Calendars.checkedDay(day - Math.floorMod(day - MONDAY, 7L));
    }
    long packed = Calendars.packed(day);
    long year = packed / 10_000;
    int month = (int) (packed / 100 % 100);
    return switch (unit) {
      case MONTH -> Calendars.epochDay(year, month, 1);
      case QUARTER -> Calendars.epochDay(year, (month - 1) / 3 * 3 + 1, 1);
      case YEAR -> Calendars.epochDay(year, 1, 1);
      case DECADE -> Calendars.checkedDay(Calendars.epochDay(year - year % 10, 1, 1));
      case CENTURY -> Calendars.epochDay(year - (year - 1) % 100, 1, 1);
      case MILLENNIUM -> Calendars.epochDay(year - (year - 1) % 1000, 1, 1);
      default -> throw unit.unsupported("truncation");
    };
  }

  /** The next beginning of a unit, or the day itself when it is one. */
  public static long dateCeiling(Unit unit, long day) {
    long floor = date(unit, day);
    return floor == day ? day : nextDay(unit, floor);
  }

  public static long timestampCeiling(Unit unit, long micros) {
    long floor = timestamp(unit, micros);
    if (floor == micros) {
      return micros;
    }
    return unit.months() == 0
        ? Calendars.checkedMicros(floor + unit.micros())
        : nextDay(unit, Math.floorDiv(floor, MICROS_PER_DAY)) * MICROS_PER_DAY;
  }

  private static long nextDay(Unit unit, long floor) {
    return unit == Unit.WEEK
        ? Calendars.checkedDay(floor + 7)
        : Calendars.plusMonths(floor, unit.months());
  }

  /** Of a time of day; 0A000 for units beyond the hour. */
  public static long time(Unit unit, long micros) {
    if (unit.compareTo(Unit.HOUR) > 0) {
      throw unit.unsupported("TIME");
    }
    return micros - micros % unit.micros();
  }

  /** INTERVAL YEAR TO MONTH, towards zero. */
  public static long months(Unit unit, long months) {
    if (unit.months() > 0) {
      return months - months % unit.months();
    }
    if (unit.micros() == 0 || unit == Unit.WEEK) {
      throw unit.unsupported("INTERVAL YEAR TO MONTH");
    }
    return months;
  }

  /** INTERVAL DAY TO SECOND, towards zero. */
  public static long micros(Unit unit, long micros) {
    if (unit.months() > 0) {
      return 0;
    }
    if (unit.micros() == 0 || unit == Unit.WEEK) {
      throw unit.unsupported("INTERVAL DAY TO SECOND");
    }
    return micros - micros % unit.micros();
  }
}

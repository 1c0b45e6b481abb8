package org.assaydb.sql.function.time;

import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.value.Calendars;

/** TIMESTAMPADD and TIMESTAMPDIFF. */
public final class Shift {
  private Shift() {}

  /** Whether a unit can be added to and counted: no field such as DOW. */
  private static void checkUnit(Unit unit) {
    if (unit.months() == 0 && unit.micros() == 0) {
      throw unit.unsupported("addition");
    }
  }

  private static long product(long count, long size) {
    if (Math.multiplyHigh(count, size) != count * size >> 63) {
      throw new SqlLayerException(
          SqlStates.DATETIME_OVERFLOW, "the date is not within the years 1 to 9999");
    }
    return count * size;
  }

  /** Whether units of this size keep a DATE a DATE. */
  public static boolean wholeDays(Unit unit) {
    return unit.compareTo(Unit.DAY) >= 0;
  }

  /** A timestamp some units later; a month later is at most the last day of its month. */
  public static long timestamp(Unit unit, long count, long micros) {
    checkUnit(unit);
    if (unit.months() > 0) {
      long day = Math.floorDiv(micros, MICROS_PER_DAY);
      return plusMonths(unit, count, day) * MICROS_PER_DAY + Math.floorMod(micros, MICROS_PER_DAY);
    }
    long sum = saturatedSum(micros, product(count, unit.micros()));
    return Calendars.checkedMicros(sum);
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
    return overflow ? right < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
  }

  private static long plusMonths(Unit unit, long count, long day) {
    long months = product(count, unit.months());
    // Beyond any date, and below what would overflow in the calendar.
    long bounded = Math.max(-1_000_000, Math.min(1_000_000, months));
    return Calendars.plusMonths(day, bounded);
  }

  /** A day some whole units later. */
  public static long date(Unit unit, long count, long day) {
    return Math.floorDiv(timestamp(unit, count, day * MICROS_PER_DAY), MICROS_PER_DAY);
  }

  /** A time of day some units later, around midnight. */
  public static long time(Unit unit, long count, long micros) {
    if (unit.compareTo(Unit.HOUR) > 0) {
      throw unit.unsupported("TIME");
    }
    // Only the rest within a day counts, and that cannot overflow.
    long units = MICROS_PER_DAY / unit.micros();
    return Math.floorMod(micros + Math.floorMod(count, units) * unit.micros(), MICROS_PER_DAY);
  }

  /** Whole units from one timestamp to another, negative when the other is earlier. */
  public static long difference(Unit unit, long from, long to) {
    checkUnit(unit);
    return unit.months() == 0 ? (to - from) / unit.micros() : months(from, to) / unit.months();
  }

  private static long months(long from, long to) {
    if (to < from) {
      return -months(to, from);
    }
    long first = Calendars.packed(Math.floorDiv(from, MICROS_PER_DAY));
    long last = Calendars.packed(Math.floorDiv(to, MICROS_PER_DAY));
    long months = monthNumber(last) - monthNumber(first);
    long days = last % 100 - first % 100;
    long time = Math.floorMod(to, MICROS_PER_DAY) - Math.floorMod(from, MICROS_PER_DAY);
    return days < 0 || days == 0 && time < 0 ? months - 1 : months;
  }

  private static long monthNumber(long packed) {
    return packed / 10_000 * 12 + packed / 100 % 100;
  }

  /** The last day of the month. */
  public static long lastDay(long day) {
    long packed = Calendars.packed(day);
    int days = Calendars.daysInMonth(packed / 10_000, (int) (packed / 100 % 100));
    return day - packed % 100 + days;
  }

  /** The day of a year, month and day; 22008 when there is none. */
  public static long makeDate(long year, long month, long day) {
    boolean valid = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
    if (!valid || day > Calendars.daysInMonth(year, (int) month)) {
      throw new SqlLayerException(
          SqlStates.DATETIME_OVERFLOW,
          "date field value out of range: " + year + "-" + month + "-" + day);
    }
    return Calendars.epochDay(year, (int) month, (int) day);
  }
}

package org.assaydb.sql.value;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** The proleptic Gregorian calendar on days since 1970-01-01. Years 1 to 9999. */
public final class Calendars {
  public static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_MILLI = 1000;
  public static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

  /** 0001-01-01. */
  public static final long FIRST_DAY = epochDay(1, 1, 1);

  /** 9999-12-31. */
  public static final long LAST_DAY = epochDay(9999, 12, 31);

  private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final int DAYS_PER_400_YEARS = 146_097;

  private Calendars() {}

  /** Microseconds of the day as they are stored: milliseconds, the half of one upwards. */
  public static int storedTime(long micros) {
    return (int) toMillis(checkedTime(toMillis(micros) * MICROS_PER_MILLI));
  }

  /** Microseconds since 1970-01-01 as they are stored: milliseconds, the half of one upwards. */
  public static long storedTimestamp(long micros) {
    return toMillis(checkedMicros(toMillis(micros) * MICROS_PER_MILLI));
  }

  private static long toMillis(long micros) {
    return Math.floorDiv(micros + MICROS_PER_MILLI / 2, MICROS_PER_MILLI);
  }

  /** Microseconds of a day; 22008 for the end of the day. */
  public static long checkedTime(long micros) {
    if (micros >= MICROS_PER_DAY) {
      throw new SqlLayerException(SqlStates.DATETIME_OVERFLOW, "the time rounds to 24:00:00");
    }
    return micros;
  }

  /** Days since 1970-01-01, for any year and month 1 to 12. */
  public static long epochDay(long year, int month, int day) {
    // The year starts in March, so that the leap day is its last.
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_400_YEARS + dayOfEra - 719_468;
  }

  /** Year, month and day packed as {@code year * 10000 + month * 100 + day}, for years above 0. */
  public static long packed(long epochDay) {
    long z = epochDay + 719_468;
    long era = Math.floorDiv(z, (long) DAYS_PER_400_YEARS);
    long dayOfEra = z - era * DAYS_PER_400_YEARS;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shifted = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    long month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year * 10_000 + month * 100 + day;
  }

  public static int year(long epochDay) {
    return (int) Math.floorDiv(packed(epochDay), 10_000L);
  }

  public static int month(long epochDay) {
    return (int) (Math.floorMod(packed(epochDay), 10_000L) / 100);
  }

  public static int day(long epochDay) {
    return (int) Math.floorMod(packed(epochDay), 100L);
  }

  public static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  public static int daysInMonth(long year, int month) {
    return month == 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1];
  }

  /** The day some months later or earlier, at most the last of its month. */
  public static long plusMonths(long epochDay, long months) {
    long packed = packed(epochDay);
    long all = Math.addExact((packed / 10_000) * 12 + packed / 100 % 100 - 1, months);
    long year = Math.floorDiv(all, 12L);
    int month = (int) Math.floorMod(all, 12L) + 1;
    int day = Math.min((int) (packed % 100), daysInMonth(year, month));
    return checkedDay(epochDay(year, month, day));
  }

  public static long checkedDay(long epochDay) {
    if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
      throw new SqlLayerException(
          SqlStates.DATETIME_OVERFLOW, "the date is not within the years 1 to 9999");
    }
    return epochDay;
  }

  public static long checkedMicros(long micros) {
    checkedDay(Math.floorDiv(micros, MICROS_PER_DAY));
    return micros;
  }
}

package org.assaydb.jdbc;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * Year to fraction that a value of java.sql shows in a zone, and back. The calendar is that of
 * java.sql itself, with Julian dates before 1582-10-15: a value shows the same date with the
 * calendar of the JVM's zone as without one.
 */
final class ZoneFields {
  private ZoneFields() {}

  /** Time.toLocalTime drops the milliseconds. */
  static LocalTime time(Time value) {
    return value.toLocalTime().plusNanos(Math.floorMod(value.getTime(), 1000L) * 1_000_000L);
  }

  /** Time.valueOf drops them too. */
  static Time time(LocalTime value) {
    return new Time(Time.valueOf(value).getTime() + value.getNano() / 1_000_000);
  }

  /**
   * The fields of a value in a zone.
   *
   * @throws DateTimeException for a 29 February that only the Julian calendar has
   */
  static LocalDateTime of(java.util.Date value, TimeZone zone) {
    Calendar calendar = calendar(zone);
    calendar.setTimeInMillis(value.getTime());
    boolean anno = calendar.get(Calendar.ERA) == GregorianCalendar.AD;
    int year = calendar.get(Calendar.YEAR);
    return LocalDateTime.of(
        anno ? year : 1 - year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH),
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        value instanceof Timestamp timestamp
            ? timestamp.getNanos()
            : calendar.get(Calendar.MILLISECOND) * 1_000_000);
  }

  /** The point in time at which a zone shows these fields; after a gap when it never does. */
  static long millis(LocalDateTime fields, TimeZone zone) {
    Calendar calendar = calendar(zone);
    LocalDate date = fields.toLocalDate();
    calendar.set(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
    calendar.set(Calendar.HOUR_OF_DAY, fields.getHour());
    calendar.set(Calendar.MINUTE, fields.getMinute());
    calendar.set(Calendar.SECOND, fields.getSecond());
    calendar.set(Calendar.MILLISECOND, fields.getNano() / 1_000_000);
    return calendar.getTimeInMillis();
  }

  private static Calendar calendar(TimeZone zone) {
    Calendar calendar = new GregorianCalendar(zone, java.util.Locale.ROOT);
    calendar.clear();
    return calendar;
  }
}

package org.assaydb.sql.function.time;

import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import org.assaydb.sql.value.Calendars;

/**
 * AGE: the difference of two timestamps in years, months, days and time, each of which is what a
 * calendar shows, in PostgreSQL's text form. (It has no value in our types: an interval here is
 * either months or microseconds.)
 */
public final class Age {
  private final long sign;
  private long years;
  private long months;
  private long days;
  private long time;

  private Age(long from, long to) {
    sign = to < from ? -1 : 1;
    long first = Calendars.packed(Math.floorDiv(from, MICROS_PER_DAY));
    long last = Calendars.packed(Math.floorDiv(to, MICROS_PER_DAY));
    years = sign * (last / 10_000 - first / 10_000);
    months = sign * (last / 100 % 100 - first / 100 % 100);
    days = sign * (last % 100 - first % 100);
    time = sign * (Math.floorMod(to, MICROS_PER_DAY) - Math.floorMod(from, MICROS_PER_DAY));
    if (time < 0) {
      time += MICROS_PER_DAY;
      days--;
    }
    // Borrowed is the month of the earlier timestamp.
    long month = sign < 0 ? last : first;
    while (days < 0) {
      days += Calendars.daysInMonth(month / 10_000, (int) (month / 100 % 100));
      months--;
    }
    while (months < 0) {
      months += 12;
      years--;
    }
  }

  /** For example {@code 3 years 2 mons 1 day 04:05:06.5}. */
  public static String text(long from, long to) {
    return new Age(from, to).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    append(text, years, "year");
    append(text, months, "mon");
    append(text, days, "day");
    if (time != 0 || text.length() == 0) {
      text.append(text.length() == 0 ? "" : " ").append(sign < 0 ? "-" : "");
      appendTime(text);
    }
    return text.toString();
  }

  private void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(text.length() == 0 ? "" : " ").append(sign * count).append(' ').append(unit);
      text.append(sign * count == 1 ? "" : "s");
    }
  }

  private void appendTime(StringBuilder text) {
    Digits.append(text, time / Unit.HOUR.micros(), 2);
    Digits.append(text.append(':'), time / Unit.MINUTE.micros() % 60, 2);
    Digits.append(text.append(':'), time / Unit.SECOND.micros() % 60, 2);
    long fraction = time % Unit.SECOND.micros();
    if (fraction != 0) {
      Digits.append(text.append('.'), fraction, 6);
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
  }
}

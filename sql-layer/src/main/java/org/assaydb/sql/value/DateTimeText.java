package org.assaydb.sql.value;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * Text forms of dates, times and timestamps: ISO 8601, with a blank or T between date and time, a
 * fraction of any length (rounded to microseconds), and an optional Z or offset.
 */
public final class DateTimeText {
  private final String text;
  private final String type;
  private int at;

  private DateTimeText(String text, String type) {
    this.text = text.strip();
    this.type = type;
  }

  /** Days since 1970-01-01; of a timestamp its date. 22007 for anything else. */
  public static long date(String text) {
    DateTimeText parser = new DateTimeText(text, "DATE");
    long day = parser.date();
    if (!parser.done()) {
      parser.separator();
      parser.time();
      parser.offset();
    }
    return day;
  }

  /** Microseconds of the day. */
  public static long time(String text) {
    DateTimeText parser = new DateTimeText(text, "TIME");
    long micros = parser.time();
    if (!parser.done() || micros >= Calendars.MICROS_PER_DAY) {
      throw parser.bad();
    }
    return micros;
  }

  /** Microseconds since 1970-01-01; a value with an offset is taken to UTC. */
  public static long timestamp(String text) {
    DateTimeText parser = new DateTimeText(text, "TIMESTAMP");
    long day = parser.date();
    long micros = 0;
    if (!parser.done()) {
      parser.separator();
      micros = parser.time() - parser.offset();
    }
    return Calendars.checkedMicros(day * Calendars.MICROS_PER_DAY + micros);
  }

  private boolean done() {
    return at == text.length();
  }

  private SqlLayerException bad() {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new SqlLayerException(
        SqlStates.INVALID_DATETIME, "not a valid " + type + ": '" + shown + "'");
  }

  private boolean skip(char wanted) {
    boolean found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted) {
    if (!skip(wanted)) {
      throw bad();
    }
  }

  private int number(int minDigits, int maxDigits) {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < maxDigits && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at - start < minDigits) {
      throw bad();
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private long date() {
    int year = number(4, 4);
    expect('-');
    int month = number(1, 2);
    expect('-');
    int day = number(1, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      throw bad();
    }
    if (day > Calendars.daysInMonth(year, month)) {
      throw bad();
    }
    return Calendars.epochDay(year, month, day);
  }

  private void separator() {
    if (!skip('T') && !skip('t')) {
      expect(' ');
      while (skip(' ')) {
        // Any number of blanks.
      }
    }
  }

  private long time() {
    int hour = number(1, 2);
    expect(':');
    int minute = number(2, 2);
    int second = 0;
    long micros = 0;
    if (skip(':')) {
      second = number(2, 2);
      if (skip('.')) {
        micros = fraction();
      }
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw bad();
    }
    return ((hour * 60L + minute) * 60 + second) * Calendars.MICROS_PER_SECOND + micros;
  }

  private long fraction() {
    long micros = 0;
    int start = at;
    boolean up = false;
    while (at < text.length() && isDigit(text.charAt(at))) {
      int digit = text.charAt(at) - '0';
      if (at - start < 6) {
        micros = micros * 10 + digit;
      } else if (at - start == 6) {
        up = digit >= 5;
      }
      at++;
    }
    for (int digits = at - start; digits < 6; digits++) {
      micros *= 10;
    }
    return up ? micros + 1 : micros;
  }

  private long offset() {
    if (done()) {
      return 0;
    }
    long sign;
    if (skip('Z') || skip('z')) {
      sign = 0;
    } else {
      sign = skip('-') ? -1 : 1;
      if (sign > 0) {
        expect('+');
      }
    }
    long minutes = 0;
    if (sign != 0) {
      minutes = number(2, 2) * 60L;
      if (!done()) {
        skip(':');
        minutes += number(2, 2);
      }
    }
    if (!done() || minutes > 18 * 60) {
      throw bad();
    }
    return sign * minutes * 60 * Calendars.MICROS_PER_SECOND;
  }

  public static String ofDate(long epochDay) {
    StringBuilder out = new StringBuilder(10);
    addDate(out, epochDay);
    return out.toString();
  }

  public static String ofTime(long micros) {
    StringBuilder out = new StringBuilder(15);
    addTime(out, micros);
    return out.toString();
  }

  public static String ofTimestamp(long micros) {
    StringBuilder out = new StringBuilder(26);
    addDate(out, Math.floorDiv(micros, Calendars.MICROS_PER_DAY));
    out.append(' ');
    addTime(out, Math.floorMod(micros, Calendars.MICROS_PER_DAY));
    return out.toString();
  }

  /** As PostgreSQL writes it: {@code 1 year 2 mons}. */
  public static String ofMonths(long months) {
    long years = months / 12;
    long rest = months % 12;
    StringBuilder out = new StringBuilder();
    addUnit(out, years, "year");
    addUnit(out, rest, "mon");
    return out.isEmpty() ? "00:00:00" : out.toString();
  }

  /** As PostgreSQL writes it: {@code 1 day 02:03:04.5}. */
  public static String ofMicros(long micros) {
    long days = micros / Calendars.MICROS_PER_DAY;
    long rest = micros % Calendars.MICROS_PER_DAY;
    StringBuilder out = new StringBuilder();
    addUnit(out, days, "day");
    if (rest != 0 || days == 0) {
      out.append(out.isEmpty() ? "" : " ").append(rest < 0 ? "-" : "");
      addTime(out, Math.abs(rest));
    }
    return out.toString();
  }

  private static void addUnit(StringBuilder out, long count, String unit) {
    if (count != 0) {
      out.append(out.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
      out.append(count == 1 ? "" : "s");
    }
  }

  private static void addDate(StringBuilder out, long epochDay) {
    long packed = Calendars.packed(epochDay);
    pad(out, packed / 10_000, 4).append('-');
    pad(out, packed / 100 % 100, 2).append('-');
    pad(out, packed % 100, 2);
  }

  private static void addTime(StringBuilder out, long micros) {
    long seconds = micros / Calendars.MICROS_PER_SECOND;
    pad(out, seconds / 3600, 2).append(':');
    pad(out, seconds / 60 % 60, 2).append(':');
    pad(out, seconds % 60, 2);
    long fraction = micros % Calendars.MICROS_PER_SECOND;
    if (fraction != 0) {
      out.append('.');
      pad(out, fraction, 6);
      while (out.charAt(out.length() - 1) == '0') {
        out.setLength(out.length() - 1);
      }
    }
  }

  private static StringBuilder pad(StringBuilder out, long value, int digits) {
    String text = Long.toString(value);
    return out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
  }
}

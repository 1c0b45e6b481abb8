package org.assaydb.benchmarks.oracle.reference;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of dates and times: ISO with a blank or T, fraction, Z or an offset. */
final class DateTimes {
  static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final String TIME_PATTERN =
      "(?<h>\\d{1,2}):(?<m>\\d{2})(?::(?<s>\\d{2})(?:\\.(?<f>\\d+))?)?"
          + "(?: ?(?<zone>Z|[+-]\\d{2}(?::?\\d{2})?))?";
  private static final Pattern ONLY_TIME = Pattern.compile(TIME_PATTERN);
  private static final Pattern TIMESTAMP =
      Pattern.compile("(?<date>\\d{4}-\\d{1,2}-\\d{1,2})(?:(?: +|T)" + TIME_PATTERN + ")?");

  private DateTimes() {}

  static String text(LocalDate date) {
    return DATE.format(date);
  }

  static String text(LocalDateTime time) {
    return text(time.toLocalDate()) + " " + TIME.format(time);
  }

  static LocalDate date(String text) {
    return timestamp(text, true).toLocalDate();
  }

  static LocalTime time(String text) {
    Matcher matcher = ONLY_TIME.matcher(text.strip());
    if (!matcher.matches()) {
      return timestamp(text, false).toLocalTime();
    }
    return LocalDate.EPOCH.atStartOfDay().plusNanos(nanos(matcher, text)).toLocalTime();
  }

  static LocalDateTime timestamp(String text) {
    return timestamp(text, false);
  }

  private static LocalDateTime timestamp(String text, boolean local) {
    Matcher matcher = TIMESTAMP.matcher(text.strip());
    if (!matcher.matches()) {
      throw bad(text);
    }
    String[] parts = matcher.group("date").split("-");
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      if (date.getYear() < 1) {
        throw bad(text);
      }
      if (matcher.group("h") == null) {
        return date.atStartOfDay();
      }
      long offset = local ? 0 : offsetSeconds(matcher.group("zone"));
      return date.atStartOfDay().plusNanos(nanos(matcher, text)).minusSeconds(offset);
    } catch (DateTimeException e) {
      throw bad(text);
    }
  }

  /** Of the day, rounded to microseconds; 24:00:00 is no time. */
  private static long nanos(Matcher matcher, String text) {
    long hour = Long.parseLong(matcher.group("h"));
    long minute = Long.parseLong(matcher.group("m"));
    long second = matcher.group("s") == null ? 0 : Long.parseLong(matcher.group("s"));
    if (hour > 23 || minute > 59 || second > 59) {
      throw bad(text);
    }
    String fraction = matcher.group("f") == null ? "0" : matcher.group("f");
    long micros =
        new java.math.BigDecimal("0." + fraction)
            .movePointRight(6)
            .setScale(0, java.math.RoundingMode.HALF_UP)
            .longValueExact();
    return ((hour * 60 + minute) * 60 + second) * 1_000_000_000L + micros * 1000;
  }

  private static long offsetSeconds(String zone) {
    if (zone == null || zone.equals("Z")) {
      return 0;
    }
    return java.time.ZoneOffset.of(zone).getTotalSeconds();
  }

  private static ReferenceException bad(String text) {
    return new ReferenceException(
        ReferenceException.BAD_DATETIME, "'" + text + "' is no date or time");
  }
}

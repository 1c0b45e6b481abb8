package org.assaydb.sql.function.time;

import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.time.DatePattern.Element;
import org.assaydb.sql.function.time.DatePattern.Part;
import org.assaydb.sql.value.Calendars;

/**
 * TO_DATE and TO_TIMESTAMP. Characters of the format that are neither letters nor digits stand for
 * any number of such characters, and what follows the last element is not looked at, as in
 * PostgreSQL. Immutable.
 */
public final class DateParser {
  private final List<Part> parts;

  private DateParser(List<Part> parts) {
    this.parts = parts;
  }

  /** 0A000 for elements that are not supported. */
  public static DateParser of(String pattern) {
    List<Part> parts = DatePattern.parts(pattern);
    for (Part part : parts) {
      switch (part.element()) {
        case YYY, Y, IYYY, IW, ID, D, W, WW, Q, CC ->
            throw new SqlLayerException(
                SqlStates.NOT_SUPPORTED,
                "the format " + part.element() + " cannot be read, only written");
        default -> {}
      }
    }
    return new DateParser(parts);
  }

  /**
   * Microseconds since 1970-01-01.
   *
   * @throws SqlLayerException 22007 for a text that has not the format, 22008 for numbers out of
   *     range, such as a 30th of February
   */
  public long timestamp(String text) {
    Reading reading = new Reading(text);
    for (int i = 0; i < parts.size(); i++) {
      boolean digitsFollow = i + 1 < parts.size() && parts.get(i + 1).element() != Element.LITERAL;
      reading.read(parts.get(i), digitsFollow);
    }
    return reading.timestamp();
  }

  /** A text on the way. */
  private static final class Reading {
    private final String text;
    private int place;
    private long year;
    private long month = 1;
    private long day = 1;
    private long dayOfYear;
    private long julian = -1;
    private long hour;
    private boolean twelve;
    private boolean afternoon;
    private long minute;
    private long second;
    private long micros;

    Reading(String text) {
      this.text = text;
    }

    private void read(Part part, boolean digitsFollow) {
      switch (part.element()) {
        case LITERAL -> literal(part.literal());
        case YYYY -> year = number(digitsFollow ? 4 : 9);
        case YY -> {
          long short2 = number(2);
          year = short2 < 70 ? 2000 + short2 : 1900 + short2;
        }
        case MM -> month = number(2);
        case DD -> day = number(2);
        case DDD -> dayOfYear = number(3);
        case J -> julian = number(9);
        case HH24 -> hour = number(2);
        case HH12, HH -> {
          hour = number(2);
          twelve = true;
        }
        case MI -> minute = number(2);
        case SS -> second = number(2);
        case MS -> micros += fraction(3) * 1000;
        case US -> micros += fraction(6);
        case AM, PM -> half();
        case MONTH, MON -> month = name(part.element() == Element.MONTH, true);
        case DAY, DY -> name(part.element() == Element.DAY, false);
        default -> throw new IllegalStateException("no format for " + part.element());
      }
    }

    private void literal(String literal) {
      boolean separators = literal.chars().noneMatch(Character::isLetterOrDigit);
      if (!separators) {
        place = Math.min(text.length(), place + literal.length());
        return;
      }
      while (place < text.length() && !Character.isLetterOrDigit(text.charAt(place))) {
        place++;
      }
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private SqlLayerException bad() {
      return new SqlLayerException(
          SqlStates.INVALID_DATETIME,
          "'" + (text.length() > 60 ? text.substring(0, 60) : text) + "' has not the format");
    }

    private long number(int most) {
      while (place < text.length() && text.charAt(place) == ' ') {
        place++;
      }
      int from = place;
      long number = 0;
      while (place < text.length() && place - from < most && isDigit(text.charAt(place))) {
        number = number * 10 + text.charAt(place++) - '0';
      }
      if (place == from) {
        throw bad();
      }
      return number;
    }

    /** Digits behind a point: 5 as milliseconds is 500. */
    private long fraction(int most) {
      int from = place;
      long number = number(most);
      for (int i = place - from; i < most; i++) {
        number *= 10;
      }
      return number;
    }

    private void half() {
      if (text.regionMatches(true, place, "PM", 0, 2)) {
        afternoon = true;
      } else if (!text.regionMatches(true, place, "AM", 0, 2)) {
        throw bad();
      }
      twelve = true;
      place += 2;
    }

    private long name(boolean whole, boolean ofMonth) {
      while (place < text.length() && text.charAt(place) == ' ') {
        place++;
      }
      long found = ofMonth ? Names.monthAt(text, place, whole) : Names.dayAt(text, place, whole);
      if (found < (ofMonth ? 1 : 0)) {
        throw bad();
      }
      String name = ofMonth ? Names.month(found) : Names.day(found);
      place += whole ? name.length() : Names.SHORT;
      return found;
    }

    private long timestamp() {
      if (twelve) {
        check(hour >= 1 && hour <= 12);
        hour = hour % 12 + (afternoon ? 12 : 0);
      }
      check(hour < 24 && minute < 60 && second < 60);
      long seconds = hour * 3600 + minute * 60 + second;
      return date() * MICROS_PER_DAY + seconds * 1_000_000 + micros;
    }

    private long date() {
      if (julian >= 0) {
        return Calendars.checkedDay(julian - 2_440_588);
      }
      if (dayOfYear == 0) {
        return Shift.makeDate(year, month, day);
      }
      long first = Shift.makeDate(year, 1, 1);
      check(dayOfYear <= (Calendars.isLeap(year) ? 366 : 365));
      return first + dayOfYear - 1;
    }

    private void check(boolean inRange) {
      if (!inRange) {
        throw new SqlLayerException(
            SqlStates.DATETIME_OVERFLOW, "date/time field value out of range: '" + text + "'");
      }
    }
  }
}

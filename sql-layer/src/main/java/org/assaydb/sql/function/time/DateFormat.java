package org.assaydb.sql.function.time;

import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import java.util.List;
import java.util.Locale;
import org.assaydb.sql.function.time.DatePattern.Letters;
import org.assaydb.sql.function.time.DatePattern.Part;

/** TO_CHAR of dates and timestamps, as PostgreSQL's formatting.c writes them. Immutable. */
public final class DateFormat {
  /** Letters of the longest names, up to which others are filled with blanks. */
  private static final int NAME_WIDTH = 9;

  private final List<Part> parts;

  private DateFormat(List<Part> parts) {
    this.parts = parts;
  }

  /** 0A000 for elements that are not supported. */
  public static DateFormat of(String pattern) {
    return new DateFormat(DatePattern.parts(pattern));
  }

  /** The text of a timestamp. */
  public String text(long micros) {
    StringBuilder text = new StringBuilder();
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    long time = Math.floorMod(micros, MICROS_PER_DAY);
    for (Part part : parts) {
      if (!appendTime(text, part, time)) {
        appendDate(text, part, day);
      }
    }
    return text.toString();
  }

  private static void number(StringBuilder text, Part part, long number, int width) {
    Digits.append(text, number, part.plain() ? 0 : width);
  }

  /** False for an element that is none of the time of day. */
  private static boolean appendTime(StringBuilder text, Part part, long time) {
    long hour = time / Unit.HOUR.micros();
    long fraction = time % Unit.SECOND.micros();
    switch (part.element()) {
      case LITERAL -> text.append(part.literal());
      case HH24 -> number(text, part, hour, 2);
      case HH12, HH -> number(text, part, hour % 12 == 0 ? 12 : hour % 12, 2);
      case MI -> number(text, part, time / Unit.MINUTE.micros() % 60, 2);
      case SS -> number(text, part, time / Unit.SECOND.micros() % 60, 2);
      case MS -> Digits.append(text, fraction / 1000, 3);
      case US -> Digits.append(text, fraction, 6);
      case AM, PM -> {
        String half = hour < 12 ? "AM" : "PM";
        boolean lower = part.letters() == Letters.LOWER;
        text.append(lower ? half.toLowerCase(Locale.ROOT) : half);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void appendDate(StringBuilder text, Part part, long day) {
    long year = Fields.calendarField(Unit.YEAR, day);
    switch (part.element()) {
      case YYYY -> number(text, part, year, 4);
      case YYY -> number(text, part, year % 1000, 3);
      case YY -> number(text, part, year % 100, 2);
      case Y -> number(text, part, year % 10, 1);
      case IYYY -> number(text, part, Fields.calendarField(Unit.ISOYEAR, day), 4);
      case CC -> number(text, part, Fields.calendarField(Unit.CENTURY, day), 2);
      case MM -> number(text, part, Fields.calendarField(Unit.MONTH, day), 2);
      case DD -> number(text, part, Fields.calendarField(Unit.DAY, day), 2);
      case DDD -> number(text, part, Fields.calendarField(Unit.DOY, day), 3);
      case D -> text.append(Fields.calendarField(Unit.DOW, day) + 1);
      case ID -> text.append(Fields.calendarField(Unit.ISODOW, day));
      case Q -> text.append(Fields.calendarField(Unit.QUARTER, day));
      case W -> text.append((Fields.calendarField(Unit.DAY, day) - 1) / 7 + 1);
      case WW -> number(text, part, (Fields.calendarField(Unit.DOY, day) - 1) / 7 + 1, 2);
      case IW -> number(text, part, Fields.calendarField(Unit.WEEK, day), 2);
      case J -> text.append(Fields.ofDate(Unit.JULIAN, day).longValueExact());
      default -> appendName(text, part, day);
    }
  }

  private static void appendName(StringBuilder text, Part part, long day) {
    String name =
        switch (part.element()) {
          case MONTH, MON -> Names.month(Fields.calendarField(Unit.MONTH, day));
          case DAY, DY -> Names.day(Fields.calendarField(Unit.DOW, day));
          default -> throw new IllegalStateException("no format for " + part.element());
        };
    boolean shortened =
        part.element() == DatePattern.Element.MON || part.element() == DatePattern.Element.DY;
    String shown = shortened ? name.substring(0, Names.SHORT) : name;
    text.append(
        switch (part.letters()) {
          case UPPER -> shown.toUpperCase(Locale.ROOT);
          case LOWER -> shown.toLowerCase(Locale.ROOT);
          case CAPITALIZED -> shown;
        });
    if (!shortened && !part.plain()) {
      text.append(" ".repeat(NAME_WIDTH - shown.length()));
    }
  }
}

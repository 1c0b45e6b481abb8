package org.assaydb.sql.value;

import java.math.BigDecimal;
import java.util.Locale;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/**
 * Reads intervals as PostgreSQL writes them: {@code 1 year 2 mons}, {@code 3 days 04:05:06.7}, also
 * {@code 1-2} for years and months. A number without a unit is refused: its meaning would depend on
 * the fields of the type.
 */
public final class IntervalText {
  private static final BigDecimal SECOND = BigDecimal.valueOf(Calendars.MICROS_PER_SECOND);

  private final String text;
  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal micros = BigDecimal.ZERO;

  private IntervalText(String text) {
    this.text = text;
  }

  /** Months of an interval of years and months; 22007 for anything else. */
  public static long months(String text) {
    IntervalText interval = new IntervalText(text).read();
    if (interval.micros.signum() != 0) {
      throw interval.bad();
    }
    return interval.exact(interval.months);
  }

  /** Microseconds of an interval of days and times; 22007 for anything else. */
  public static long micros(String text) {
    IntervalText interval = new IntervalText(text).read();
    if (interval.months.signum() != 0) {
      throw interval.bad();
    }
    return interval.exact(interval.micros.setScale(0, java.math.RoundingMode.HALF_UP));
  }

  private long exact(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw bad();
    }
  }

  private SqlLayerException bad() {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new SqlLayerException(
        SqlStates.INVALID_DATETIME, "not a valid INTERVAL: '" + shown + "'");
  }

  private IntervalText read() {
    String[] words = text.strip().split(" +", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].matches("[+-]?\\d{1,9}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?")) {
        addTime(words[i]);
      } else if (words[i].matches("[+-]?\\d{1,9}-\\d{1,2}")) {
        addYearsAndMonths(words[i]);
      } else if (words[i].matches("[+-]?\\d{1,15}(\\.\\d{1,9})?") && i + 1 < words.length) {
        addUnit(new BigDecimal(words[i]), words[++i].toLowerCase(Locale.ROOT));
      } else {
        throw bad();
      }
    }
    return this;
  }

  private void addTime(String word) {
    boolean negative = word.startsWith("-");
    String[] parts = word.replaceFirst("^[+-]", "").split(":", -1);
    BigDecimal sum =
        new BigDecimal(parts[0])
            .multiply(BigDecimal.valueOf(3600))
            .add(new BigDecimal(parts[1]).multiply(BigDecimal.valueOf(60)));
    sum = (parts.length > 2 ? sum.add(new BigDecimal(parts[2])) : sum).multiply(SECOND);
    micros = micros.add(negative ? sum.negate() : sum);
  }

  private void addYearsAndMonths(String word) {
    boolean negative = word.startsWith("-");
    String[] parts = word.replaceFirst("^[+-]", "").split("-", -1);
    BigDecimal sum =
        new BigDecimal(parts[0]).multiply(BigDecimal.valueOf(12)).add(new BigDecimal(parts[1]));
    months = months.add(negative ? sum.negate() : sum);
  }

  private void addUnit(BigDecimal count, String unit) {
    switch (unit) {
      case "year", "years" -> months = months.add(count.multiply(BigDecimal.valueOf(12)));
      case "mon", "mons", "month", "months" -> months = months.add(count);
      case "week", "weeks" -> addSeconds(count, 7 * 86_400);
      case "day", "days" -> addSeconds(count, 86_400);
      case "hour", "hours" -> addSeconds(count, 3600);
      case "min", "mins", "minute", "minutes" -> addSeconds(count, 60);
      case "sec", "secs", "second", "seconds" -> addSeconds(count, 1);
      default -> throw bad();
    }
  }

  private void addSeconds(BigDecimal count, long seconds) {
    micros = micros.add(count.multiply(BigDecimal.valueOf(seconds)).multiply(SECOND));
  }
}

package org.assaydb.sql.function.time;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/** A unit of time, or a field of a date, by the names that SQL and PostgreSQL give it. */
public enum Unit {
  MICROSECOND("microseconds", "us", "usec", "usecs", "usecond", "useconds"),
  MILLISECOND("milliseconds", "ms", "msec", "msecs", "msecond", "mseconds"),
  SECOND("seconds", "s", "sec", "secs"),
  MINUTE("minutes", "m", "min", "mins"),
  HOUR("hours", "h", "hr", "hrs"),
  DAY("days", "d"),
  WEEK("weeks", "w"),
  MONTH("months", "mon", "mons"),
  QUARTER("quarters", "qtr"),
  YEAR("years", "y", "yr", "yrs"),
  DECADE("decades", "dec", "decs"),
  CENTURY("centuries", "c", "cent"),
  MILLENNIUM("millennia", "mil", "mils"),
  DOW,
  ISODOW,
  DOY,
  ISOYEAR,
  EPOCH,
  JULIAN;

  private static final Map<String, Unit> BY_NAME = byName();

  private final String[] aliases;

  Unit(String... aliases) {
    this.aliases = aliases;
  }

  private static Map<String, Unit> byName() {
    Map<String, Unit> map = new HashMap<>();
    for (Unit unit : values()) {
      map.put(unit.name().toLowerCase(Locale.ROOT), unit);
      for (String alias : unit.aliases) {
        map.put(alias, unit);
      }
    }
    return map;
  }

  /** Null for a name that is none. */
  public static @Nullable Unit find(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /** 22023 for a name that is none. */
  public static Unit of(String name) {
    Unit unit = find(name);
    if (unit == null) {
      throw new SqlLayerException(
          SqlStates.INVALID_PARAMETER, "unit \"" + name + "\" is not recognized");
    }
    return unit;
  }

  /** Months of MONTH and the greater units; 0 for all others. */
  int months() {
    return switch (this) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      case DECADE -> 120;
      case CENTURY -> 1_200;
      case MILLENNIUM -> 12_000;
      default -> 0;
    };
  }

  /** Microseconds of WEEK and the smaller units; 0 for all others. */
  long micros() {
    return switch (this) {
      case MICROSECOND -> 1;
      case MILLISECOND -> 1_000;
      case SECOND -> 1_000_000;
      case MINUTE -> 60_000_000;
      case HOUR -> 3_600_000_000L;
      case DAY -> 86_400_000_000L;
      case WEEK -> 604_800_000_000L;
      default -> 0;
    };
  }

  /** The refusal of a unit where it has no meaning. */
  SqlLayerException unsupported(String of) {
    return new SqlLayerException(
        SqlStates.NOT_SUPPORTED, "unit " + name() + " is not supported for " + of);
  }
}

package org.assaydb.sql.window;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;

/** Compares keys with other keys plus or minus an offset, for frames by RANGE. */
@FunctionalInterface
interface RangeDistance {
  long DAY_MICROS = 86_400_000_000L;

  /** From every date to beyond every other date. */
  long MOST_MONTHS = 12 * 100_000;

  /**
   * Where the key of a row lies, seen from the key of another row moved by the offset: negative
   * before, positive after. Neither key is NULL.
   */
  int side(int row, int of);

  /**
   * @param plus whether the offset is added or subtracted
   * @throws SqlLayerException 0A000 when a key of this type cannot be moved by such an offset
   */
  static RangeDistance of(
      Vector keys, ValueType type, Object offset, ValueType offsetType, boolean plus) {
    Kind kind = type.kind();
    if (kind.isExactNumber() && offsetType.kind().isNumber()) {
      BigDecimal distance = decimal(offset, offsetType);
      return ofExact(keys, type, plus ? distance : distance.negate());
    } else if (kind == Kind.DOUBLE && offsetType.kind().isNumber()) {
      double distance =
          offset instanceof Double number ? number : decimal(offset, offsetType).doubleValue();
      return ofDoubles(((DoubleVector) keys).values(), distance, plus);
    } else if (offsetType.kind() == Kind.MICROS && kind != Kind.MONTHS && isTime(kind)) {
      long distance = (Long) offset;
      return ofLongs(keys, kind == Kind.DATE ? DAY_MICROS : 1, plus ? distance : -distance);
    } else if (offsetType.kind() == Kind.MONTHS && isTime(kind) && kind != Kind.TIME) {
      long months = plus ? (Long) offset : -(Long) offset;
      return kind == Kind.MONTHS ? ofLongs(keys, 1, months) : ofDates(keys, kind, months);
    }
    throw new SqlLayerException(
        SqlStates.NOT_SUPPORTED,
        "RANGE with an offset of " + offsetType + " over " + type + " is not supported");
  }

  private static boolean isTime(Kind kind) {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, MONTHS, MICROS -> true;
      default -> false;
    };
  }

  private static BigDecimal decimal(Object number, ValueType type) {
    if (number instanceof Double floating) {
      // Farther than any exact number.
      return new BigDecimal(floating.isInfinite() ? Double.MAX_VALUE : floating);
    }
    return number instanceof BigInteger unscaled
        ? new BigDecimal(unscaled, type.scale())
        : BigDecimal.valueOf((Long) number);
  }

  /** Keys in units, a distance in ones. */
  private static RangeDistance ofLongs(Vector keys, long unit, long distance) {
    long[] values = ((LongVector) keys).values();
    return (row, of) -> {
      long from = Math.multiplyExact(values[of], unit);
      long bound = from + distance;
      if (((from ^ bound) & (distance ^ bound)) < 0) {
        return distance < 0 ? 1 : -1;
      }
      return Long.compare(Math.multiplyExact(values[row], unit), bound);
    };
  }

  private static RangeDistance ofExact(Vector keys, ValueType type, BigDecimal distance) {
    BigDecimal inUnits = distance.movePointRight(type.scale());
    boolean whole = inUnits.stripTrailingZeros().scale() <= 0;
    boolean small = inUnits.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    if (keys instanceof LongVector && whole && small) {
      return ofLongs(keys, 1, inUnits.longValueExact());
    }
    return (row, of) -> unscaled(keys, row).compareTo(unscaled(keys, of).add(inUnits));
  }

  private static BigDecimal unscaled(Vector keys, int row) {
    return keys instanceof DecimalVector decimals
        ? new BigDecimal(decimals.unscaled(row))
        : BigDecimal.valueOf(((LongVector) keys).get(row));
  }

  /**
   * As PostgreSQL: NaN is near NaN only, and an infinity minus an infinity is at once before and
   * after all other numbers.
   */
  private static RangeDistance ofDoubles(double[] values, double distance, boolean plus) {
    return (row, of) -> {
      double from = values[of];
      double bound = plus ? from + distance : from - distance;
      if (Double.isNaN(bound) && !Double.isNaN(from)) {
        return Double.isNaN(values[row]) ? 1 : 0;
      }
      return Double.compare(values[row], DoubleVector.canonical(bound));
    };
  }

  /** Dates and timestamps moved by months, to the last day of a month that is too short. */
  private static RangeDistance ofDates(Vector keys, Kind kind, long months) {
    long[] values = ((LongVector) keys).values();
    long unit = kind == Kind.DATE ? 1 : DAY_MICROS;
    long near = Math.max(-MOST_MONTHS, Math.min(MOST_MONTHS, months));
    return (row, of) -> {
      long day = Math.floorDiv(values[of], unit);
      long moved = LocalDate.ofEpochDay(day).plusMonths(near).toEpochDay();
      return Long.compare(values[row], moved * unit + Math.floorMod(values[of], unit));
    };
  }
}

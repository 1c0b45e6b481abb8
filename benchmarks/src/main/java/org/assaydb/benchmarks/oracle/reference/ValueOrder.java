package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Equality and order of values. Zero equals minus zero, NaN equals itself and is greater than
 * infinity; text orders by code points; UUIDs as {@code java.util.UUID} does, which is documented;
 * an exact number beside a DOUBLE counts as the nearest DOUBLE.
 */
final class ValueOrder {
  private ValueOrder() {}

  /** The one order of two values of a comparable kind. */
  static int compare(Object a, Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y);
    } else if (a instanceof Number x && b instanceof Number y) {
      return Double.compare(unsigned(x.doubleValue()), unsigned(y.doubleValue()));
    } else if (a instanceof String x && b instanceof String y) {
      return compareText(x, y);
    } else if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    } else if (a instanceof ByteString x && b instanceof ByteString y) {
      return x.compareTo(y);
    } else if (a instanceof UUID x && b instanceof UUID y) {
      return x.compareTo(y);
    } else if (a instanceof LocalDate x && b instanceof LocalDate y) {
      return x.compareTo(y);
    } else if (a instanceof LocalTime x && b instanceof LocalTime y) {
      return x.compareTo(y);
    } else if (a instanceof Period x && b instanceof Period y) {
      return Long.compare(x.toTotalMonths(), y.toTotalMonths());
    } else if (a instanceof Duration x && b instanceof Duration y) {
      return x.compareTo(y);
    } else if (a instanceof List<?> x && b instanceof List<?> y) {
      return compareLists(x, y);
    }
    LocalDateTime x = timestamp(a);
    LocalDateTime y = timestamp(b);
    if (x != null && y != null) {
      return x.compareTo(y);
    }
    throw new UnknownConstructException(
        "comparison of " + a.getClass().getSimpleName() + " and " + b.getClass().getSimpleName());
  }

  private static @Nullable LocalDateTime timestamp(Object value) {
    return value instanceof LocalDateTime time
        ? time
        : value instanceof LocalDate date ? date.atStartOfDay() : null;
  }

  private static double unsigned(double value) {
    return value == 0 ? 0 : value;
  }

  private static int compareText(String a, String b) {
    int[] x = a.codePoints().toArray();
    int[] y = b.codePoints().toArray();
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      if (x[i] != y[i]) {
        return Integer.compare(x[i], y[i]);
      }
    }
    return Integer.compare(x.length, y.length);
  }

  /** NULL elements equal each other and come last. */
  private static int compareLists(List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compareNulls(a.get(i), b.get(i), false, false);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  static int compareNulls(
      @Nullable Object a, @Nullable Object b, boolean descending, boolean nullsFirst) {
    if (a == null || b == null) {
      int order = a == b ? 0 : a == null ? 1 : -1;
      return nullsFirst ? -order : order;
    }
    int order = compare(a, b);
    return descending ? -order : order;
  }

  /** Whether neither or both are NULL and, if not, equal. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    return compareNulls(a, b, false, false) == 0;
  }

  /** SQL's =: rows field by field, FALSE beats unknown. */
  static @Nullable Boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return null;
    }
    if (!(a instanceof List<?> x) || !(b instanceof List<?> y)) {
      return compare(a, b) == 0;
    }
    if (x.size() != y.size()) {
      return false;
    }
    Boolean result = true;
    for (int i = 0; i < x.size(); i++) {
      Boolean field = equal(x.get(i), y.get(i));
      if (Boolean.FALSE.equals(field)) {
        return false;
      }
      result = field == null ? null : result;
    }
    return result;
  }

  /**
   * SQL's order: negative, zero, positive or null for unknown; rows by their first fields that are
   * not equal.
   */
  static @Nullable Integer order(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return null;
    }
    if (!(a instanceof List<?> x) || !(b instanceof List<?> y)) {
      return compare(a, b);
    }
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      Integer field = order(x.get(i), y.get(i));
      if (field == null || field != 0) {
        return field;
      }
    }
    return Integer.compare(x.size(), y.size());
  }

  /** What is equal for two rows when no column tells them apart, NULL like NULL. */
  static Object key(@Nullable Object[] row) {
    List<@Nullable Object> key = new ArrayList<>();
    for (Object value : row) {
      key.add(keyOf(value));
    }
    return key;
  }

  static @Nullable Object keyOf(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    } else if (value instanceof Double number) {
      return unsigned(number);
    } else if (value instanceof Period months) {
      return Period.ofMonths(Math.toIntExact(months.toTotalMonths()));
    } else if (value instanceof List<?> list) {
      return key(list.toArray());
    }
    return value;
  }
}

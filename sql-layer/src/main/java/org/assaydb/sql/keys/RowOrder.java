package org.assaydb.sql.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ObjectVector;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows: by the first key, rows equal there by the second, and so on. Text orders by
 * code points, NaN is greater than infinity, FALSE less than TRUE, lists by their first elements
 * that differ (NULL greater than all values) and then by length.
 */
public record RowOrder(List<Key> keys) {
  /**
   * What rows are ordered by.
   *
   * @param nullsFirst whether NULLs come before all values, whatever the direction
   */
  public record Key(int column, boolean descending, boolean nullsFirst) {
    /** The same key over rows whose columns stand elsewhere. */
    public Key onColumn(IntUnaryOperator place) {
      return new Key(place.applyAsInt(column), descending, nullsFirst);
    }
  }

  public RowOrder {
    keys = List.copyOf(keys);
  }

  /** Order of two rows: negative, zero or positive. */
  public int compare(Batch left, int leftRow, Batch right, int rightRow) {
    return compareFrom(0, left, leftRow, right, rightRow);
  }

  /** Like {@link #compare}, of rows that are equal in the first {@code key} keys. */
  int compareFrom(int key, Batch left, int leftRow, Batch right, int rightRow) {
    for (int k = key; k < keys.size(); k++) {
      Key by = keys.get(k);
      Vector a = left.column(by.column());
      Vector b = right.column(by.column());
      boolean aNull = a.isNull(leftRow);
      boolean bNull = b.isNull(rightRow);
      int order;
      if (aNull || bNull) {
        order = aNull == bNull ? 0 : aNull == by.nullsFirst() ? -1 : 1;
      } else {
        order = compareValues(a, leftRow, b, rightRow);
        order = by.descending() ? -order : order;
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Ascending order of two values of one type, neither of which is NULL: -1, 0 or 1. */
  public static int compareValues(Vector left, int leftRow, Vector right, int rightRow) {
    return switch (left.layout()) {
      case LONG ->
          Long.compare(((LongVector) left).get(leftRow), ((LongVector) right).get(rightRow));
      case DECIMAL -> {
        DecimalVector a = (DecimalVector) left;
        DecimalVector b = (DecimalVector) right;
        int upper = Long.compare(a.high(leftRow), b.high(rightRow));
        yield upper != 0 ? upper : Long.compareUnsigned(a.low()[leftRow], b.low()[rightRow]);
      }
      case DOUBLE ->
          Double.compare(((DoubleVector) left).get(leftRow), ((DoubleVector) right).get(rightRow));
      case BOOLEAN ->
          Boolean.compare(
              ((BooleanVector) left).get(leftRow), ((BooleanVector) right).get(rightRow));
      case BYTES ->
          Integer.signum(((BytesVector) left).compare(leftRow, (BytesVector) right, rightRow));
      case OBJECT ->
          compareValues(((ObjectVector) left).get(leftRow), ((ObjectVector) right).get(rightRow));
    };
  }

  /** The same order of single values (see {@link org.assaydb.sql.vector.Layout}). */
  public static int compareValues(Object left, Object right) {
    if (left instanceof Long number) {
      return Long.compare(number, (Long) right);
    } else if (left instanceof BigInteger number) {
      return number.compareTo((BigInteger) right);
    } else if (left instanceof Double number) {
      return Double.compare(number, (Double) right);
    } else if (left instanceof Boolean truth) {
      return Boolean.compare(truth, (Boolean) right);
    } else if (left instanceof byte[] bytes) {
      return Integer.signum(Arrays.compareUnsigned(bytes, (byte[]) right));
    }
    return compareLists((List<?>) left, (List<?>) right);
  }

  private static int compareLists(
      List<? extends @Nullable Object> a, List<? extends @Nullable Object> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      Object left = a.get(i);
      Object right = b.get(i);
      int order =
          left == null || right == null
              ? Boolean.compare(left == null, right == null)
              : compareValues(left, right);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}

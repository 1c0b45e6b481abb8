package org.assaydb.sql.keys;

import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;

/**
 * Sorts the rows of one batch, stably. Key by key: NULLs go to their side, the others are ordered
 * by 64 bits of their value (radix sort), and rows that are equal there by what follows: the rest
 * of the value, the next key. Short stretches are merged by {@link RowOrder#compare}.
 */
public final class RowSorter {
  /** Rows for which comparing costs less than the passes of a radix sort. */
  private static final int FEW = 128;

  /** Parts of one value that are sorted one after the other before rows are compared. */
  private static final int MOST_PARTS = 4;

  private final Batch rows;
  private final RowOrder order;
  private final Runnable interruptCheck;
  private final int[] places;
  private final int[] otherPlaces;
  private long[] prefixes = new long[0];
  private long[] otherPrefixes = new long[0];

  private RowSorter(Batch rows, RowOrder order, Runnable interruptCheck) {
    this.rows = rows;
    this.order = order;
    this.interruptCheck = interruptCheck;
    this.places = new int[rows.rows()];
    this.otherPlaces = new int[rows.rows()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
  }

  /**
   * The places of the rows in their order.
   *
   * @param interruptCheck called now and then; may throw
   */
  public static int[] sort(Batch rows, RowOrder order, Runnable interruptCheck) {
    RowSorter sorter = new RowSorter(rows, order, interruptCheck);
    sorter.sort(0, rows.rows(), 0);
    return sorter.places;
  }

  /** Bytes of memory that {@link #sort} takes besides the rows. */
  public static long sizeBytes(int rows) {
    return 24L * rows;
  }

  /** Sorts rows that are equal in the keys before {@code key}. */
  private void sort(int from, int to, int key) {
    if (to - from < 2 || key == order.keys().size()) {
      return;
    }
    RowOrder.Key by = order.keys().get(key);
    Vector column = rows.column(by.column());
    if (to - from < FEW || column.layout() == Layout.OBJECT) {
      merge(from, to, key);
      return;
    }
    int nulls = column.mayHaveNulls() ? moveNulls(column, from, to, by.nullsFirst()) : 0;
    int firstValue = by.nullsFirst() ? from + nulls : from;
    int pastValues = firstValue + (to - from - nulls);
    sortValues(firstValue, pastValues, key, 0);
    sort(by.nullsFirst() ? from : pastValues, by.nullsFirst() ? firstValue : to, key + 1);
  }

  /** Moves NULLs to their side; gives their number. */
  private int moveNulls(Vector column, int from, int to, boolean first) {
    int nulls = 0;
    for (int i = from; i < to; i++) {
      nulls += column.isNull(places[i]) ? 1 : 0;
    }
    if (nulls > 0) {
      int nextNull = first ? from : to - nulls;
      int nextValue = first ? from + nulls : from;
      for (int i = from; i < to; i++) {
        int at = column.isNull(places[i]) ? nextNull++ : nextValue++;
        otherPlaces[at] = places[i];
      }
      System.arraycopy(otherPlaces, from, places, from, to - from);
    }
    return nulls;
  }

  /** Sorts rows whose values of a key are not NULL and equal in the first parts. */
  private void sortValues(int from, int to, int key, int part) {
    if (to - from < FEW || part == MOST_PARTS) {
      merge(from, to, key);
      return;
    }
    interruptCheck.run();
    if (prefixes.length == 0) {
      prefixes = new long[places.length];
      otherPrefixes = new long[places.length];
    }
    Vector column = rows.column(order.keys().get(key).column());
    boolean descending = order.keys().get(key).descending();
    readPrefixes(column, from, to, part, descending);
    radixSort(from, to);
    // Deeper levels write prefixes, but only of their own stretch.
    for (int start = from, end; start < to; start = end) {
      long prefix = prefixes[start];
      end = start + 1;
      while (end < to && prefixes[end] == prefix) {
        end++;
      }
      if (end - start > 1) {
        if (isWhole(column, part, descending ? ~prefix : prefix)) {
          sort(start, end, key + 1);
        } else {
          sortValues(start, end, key, part + 1);
        }
      }
    }
  }

  /** Whether values that are equal in this part, and those before, are equal. */
  private static boolean isWhole(Vector column, int part, long prefix) {
    return switch (column.layout()) {
      case DECIMAL -> part == 1 || ((DecimalVector) column).high() == null;
      case BYTES -> (prefix & 0xFF) <= 7;
      default -> true;
    };
  }

  private void readPrefixes(Vector column, int from, int to, int part, boolean descending) {
    SortPrefix.read(column, places, from, to, part, prefixes);
    if (descending) {
      for (int i = from; i < to; i++) {
        prefixes[i] = ~prefixes[i];
      }
    }
  }

  /** Sorts prefixes as unsigned numbers, and places with them. */
  private void radixSort(int from, int to) {
    long ones = -1;
    long any = 0;
    boolean sorted = true;
    for (int i = from; i < to; i++) {
      long prefix = prefixes[i];
      ones &= prefix;
      any |= prefix;
      sorted &= i == from || Long.compareUnsigned(prefixes[i - 1], prefix) <= 0;
    }
    if (sorted) {
      return;
    }
    for (int shift = 0; shift < 64; shift += 8) {
      if (((ones ^ any) >>> shift & 0xFF) != 0) {
        radixPass(from, to, shift);
      }
    }
  }

  private void radixPass(int from, int to, int shift) {
    int[] next = new int[256];
    for (int i = from; i < to; i++) {
      next[(int) (prefixes[i] >>> shift) & 0xFF]++;
    }
    int at = from;
    for (int digit = 0; digit < 256; digit++) {
      int count = next[digit];
      next[digit] = at;
      at += count;
    }
    for (int i = from; i < to; i++) {
      int target = next[(int) (prefixes[i] >>> shift) & 0xFF]++;
      otherPrefixes[target] = prefixes[i];
      otherPlaces[target] = places[i];
    }
    System.arraycopy(otherPrefixes, from, prefixes, from, to - from);
    System.arraycopy(otherPlaces, from, places, from, to - from);
  }

  private void merge(int from, int to, int key) {
    if (to - from < 8) {
      insert(from, to, key);
      return;
    }
    if (to - from > 1 << 12) {
      interruptCheck.run();
    }
    int middle = from + to >>> 1;
    merge(from, middle, key);
    merge(middle, to, key);
    if (order.compareFrom(key, rows, places[middle - 1], rows, places[middle]) <= 0) {
      return;
    }
    System.arraycopy(places, from, otherPlaces, from, middle - from);
    int left = from;
    int right = middle;
    for (int i = from; left < middle; i++) {
      boolean takeRight =
          right < to && order.compareFrom(key, rows, otherPlaces[left], rows, places[right]) > 0;
      places[i] = takeRight ? places[right++] : otherPlaces[left++];
    }
  }

  private void insert(int from, int to, int key) {
    for (int i = from + 1; i < to; i++) {
      int place = places[i];
      int at = i;
      while (at > from && order.compareFrom(key, rows, places[at - 1], rows, place) > 0) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = place;
    }
  }
}

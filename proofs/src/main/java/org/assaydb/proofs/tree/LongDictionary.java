package org.assaydb.proofs.tree;

import java.util.Arrays;

/**
 * The distinct values of a column in order of appearance, for its encoder: an open-addressing hash
 * table that grows with them.
 */
final class LongDictionary {
  private int[] table = new int[64];
  private long[] distinct = new long[16];
  private final int[] places;
  private int count;
  private int size;

  /**
   * @param count values that will be added at most
   */
  LongDictionary(int count) {
    places = new int[count];
  }

  int size() {
    return size;
  }

  /** False when the value was there. */
  boolean add(long value) {
    int slot = slot(value);
    boolean fresh = table[slot] == 0;
    if (fresh) {
      if (size == distinct.length) {
        distinct = Arrays.copyOf(distinct, 2 * size);
      }
      distinct[size++] = value;
      table[slot] = size;
      if (4 * size > table.length) {
        grow();
      }
      places[count++] = size - 1;
    } else {
      places[count++] = table[slot] - 1;
    }
    return fresh;
  }

  private void grow() {
    table = new int[4 * table.length];
    for (int i = 0; i < size; i++) {
      table[slot(distinct[i])] = i + 1;
    }
  }

  /** Of each value added, the place of its first appearance among the distinct ones. */
  int[] places() {
    return places;
  }

  /** The values ascending. */
  long[] sorted() {
    long[] sorted = Arrays.copyOf(distinct, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** For each place its ordinal among the sorted values. */
  int[] ranks(long[] sorted) {
    int[] ranks = new int[size];
    for (int i = 0; i < size; i++) {
      ranks[i] = Arrays.binarySearch(sorted, distinct[i]);
    }
    return ranks;
  }

  private int slot(long value) {
    long mixed = value * 0x9e3779b97f4a7c15L;
    int mask = table.length - 1;
    int slot = (int) (mixed >>> 40) & mask;
    while (table[slot] != 0 && distinct[table[slot] - 1] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

package org.assaydb.proofs.tree;

import java.util.Arrays;

/** The distinct values of a column, for its encoder: an open-addressing hash table. */
final class LongDictionary {
  private final int mask;
  private final int capacity;
  private long[] table = new long[0];
  private int[] marks = new int[0];
  private long[] distinct = new long[16];
  private int size;

  /**
   * @param count values that will be added at most
   */
  LongDictionary(int count) {
    capacity = Math.max(4, Integer.highestOneBit(Math.max(1, count)) * 4);
    mask = capacity - 1;
  }

  int size() {
    return size;
  }

  /** False when the value was there. */
  boolean add(long value) {
    if (marks.length == 0) {
      table = new long[capacity];
      marks = new int[capacity];
    }
    int slot = slot(value);
    if (marks[slot] != 0) {
      return false;
    }
    table[slot] = value;
    marks[slot] = 1;
    if (size == distinct.length) {
      distinct = Arrays.copyOf(distinct, 2 * size);
    }
    distinct[size++] = value;
    return true;
  }

  /** The values ascending; {@link #ordinal} is valid afterwards. */
  long[] sort() {
    long[] sorted = Arrays.copyOf(distinct, size);
    Arrays.sort(sorted);
    for (int i = 0; i < size; i++) {
      marks[slot(sorted[i])] = i + 1;
    }
    return sorted;
  }

  int ordinal(long value) {
    return marks[slot(value)] - 1;
  }

  private int slot(long value) {
    long mixed = value * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 40) & mask;
    while (marks[slot] != 0 && table[slot] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

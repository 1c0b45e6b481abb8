package org.assaydb.sql.keys;

/** Arithmetic of open addressing tables whose slots hold the number of a key plus one, or 0. */
final class Slots {
  static final int FIRST = 32;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private Slots() {}

  /** A hash all bits of which depend on all bits of the value. */
  static long mix(long value) {
    long h = (value ^ value >>> 32) * ODD;
    h = (h ^ h >>> 29) * 0xBF58476D1CE4E5B9L;
    return h ^ h >>> 32;
  }

  static boolean isFull(int keys, int slots) {
    return keys >= slots >>> 1;
  }

  /** Room for one more than {@code size} entries. */
  static int grown(int size) {
    return Math.max(FIRST / 2, Math.addExact(size, Math.max(1, size >> 1)));
  }

  /** Puts numbers into a larger table by the hash of each. */
  static int[] rehash(int slots, int[] hashes, int size) {
    int[] table = new int[slots];
    int mask = slots - 1;
    for (int id = 0; id < size; id++) {
      int slot = hashes[id] & mask;
      while (table[slot] != 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = id + 1;
    }
    return table;
  }
}

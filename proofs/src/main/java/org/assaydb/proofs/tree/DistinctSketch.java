package org.assaydb.proofs.tree;

/**
 * A bitmap of hashes of up to 1/16 of its bits: the bits set are a lower bound of the distinct
 * values added, close enough to tell at once that a dictionary would be too large.
 */
final class DistinctSketch {
  private final long[] bits;
  private final int shift;

  /**
   * @param count values that will be added at most
   */
  DistinctSketch(int count) {
    int log = Math.max(6, 36 - Integer.numberOfLeadingZeros(count));
    bits = new long[1 << log - 6];
    shift = Long.SIZE - log;
  }

  /** Whether the value is certainly another one than all before. */
  boolean add(long value) {
    long hash = value * 0x9e3779b97f4a7c15L;
    int bit = (int) ((hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L >>> shift);
    long mask = 1L << bit;
    boolean fresh = (bits[bit >> 6] & mask) == 0;
    bits[bit >> 6] |= mask;
    return fresh;
  }
}

package org.assaydb.ads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Blocked Bloom filter (Putze, Sanders, Singler 2007) over the keys of one sealed run: every key
 * sets 6 bits in one block of 512, so that a lookup costs one cache miss; 10 bits a key, about 1 %
 * false positives. Local to a replica, in no digest; its hash is part of the stored format.
 */
final class KeyFilter {
  private static final int BITS_PER_KEY = 10;
  private static final int PROBES = 6;
  private static final int BLOCK_WORDS = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] words;

  KeyFilter(long[] words) {
    this.words = words;
  }

  static KeyFilter forKeys(long count) {
    long blocks = Math.max(1, (count * BITS_PER_KEY + 511) / 512);
    return new KeyFilter(new long[Math.toIntExact(blocks * BLOCK_WORDS)]);
  }

  long[] words() {
    return words;
  }

  void add(long hash) {
    int base = block(hash);
    long bits = hash * 0x9e3779b97f4a7c15L;
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (bits >>> (55 - 9 * i)) & 511;
      words[base + (bit >>> 6)] |= 1L << bit;
    }
  }

  boolean mayHold(long hash) {
    int base = block(hash);
    long bits = hash * 0x9e3779b97f4a7c15L;
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (bits >>> (55 - 9 * i)) & 511;
      if ((words[base + (bit >>> 6)] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private int block(long hash) {
    long blocks = words.length / BLOCK_WORDS;
    return (int) Math.multiplyHigh(hash >>> 1, blocks << 1) * BLOCK_WORDS;
  }

  /** Hash of {@code key[from, to)}: 8 bytes a step, multiply and fold. */
  static long hash(byte[] key, int from, int to) {
    long hash = (to - from) * 0xa0761d6478bd642fL ^ 0xe7037ed1a0b428dbL;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      hash = fold(hash ^ (long) LONGS.get(key, i), 0x8ebc6af09c88c6e3L);
    }
    long tail = 0;
    for (; i < to; i++) {
      tail = tail << 8 | (key[i] & 0xff);
    }
    return fold(fold(hash ^ tail, 0x589965cc75374cc3L), 0x1d8e4e27c47d124fL);
  }

  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }
}

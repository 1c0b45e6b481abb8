package org.assaydb.proofs.tree;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteWriter;

/** Chooses and writes the encoding of one {@link BytesColumn}. */
final class BytesEncoder {
  private final byte[] bytes;
  private final int[] offsets;
  private final int count;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength;
  private int runs = 1;
  private int minRun = Integer.MAX_VALUE;
  private int maxRun;
  private long runBytes;
  // Distinct values in order of appearance: which value shows each, and each value's one of them.
  private int[] firsts = new int[16];
  private int[] distinctOf = new int[0];
  private int distinct;
  private long distinctBytes;

  BytesEncoder(byte[] bytes, int[] offsets, int count) {
    this.bytes = bytes;
    this.offsets = offsets;
    this.count = count;
    int run = 0;
    for (int i = 0; i < count; i++) {
      minLength = Math.min(minLength, length(i));
      maxLength = Math.max(maxLength, length(i));
      if (i == 0 || !same(i - 1, i)) {
        if (i > 0) {
          endRun(run);
          runs++;
        }
        run = 0;
        runBytes += length(i);
      }
      run++;
    }
    endRun(run);
  }

  private void endRun(int length) {
    minRun = Math.min(minRun, length);
    maxRun = Math.max(maxRun, length);
  }

  private int length(int value) {
    return offsets[value + 1] - offsets[value];
  }

  private boolean same(int left, int right) {
    return Arrays.equals(
        bytes, offsets[left], offsets[left + 1], bytes, offsets[right], offsets[right + 1]);
  }

  private long plainSize() {
    return PackedLongs.blockSize(count, minLength, maxLength) + (long) offsets[count] - offsets[0];
  }

  private long runsSize() {
    return PackedLongs.varintSize(runs)
        + PackedLongs.blockSize(runs, minLength, maxLength)
        + runBytes
        + PackedLongs.blockSize(runs, minRun, maxRun);
  }

  private long dictionarySize() {
    return PackedLongs.varintSize(distinct)
        + PackedLongs.blockSize(distinct, minLength, maxLength)
        + distinctBytes
        + PackedLongs.bitsSize(count, PackedLongs.width(0, distinct - 1L));
  }

  void write(ByteWriter out) {
    long plain = plainSize();
    boolean asRuns = runsSize() < plain;
    if (runs > 1 && fillDictionary(asRuns ? runsSize() : plain)) {
      writeDictionary(out.u8(LongColumn.DICTIONARY));
    } else if (asRuns) {
      writeRuns(out.u8(LongColumn.RUNS));
    } else {
      long[] lengths = new long[count];
      for (int i = 0; i < count; i++) {
        lengths[i] = length(i);
      }
      PackedLongs.write(lengths, count, out.u8(0));
      out.raw(bytes, offsets[0], offsets[count]);
    }
  }

  private void writeRuns(ByteWriter out) {
    long[] values = new long[runs];
    long[] lengths = new long[runs];
    int run = -1;
    for (int i = 0; i < count; i++) {
      if (i == 0 || !same(i - 1, i)) {
        values[++run] = i;
      }
      lengths[run]++;
    }
    out.varint(runs);
    writeStrings(values, out);
    PackedLongs.write(lengths, runs, out);
  }

  /** Strings of the values at these places. */
  private void writeStrings(long[] places, ByteWriter out) {
    long[] lengths = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      lengths[i] = length((int) places[i]);
    }
    PackedLongs.write(lengths, places.length, out);
    for (long place : places) {
      out.raw(bytes, offsets[(int) place], offsets[(int) place + 1]);
    }
  }

  /** Whether the dictionary is smaller than {@code best}; it only grows, so this stops early. */
  private boolean fillDictionary(long best) {
    int mask = Math.max(4, Integer.highestOneBit(count) * 4) - 1;
    int[] table = new int[mask + 1];
    distinctOf = new int[count];
    for (int i = 0; i < count; i++) {
      int slot = hash(i) & mask;
      while (table[slot] != 0 && !same(firsts[table[slot] - 1], i)) {
        slot = (slot + 1) & mask;
      }
      if (table[slot] == 0) {
        if (distinct == firsts.length) {
          firsts = Arrays.copyOf(firsts, 2 * distinct);
        }
        firsts[distinct++] = i;
        distinctBytes += length(i);
        table[slot] = distinct;
        if (dictionarySize() >= best) {
          return false;
        }
      }
      distinctOf[i] = table[slot] - 1;
    }
    return true;
  }

  private int hash(int value) {
    int hash = 0;
    for (int i = offsets[value]; i < offsets[value + 1]; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9e3779b9;
    return hash >>> 15 ^ hash;
  }

  private void writeDictionary(ByteWriter out) {
    Integer[] order = new Integer[distinct];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> BytesColumn.compare(bytes, offsets, firsts[a], firsts[b]));
    int[] rank = new int[distinct];
    long[] places = new long[distinct];
    for (int i = 0; i < distinct; i++) {
      rank[order[i]] = i;
      places[i] = firsts[order[i]];
    }
    out.varint(distinct);
    writeStrings(places, out);
    long[] ordinals = new long[count];
    for (int i = 0; i < count; i++) {
      ordinals[i] = rank[distinctOf[i]];
    }
    LongColumn.writeOrdinals(ordinals, distinct, out);
  }
}

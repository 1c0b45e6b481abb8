package org.assaydb.proofs.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.assaydb.proofs.codec.ByteWriter;

/** Chooses and writes the encoding of one {@link BytesColumn}. */
final class BytesEncoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;
  private final int count;
  private final long[] hashes;
  private long allBytes;
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

  /** Value i is {@code bytes[starts[i], ends[i])}. */
  BytesEncoder(byte[] bytes, int[] starts, int[] ends, int count) {
    this.bytes = bytes;
    this.starts = starts;
    this.ends = ends;
    this.count = count;
    hashes = new long[count];
    int run = 0;
    for (int i = 0; i < count; i++) {
      int length = length(i);
      allBytes += length;
      minLength = Math.min(minLength, length);
      maxLength = Math.max(maxLength, length);
      hashes[i] = hash(starts[i], ends[i]);
      if (i == 0 || !same(i - 1, i)) {
        if (i > 0) {
          endRun(run);
          runs++;
        }
        run = 0;
        runBytes += length;
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
    return ends[value] - starts[value];
  }

  private boolean same(int left, int right) {
    return hashes[left] == hashes[right]
        && Arrays.equals(bytes, starts[left], ends[left], bytes, starts[right], ends[right]);
  }

  /** 8 bytes a step; finds equal strings, reaches no encoding. */
  private long hash(int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long tail = 0;
    for (; at < to; at++) {
      tail = tail << 8 | (bytes[at] & 0xff);
    }
    return mix(hash ^ tail);
  }

  private static long mix(long value) {
    long mixed = value * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 32;
  }

  private long plainSize() {
    return PackedLongs.blockSize(count, minLength, maxLength) + allBytes;
  }

  private long runsSize() {
    return PackedLongs.varintSize(runs)
        + PackedLongs.blockSize(runs, minLength, maxLength)
        + runBytes
        + PackedLongs.blockSize(runs, minRun, maxRun);
  }

  /** Grows with both arguments. */
  private long dictionarySize(int distinct, long distinctBytes) {
    return PackedLongs.varintSize(distinct)
        + PackedLongs.blockSize(distinct, minLength, maxLength)
        + distinctBytes
        + PackedLongs.bitsSize(count, PackedLongs.width(0, distinct - 1L));
  }

  void write(ByteWriter out) {
    long plain = plainSize();
    long asRuns = runsSize();
    long best = Math.min(plain, asRuns);
    if (runs > 1 && mayBeSmaller(best) && fillDictionary(best)) {
      writeDictionary(out.u8(LongColumn.DICTIONARY));
      return;
    }
    if (asRuns < plain) {
      writeRuns(out.u8(LongColumn.RUNS));
      return;
    }
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    writeStrings(all, out.u8(0));
  }

  private void writeRuns(ByteWriter out) {
    int[] values = new int[runs];
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
    PackedLongs.write(lengths, runs, minRun, maxRun, out);
  }

  /** Strings of the values at these places, among which are the shortest and the longest. */
  private void writeStrings(int[] places, ByteWriter out) {
    long[] lengths = new long[places.length];
    for (int i = 0; i < places.length; i++) {
      lengths[i] = length(places[i]);
    }
    PackedLongs.write(lengths, places.length, minLength, maxLength, out);
    for (int place : places) {
      out.raw(bytes, starts[place], ends[place]);
    }
  }

  /** False when more distinct values than a dictionary can have are certain. */
  private boolean mayBeSmaller(long best) {
    DistinctSketch sketch = new DistinctSketch(count);
    int least = 0;
    long leastBytes = 0;
    for (int i = 0; i < count; i++) {
      if (sketch.add(hashes[i])) {
        least++;
        leastBytes += length(i);
      }
    }
    return dictionarySize(least, leastBytes) < best;
  }

  /** Whether the dictionary is smaller than {@code best}; it only grows, so this stops early. */
  private boolean fillDictionary(long best) {
    int mask = Math.max(4, Integer.highestOneBit(count) * 4) - 1;
    int[] table = new int[mask + 1];
    distinctOf = new int[count];
    long distinctBytes = 0;
    for (int i = 0; i < count; i++) {
      int slot = (int) (hashes[i] >>> 16) & mask;
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
        if (dictionarySize(distinct, distinctBytes) >= best) {
          return false;
        }
      }
      distinctOf[i] = table[slot] - 1;
    }
    return true;
  }

  private void writeDictionary(ByteWriter out) {
    Integer[] order = new Integer[distinct];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> compare(firsts[a], firsts[b]));
    int[] rank = new int[distinct];
    int[] places = new int[distinct];
    for (int i = 0; i < distinct; i++) {
      rank[order[i]] = i;
      places[i] = firsts[order[i]];
    }
    out.varint(distinct);
    writeStrings(places, out);
    LongColumn.writeOrdinals(distinctOf, rank, count, out);
  }

  private int compare(int left, int right) {
    return Arrays.compareUnsigned(
        bytes, starts[left], ends[left], bytes, starts[right], ends[right]);
  }
}

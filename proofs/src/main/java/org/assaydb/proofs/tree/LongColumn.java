package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.tree.PackedLongs.Block;
import org.jspecify.annotations.Nullable;

/**
 * Encodings of 64-bit integers, without NULLs; the number of values is known to the reader. The
 * encoder takes the smallest, of equally small ones the lowest code.
 *
 * <pre>
 * code (1)
 * 0 PACKED      block of all values
 * 1 DELTA       first value (zigzag varint), block of the differences (modulo 2^64); 2 values or more
 * 2 RUNS        runs r (varint), block of r values (neighbours differ), block of r lengths
 * 3 DICTIONARY  values d (varint, at least 2), block of d ascending values, bits of the ordinals
 *               of all values, as wide as d - 1 needs; every ordinal occurs
 * </pre>
 */
final class LongColumn {
  static final int PACKED = 0;
  static final int DELTA = 1;
  static final int RUNS = 2;
  static final int DICTIONARY = 3;

  private LongColumn() {}

  /** What decides between the encodings. */
  private static final class Measures {
    private final int count;
    private long min;
    private long max;
    private long minDelta = Long.MAX_VALUE;
    private long maxDelta = Long.MIN_VALUE;
    private boolean ascending = true;
    private int runs = 1;
    private int minRun = Integer.MAX_VALUE;
    private int maxRun;

    Measures(long[] values, int count) {
      this.count = count;
      min = values[0];
      max = values[0];
      int length = 1;
      for (int i = 1; i < count; i++) {
        long delta = values[i] - values[i - 1];
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
        minDelta = Math.min(minDelta, delta);
        maxDelta = Math.max(maxDelta, delta);
        ascending &= values[i - 1] <= values[i];
        if (delta == 0) {
          length++;
        } else {
          endRun(length);
          runs++;
          length = 1;
        }
      }
      endRun(length);
    }

    private void endRun(int length) {
      minRun = Math.min(minRun, length);
      maxRun = Math.max(maxRun, length);
    }

    int deltaSize(long first) {
      return count < 2
          ? Integer.MAX_VALUE
          : PackedLongs.zigzagSize(first) + PackedLongs.blockSize(count - 1, minDelta, maxDelta);
    }

    int runsSize() {
      return PackedLongs.varintSize(runs)
          + PackedLongs.blockSize(runs, min, max)
          + PackedLongs.blockSize(runs, minRun, maxRun);
    }

    /** A lower bound of the distinct values, at least 2 of 2 runs; exact when they ascend. */
    int leastDistinct(long[] values) {
      if (ascending) {
        return runs;
      }
      DistinctSketch sketch = new DistinctSketch(count);
      int least = 0;
      for (int i = 0; i < count; i++) {
        if (sketch.add(values[i])) {
          least++;
        }
      }
      return Math.max(2, least);
    }

    /** Grows with the distinct values. */
    int dictionarySize(int distinct) {
      return PackedLongs.varintSize(distinct)
          + PackedLongs.blockSize(distinct, min, max)
          + PackedLongs.bitsSize(count, PackedLongs.width(0, distinct - 1L));
    }
  }

  /** Writes the first {@code count} values, at least one. */
  static void write(long[] values, int count, ByteWriter out) {
    Measures measures = new Measures(values, count);
    int code = PACKED;
    int best = PackedLongs.blockSize(count, measures.min, measures.max);
    int delta = measures.deltaSize(values[0]);
    if (delta < best) {
      code = DELTA;
      best = delta;
    }
    int runs = measures.runsSize();
    if (runs < best) {
      code = RUNS;
      best = runs;
    }
    LongDictionary dictionary = null;
    if (measures.runs > 1 && measures.dictionarySize(measures.leastDistinct(values)) < best) {
      dictionary = dictionary(values, measures, best);
    }
    if (dictionary != null) {
      writeDictionary(dictionary, measures, out.u8(DICTIONARY));
      return;
    }
    out.u8(code);
    switch (code) {
      case PACKED -> PackedLongs.write(values, count, measures.min, measures.max, out);
      case DELTA -> writeDeltas(values, measures, out);
      default -> writeRuns(values, measures, out);
    }
  }

  /** Null when it is not smaller than {@code best}; it only grows, so this stops early. */
  private static @Nullable LongDictionary dictionary(long[] values, Measures measures, int best) {
    LongDictionary dictionary = new LongDictionary(measures.count);
    for (int i = 0; i < measures.count; i++) {
      if (dictionary.add(values[i])
          && dictionary.size() > 2
          && measures.dictionarySize(dictionary.size()) >= best) {
        return null;
      }
    }
    return dictionary;
  }

  private static void writeDeltas(long[] values, Measures measures, ByteWriter out) {
    long[] deltas = new long[measures.count - 1];
    for (int i = 1; i < measures.count; i++) {
      deltas[i - 1] = values[i] - values[i - 1];
    }
    out.zigzag(values[0]);
    PackedLongs.write(deltas, deltas.length, measures.minDelta, measures.maxDelta, out);
  }

  private static void writeRuns(long[] values, Measures measures, ByteWriter out) {
    long[] firsts = new long[measures.runs];
    long[] lengths = new long[measures.runs];
    int run = -1;
    for (int i = 0; i < measures.count; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        firsts[++run] = values[i];
      }
      lengths[run]++;
    }
    out.varint(firsts.length);
    PackedLongs.write(firsts, firsts.length, measures.min, measures.max, out);
    PackedLongs.write(lengths, lengths.length, measures.minRun, measures.maxRun, out);
  }

  private static void writeDictionary(
      LongDictionary dictionary, Measures measures, ByteWriter out) {
    long[] sorted = dictionary.sorted();
    out.varint(sorted.length);
    PackedLongs.write(sorted, sorted.length, measures.min, measures.max, out);
    writeOrdinals(dictionary.places(), dictionary.ranks(sorted), measures.count, out);
  }

  /**
   * Writes the ordinals of the first {@code count} values.
   *
   * @param places per value a place in {@code ranks}, which has its ordinal
   */
  static void writeOrdinals(int[] places, int[] ranks, int count, ByteWriter out) {
    long[] ordinals = new long[count];
    for (int i = 0; i < count; i++) {
      ordinals[i] = ranks[places[i]];
    }
    PackedLongs.writeBits(ordinals, count, 0, PackedLongs.width(0, ranks.length - 1L), out);
  }

  /**
   * Reads {@code count} values, at least one.
   *
   * @param capacity length of the array returned, at least {@code count}
   */
  static Block read(ByteReader in, int count, int capacity) {
    return switch (in.u8()) {
      case PACKED -> PackedLongs.read(in, count, capacity);
      case DELTA -> readDeltas(in, count, capacity);
      case RUNS -> readRuns(in, count, capacity);
      case DICTIONARY -> readDictionary(in, count, capacity);
      default -> throw org.assaydb.proofs.VerificationException.malformed("column encoding");
    };
  }

  private static Block readDeltas(ByteReader in, int count, int capacity) {
    require(count >= 2, NONCANONICAL, "differences of one value");
    long value = in.zigzag();
    long[] deltas = PackedLongs.read(in, count - 1, capacity).values();
    long min = value;
    long max = value;
    for (int i = 0; i < count; i++) {
      // Each difference is read before the value after it takes its place.
      long delta = deltas[i < count - 1 ? i : 0];
      deltas[i] = value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      value += delta;
    }
    return new Block(deltas, min, max);
  }

  private static Block readRuns(ByteReader in, int count, int capacity) {
    int runs = readRunCount(in, count);
    Block firsts = PackedLongs.read(in, runs, runs);
    int[] ends = readRunEnds(in, runs, count);
    long[] values = new long[capacity];
    int from = 0;
    for (int run = 0; run < runs; run++) {
      long value = firsts.values()[run];
      boolean joined = run > 0 && value == firsts.values()[run - 1];
      require(!joined, NONCANONICAL, "neighbouring runs are equal");
      Arrays.fill(values, from, ends[run], value);
      from = ends[run];
    }
    return new Block(values, firsts.min(), firsts.max());
  }

  static int readRunCount(ByteReader in, int count) {
    int runs = in.varintAtMost(count, "runs");
    require(runs >= 1, MALFORMED, "no runs");
    return runs;
  }

  /** Ends of runs that make up {@code count} values, each at least one long. */
  static int[] readRunEnds(ByteReader in, int runs, int count) {
    Block lengths = PackedLongs.read(in, runs, runs);
    boolean bounded = lengths.min() >= 1 && lengths.max() <= count;
    require(bounded, MALFORMED, "length of a run");
    int[] ends = new int[runs];
    long end = 0;
    for (int run = 0; run < runs; run++) {
      end += lengths.values()[run];
      require(end <= count, MALFORMED, "runs exceed the rows");
      ends[run] = (int) end;
    }
    require(end == count, MALFORMED, "runs are fewer than the rows");
    return ends;
  }

  private static Block readDictionary(ByteReader in, int count, int capacity) {
    int distinct = readDistinct(in, count);
    Block sorted = PackedLongs.read(in, distinct, distinct);
    for (int i = 1; i < distinct; i++) {
      boolean ascending = sorted.values()[i - 1] < sorted.values()[i];
      require(ascending, NONCANONICAL, "dictionary out of order");
    }
    long[] values = readOrdinals(in, count, capacity, distinct);
    for (int i = 0; i < count; i++) {
      values[i] = sorted.values()[(int) values[i]];
    }
    return new Block(values, sorted.min(), sorted.max());
  }

  static int readDistinct(ByteReader in, int count) {
    int distinct = in.varintAtMost(count, "dictionary");
    require(distinct >= 2, NONCANONICAL, "dictionary of one value");
    return distinct;
  }

  /** Ordinals below {@code distinct}, each of which occurs. */
  static long[] readOrdinals(ByteReader in, int count, int capacity, int distinct) {
    long[] ordinals = new long[capacity];
    PackedLongs.readBits(in, count, 0, PackedLongs.width(0, distinct - 1L), ordinals);
    boolean[] used = new boolean[distinct];
    for (int i = 0; i < count; i++) {
      require(ordinals[i] < distinct, MALFORMED, "ordinal outside its dictionary");
      used[(int) ordinals[i]] = true;
    }
    for (boolean one : used) {
      require(one, NONCANONICAL, "dictionary value without use");
    }
    return ordinals;
  }
}

package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.tree.PackedLongs.Block;
import org.jspecify.annotations.Nullable;

/**
 * Encodings of byte strings, without NULLs; the number of values is known to the reader. The
 * encoder takes the smallest, of equally small ones the lowest code. Codes as in {@link
 * LongColumn}; 1 is unused.
 *
 * <pre>
 * strings: block of the lengths, then the bytes of all
 * code (1)
 * 0 PLAIN       strings: all values
 * 2 RUNS        runs r (varint), strings: r values (neighbours differ), block of r lengths of runs
 * 3 DICTIONARY  values d (varint, at least 2), strings: d values, ascending as unsigned bytes; bits
 *               of the ordinals of all values, as wide as d - 1 needs; every ordinal occurs
 * </pre>
 */
final class BytesColumn {
  private static final int PLAIN = 0;

  /**
   * Values read. They stay where they were.
   *
   * @param offsets value i is {@code source[offsets[i], offsets[i + 1])}
   * @param ids per row the value; null when row i is value i
   */
  record Strings(byte[] source, int[] offsets, int @Nullable [] ids) {
    int values() {
      return offsets.length - 1;
    }
  }

  private BytesColumn() {}

  /** Writes {@code count} values, at least one; value i is {@code bytes[starts[i], ends[i])}. */
  static void write(byte[] bytes, int[] starts, int[] ends, int count, ByteWriter out) {
    new BytesEncoder(bytes, starts, ends, count).write(out);
  }

  /**
   * Reads {@code count} values, at least one.
   *
   * @param maxLength longest value in bytes
   */
  static Strings read(ByteReader in, int count, int maxLength) {
    return switch (in.u8()) {
      case PLAIN -> new Strings(in.source(), readStrings(in, count, maxLength), null);
      case LongColumn.RUNS -> readRuns(in, count, maxLength);
      case LongColumn.DICTIONARY -> readDictionary(in, count, maxLength);
      default -> throw org.assaydb.proofs.VerificationException.malformed("column encoding");
    };
  }

  private static int[] readStrings(ByteReader in, int count, int maxLength) {
    Block lengths = PackedLongs.read(in, count, count);
    boolean bounded = lengths.min() >= 0 && lengths.max() <= maxLength;
    require(bounded, LIMIT_EXCEEDED, "length of a value");
    int[] offsets = new int[count + 1];
    long end = in.position();
    long limit = end + in.remaining();
    offsets[0] = (int) end;
    for (int i = 0; i < count; i++) {
      end = Math.min(end + lengths.values()[i], limit + 1);
      offsets[i + 1] = (int) end;
    }
    in.skip((int) (end - offsets[0]));
    return offsets;
  }

  private static Strings readRuns(ByteReader in, int count, int maxLength) {
    int runs = LongColumn.readRunCount(in, count);
    int[] offsets = readStrings(in, runs, maxLength);
    int[] ends = LongColumn.readRunEnds(in, runs, count);
    byte[] source = in.source();
    int[] ids = new int[count];
    int from = 0;
    for (int run = 0; run < runs; run++) {
      boolean joined = run > 0 && compare(source, offsets, run - 1, run) == 0;
      require(!joined, NONCANONICAL, "neighbouring runs are equal");
      Arrays.fill(ids, from, ends[run], run);
      from = ends[run];
    }
    return new Strings(source, offsets, ids);
  }

  private static Strings readDictionary(ByteReader in, int count, int maxLength) {
    int distinct = LongColumn.readDistinct(in, count);
    int[] offsets = readStrings(in, distinct, maxLength);
    for (int i = 1; i < distinct; i++) {
      boolean ascending = compare(in.source(), offsets, i - 1, i) < 0;
      require(ascending, NONCANONICAL, "dictionary out of order");
    }
    long[] ordinals = LongColumn.readOrdinals(in, count, count, distinct);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = (int) ordinals[i];
    }
    return new Strings(in.source(), offsets, ids);
  }

  static int compare(byte[] bytes, int[] offsets, int left, int right) {
    return Arrays.compareUnsigned(
        bytes, offsets[left], offsets[left + 1], bytes, offsets[right], offsets[right + 1]);
  }
}

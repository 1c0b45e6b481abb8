package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Key;

/**
 * Keys of a chunk in run order: ascending, equal ones next to each other. They are kept flat; a
 * {@link Key} is made when one is asked for.
 *
 * <pre>
 * form (1)
 * 0 PREFIXED  bytes shared with the previous key (integers by LongColumn; the most possible, the
 *             first 0), lengths of the rests (likewise), the rests of all
 * 1 TAILS     length of every key (varint), bytes that all share (varint; the most possible, at
 *             most 8 less than the length), those bytes, the rests as big-endian unsigned integers
 *             (by LongColumn)
 * 2 SPLIT     as TAILS, but the rests in two parts: low bytes b of each (1 byte, at least 1, fewer
 *             than the rest has), the integers of the bytes above them and of the low bytes (each
 *             by LongColumn)
 * </pre>
 *
 * TAILS or SPLIT is taken whenever it can be: when all keys have one length and differ in their
 * last 8 bytes only. Keys of several parts have bytes between those that differ that are the same
 * in all; SPLIT parts them above the lowest such gap, and is taken when it is smaller.
 */
public final class KeyColumn {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int PREFIXED = 0;
  private static final int TAILS = 1;
  private static final int SPLIT = 2;
  private static final long[] NO_TAILS = {};
  private static final int[] NO_OFFSETS = {};

  private final int rows;
  // TAILS: what all share, and the rest of each. PREFIXED: all keys one after the other.
  private final byte[] bytes;
  private final int tailBytes;
  private final long[] tails;
  private final int[] offsets;
  private final boolean distinct;

  private KeyColumn(byte[] bytes, int tailBytes, long[] tails, int rows, boolean distinct) {
    this.rows = rows;
    this.bytes = bytes;
    this.tailBytes = tailBytes;
    this.tails = tails;
    this.offsets = NO_OFFSETS;
    this.distinct = distinct;
  }

  private KeyColumn(byte[] bytes, int[] offsets, boolean distinct) {
    rows = offsets.length - 1;
    this.bytes = bytes;
    this.offsets = offsets;
    this.distinct = distinct;
    tailBytes = 0;
    tails = NO_TAILS;
  }

  public int rows() {
    return rows;
  }

  /** Whether no two rows have the same key. */
  public boolean distinct() {
    return distinct;
  }

  public Key key(int row) {
    if (offsets.length > 0) {
      return new Key(Arrays.copyOfRange(bytes, offsets[row], offsets[row + 1]));
    }
    byte[] key = Arrays.copyOf(bytes, bytes.length + tailBytes);
    long tail = tails[row];
    for (int i = key.length - 1; i >= bytes.length; i--, tail >>>= 8) {
      key[i] = (byte) tail;
    }
    return new Key(key);
  }

  /** Whether a row, not the first, has the key of the row before it. */
  public boolean sameAsPrevious(int row) {
    if (distinct) {
      return false;
    }
    return offsets.length > 0
        ? BytesColumn.compare(bytes, offsets, row - 1, row) == 0
        : tails[row - 1] == tails[row];
  }

  static void encode(ChunkRows rows, ByteWriter out) {
    int last = rows.size() - 1;
    int length = rows.keyTo(0) - rows.keyFrom(0);
    boolean oneLength = true;
    for (int row = 1; row <= last; row++) {
      oneLength &= rows.keyTo(row) - rows.keyFrom(row) == length;
    }
    // In ascending order what the ends share is shared by all.
    int shared = shared(rows, 0, last);
    if (oneLength && length - shared <= Long.BYTES) {
      encodeTails(rows, length, shared, out);
    } else {
      encodePrefixed(rows, out.u8(PREFIXED));
    }
  }

  private static void encodeTails(ChunkRows rows, int length, int shared, ByteWriter out) {
    byte[] keys = rows.keys();
    long[] tails = new long[rows.size()];
    int bits = 8 * (length - shared);
    for (int row = 0; row < tails.length; row++) {
      int to = rows.keyTo(row);
      if (length >= Long.BYTES) {
        long end = (long) BIG.get(keys, to - Long.BYTES);
        // Shifting by 64 bits would shift by none.
        tails[row] = bits == 0 ? 0 : end << (Long.SIZE - bits) >>> (Long.SIZE - bits);
      } else {
        for (int i = to - length + shared; i < to; i++) {
          tails[row] = tails[row] << 8 | (keys[i] & 0xff);
        }
      }
    }
    int low = bytesBelowGap(tails);
    if (low == 0) {
      startTails(rows, TAILS, length, shared, out);
      LongColumn.write(tails, tails.length, out);
      return;
    }
    ByteWriter whole = new ByteWriter(16 + 8 * tails.length);
    LongColumn.write(tails, tails.length, whole);
    ByteWriter parts = new ByteWriter(16 + 8 * tails.length);
    split(tails, low, parts);
    boolean splits = parts.size() < whole.size();
    startTails(rows, splits ? SPLIT : TAILS, length, shared, out);
    ByteWriter smaller = splits ? parts : whole;
    out.raw(smaller.buffer(), 0, smaller.size());
  }

  private static void startTails(ChunkRows rows, int form, int length, int shared, ByteWriter out) {
    int from = rows.keyFrom(0);
    out.u8(form).varint(length).varint(shared).raw(rows.keys(), from, from + shared);
  }

  /**
   * How many low bytes lie below the second group of bytes in which the integers differ; 0 when
   * there is one group at most.
   */
  private static int bytesBelowGap(long[] tails) {
    long differing = 0;
    for (long tail : tails) {
      differing |= tail ^ tails[0];
    }
    int at = 0;
    for (int gaps = 0; at < Long.BYTES; at++) {
      boolean differs = (differing >>> 8 * at & 0xff) != 0;
      if (differs && gaps > 0) {
        return at;
      }
      boolean below = (differing & (1L << 8 * at) - 1) != 0;
      gaps += !differs && below ? 1 : 0;
    }
    return 0;
  }

  private static void split(long[] tails, int low, ByteWriter out) {
    int bits = 8 * low;
    long[] upper = new long[tails.length];
    long[] lower = new long[tails.length];
    for (int row = 0; row < tails.length; row++) {
      upper[row] = tails[row] >>> bits;
      lower[row] = tails[row] & (1L << bits) - 1;
    }
    out.u8(low);
    LongColumn.write(upper, upper.length, out);
    LongColumn.write(lower, lower.length, out);
  }

  private static void encodePrefixed(ChunkRows rows, ByteWriter out) {
    long[] shared = new long[rows.size()];
    long[] rests = new long[rows.size()];
    rests[0] = rows.keyTo(0) - rows.keyFrom(0);
    for (int row = 1; row < shared.length; row++) {
      shared[row] = shared(rows, row - 1, row);
      rests[row] = rows.keyTo(row) - rows.keyFrom(row) - shared[row];
    }
    LongColumn.write(shared, shared.length, out);
    LongColumn.write(rests, rests.length, out);
    byte[] keys = rows.keys();
    for (int row = 0; row < shared.length; row++) {
      out.raw(keys, rows.keyFrom(row) + (int) shared[row], rows.keyTo(row));
    }
  }

  private static int shared(ChunkRows rows, int left, int right) {
    byte[] keys = rows.keys();
    int from = rows.keyFrom(left);
    int other = rows.keyFrom(right);
    int length = Math.min(rows.keyTo(left) - from, rows.keyTo(right) - other);
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      long difference = (long) BIG.get(keys, from + at) ^ (long) BIG.get(keys, other + at);
      if (difference != 0) {
        return at + Long.numberOfLeadingZeros(difference) / 8;
      }
    }
    while (at < length && keys[from + at] == keys[other + at]) {
      at++;
    }
    return at;
  }

  static KeyColumn decode(ByteReader in, int rows) {
    int form = in.u8();
    require(form >= PREFIXED && form <= SPLIT, MALFORMED, "form of the keys");
    return form == PREFIXED ? decodePrefixed(in, rows) : decodeTails(in, rows, form == SPLIT);
  }

  private static KeyColumn decodeTails(ByteReader in, int rows, boolean split) {
    int length = in.varintAtMost(Key.MAX_BYTES, "key length");
    int shared = in.varintAtMost(length, "shared key bytes");
    int tailBytes = length - shared;
    require(tailBytes <= Long.BYTES, MALFORMED, "shared key bytes");
    byte[] prefix = in.raw(shared);
    long[] tails =
        split ? readSplit(in, rows, tailBytes) : LongColumn.read(in, rows, rows).values();
    boolean distinct = true;
    for (int i = 1; i < rows; i++) {
      // Adding the least long compares as unsigned.
      boolean inOrder = tails[i - 1] + Long.MIN_VALUE <= tails[i] + Long.MIN_VALUE;
      require(inOrder, NONCANONICAL, "keys out of order");
      distinct &= tails[i - 1] != tails[i];
    }
    long last = tails[rows - 1];
    if (tailBytes == 0) {
      require(last == 0, NONCANONICAL, "keys of no bytes differ");
    } else {
      int shift = 8 * (tailBytes - 1);
      require(last >>> shift >>> 8 == 0, MALFORMED, "key longer than its length");
      boolean longest = last >>> shift != tails[0] >>> shift;
      require(longest, NONCANONICAL, "shared key bytes are not maximal");
    }
    return new KeyColumn(prefix, tailBytes, tails, rows, distinct);
  }

  private static long[] readSplit(ByteReader in, int rows, int tailBytes) {
    int low = in.u8();
    require(low >= 1 && low < tailBytes, MALFORMED, "low bytes of the keys");
    int bits = 8 * low;
    PackedLongs.Block upper = LongColumn.read(in, rows, rows);
    PackedLongs.Block lower = LongColumn.read(in, rows, rows);
    boolean fits =
        upper.min() >= 0
            && upper.max() >>> Long.SIZE - bits == 0
            && lower.min() >= 0
            && lower.max() >>> bits == 0;
    require(fits, MALFORMED, "parts of the keys");
    long[] tails = upper.values();
    for (int row = 0; row < rows; row++) {
      tails[row] = tails[row] << bits | lower.values()[row];
    }
    return tails;
  }

  private static KeyColumn decodePrefixed(ByteReader in, int rows) {
    PackedLongs.Block shared = LongColumn.read(in, rows, rows);
    PackedLongs.Block rests = LongColumn.read(in, rows, rows);
    boolean bounded =
        shared.min() >= 0
            && shared.max() <= Key.MAX_BYTES
            && rests.min() >= 0
            && rests.max() <= Key.MAX_BYTES;
    require(bounded, org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED, "key length");
    int[] offsets = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      long length = shared.values()[i] + rests.values()[i];
      require(
          length <= Key.MAX_BYTES, org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED, "key length");
      // At most 4,096 rows of 1,024 bytes.
      offsets[i + 1] = offsets[i] + (int) length;
    }
    boolean distinct = true;
    byte[] keys = new byte[offsets[rows]];
    for (int row = 0; row < rows; row++) {
      int rest = (int) rests.values()[row];
      require(rest <= in.remaining(), MALFORMED, "truncated key");
      distinct &= join(in, keys, offsets, row, (int) shared.values()[row]) || row == 0;
    }
    KeyColumn column = new KeyColumn(keys, offsets, distinct);
    require(!column.hasTails(), NONCANONICAL, "keys in the wrong form");
    return column;
  }

  /** Puts one key together; whether it differs from the previous one. */
  private static boolean join(ByteReader in, byte[] keys, int[] offsets, int row, int shared) {
    int start = offsets[row];
    int rest = offsets[row + 1] - start - shared;
    int previous = row == 0 ? 0 : offsets[row - 1];
    int previousLength = start - previous;
    require(shared <= previousLength, MALFORMED, "shared key bytes");
    System.arraycopy(keys, previous, keys, start, shared);
    System.arraycopy(in.source(), in.position(), keys, start + shared, rest);
    in.skip(rest);
    if (shared < previousLength) {
      // The first byte that is not shared decides: it must be there and greater.
      boolean greater =
          rest > 0 && (keys[start + shared] & 0xff) > (keys[previous + shared] & 0xff);
      require(greater, NONCANONICAL, "keys out of order or shared bytes not maximal");
    }
    return shared < previousLength || rest > 0;
  }

  private boolean hasTails() {
    int length = offsets[1];
    for (int i = 1; i < rows; i++) {
      if (offsets[i + 1] - offsets[i] != length) {
        return false;
      }
    }
    int last = offsets[rows - 1];
    int mismatch = Arrays.mismatch(bytes, 0, length, bytes, last, last + length);
    return mismatch < 0 || length - mismatch <= Long.BYTES;
  }
}

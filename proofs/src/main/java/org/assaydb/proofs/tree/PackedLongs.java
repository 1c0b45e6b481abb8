package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * Bit-packed integers, the part that all column encodings are made of. The number of values is
 * known to the reader.
 *
 * <pre>
 * block: least value (zigzag varint), width w in bits (1 byte, 0 to 64, the least that holds the
 *        greatest value), bits
 * bits:  per value w bits of its distance from the least one; bit i of the stream is bit i % 8 of
 *        byte i / 8; unused bits zero
 * </pre>
 */
final class PackedLongs {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Widest value that any eight bytes hold whatever bit it starts at. */
  private static final int ONE_READ_BITS = 57;

  /**
   * Values read with their bounds.
   *
   * @param values at least as long as the number of values
   */
  record Block(long[] values, long min, long max) {}

  private PackedLongs() {}

  /** Bits of the distance of two values, the first not above the second. */
  static int width(long min, long max) {
    return Long.SIZE - Long.numberOfLeadingZeros(max - min);
  }

  static int varintSize(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  static int zigzagSize(long value) {
    return varintSize((value << 1) ^ (value >> 63));
  }

  static int bitsSize(int count, int width) {
    return (int) (((long) count * width + 7) >>> 3);
  }

  /** Bytes of a block of {@code count} values between two bounds that occur. */
  static int blockSize(int count, long min, long max) {
    return zigzagSize(min) + 1 + bitsSize(count, width(min, max));
  }

  /**
   * Writes a block of the first {@code count} values, at least one.
   *
   * @param min the least of them
   * @param max the greatest
   */
  static void write(long[] values, int count, long min, long max, ByteWriter out) {
    int width = width(min, max);
    out.zigzag(min).u8(width);
    writeBits(values, count, min, width, out);
  }

  static void writeBits(long[] values, int count, long base, int width, ByteWriter out) {
    if (width == 0) {
      return;
    }
    int size = bitsSize(count, width);
    byte[] bits = new byte[size + Long.BYTES];
    long word = 0;
    int used = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i] - base;
      word |= value << used;
      used += width;
      if (used >= Long.SIZE) {
        LITTLE.set(bits, at, word);
        at += Long.BYTES;
        used -= Long.SIZE;
        // Shifting by the whole width is left out: Java takes shifts modulo 64.
        word = used == 0 ? 0 : value >>> (width - used);
      }
    }
    LITTLE.set(bits, at, word);
    out.raw(bits, 0, size);
  }

  /**
   * Reads a block of {@code count} values, at least one.
   *
   * @param capacity length of the array returned, at least {@code count}
   */
  static Block read(ByteReader in, int count, int capacity) {
    long base = in.zigzag();
    int width = in.u8();
    require(width <= Long.SIZE, MALFORMED, "width of packed values");
    long[] values = new long[capacity];
    readBits(in, count, base, width, values);
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    // A sum that wrapped around would lie below the base.
    boolean least = min == base && width(min, max) == width;
    require(least, NONCANONICAL, "packed values are not minimal");
    return new Block(values, min, max);
  }

  /** Reads packed bits; adds {@code base} to each value. */
  static void readBits(ByteReader in, int count, long base, int width, long[] values) {
    byte[] bytes = in.source();
    int from = in.position();
    int size = bitsSize(count, width);
    in.skip(size);
    if (width == 0) {
      java.util.Arrays.fill(values, 0, count, base);
      return;
    }
    long used = (long) count * width & 7;
    boolean clean = used == 0 || (bytes[from + size - 1] & 0xff) >>> used == 0;
    require(clean, NONCANONICAL, "unused bits of packed values");
    // Values whose eight bytes lie within the array are read at once.
    long whole = bytes.length - Long.BYTES - from;
    int fast = width > ONE_READ_BITS || whole < 0 ? 0 : (int) Math.min(count, whole * 8 / width);
    long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
    long at = 0;
    for (int i = 0; i < fast; i++, at += width) {
      long word = (long) LITTLE.get(bytes, from + (int) (at >>> 3));
      values[i] = base + (word >>> (at & 7) & mask);
    }
    for (int i = fast; i < count; i++, at += width) {
      values[i] = base + (slow(bytes, from, at, width) & mask);
    }
  }

  private static long slow(byte[] bytes, int from, long at, int width) {
    int first = from + (int) (at >>> 3);
    int last = from + (int) ((at + width - 1) >>> 3);
    int shift = (int) at & 7;
    long value = (bytes[first] & 0xffL) >>> shift;
    for (int i = first + 1; i <= last; i++) {
      value |= (bytes[i] & 0xffL) << (8 * (i - first) - shift);
    }
    return value;
  }
}

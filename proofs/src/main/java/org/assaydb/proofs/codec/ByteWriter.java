package org.assaydb.proofs.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assaydb.proofs.hash.Digest;

/**
 * Writes the canonical encoding: unsigned LEB128 integers, zigzag for signed ones, big-endian fixed
 * integers, length-prefixed bytes and UTF-8 strings. Grows as needed; not thread safe.
 */
public final class ByteWriter {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] buffer;
  private int size;

  public ByteWriter() {
    this(64);
  }

  public ByteWriter(int capacity) {
    buffer = new byte[capacity];
  }

  public int size() {
    return size;
  }

  /** The buffer itself, valid up to {@link #size()} until the next write. */
  public byte[] buffer() {
    return buffer;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Forgets what was written, keeps the buffer. */
  public ByteWriter reset() {
    size = 0;
    return this;
  }

  public ByteWriter u8(int value) {
    ensure(1);
    buffer[size++] = (byte) value;
    return this;
  }

  public ByteWriter i32(int value) {
    ensure(4);
    INTS.set(buffer, size, value);
    size += 4;
    return this;
  }

  public ByteWriter i64(long value) {
    ensure(8);
    LONGS.set(buffer, size, value);
    size += 8;
    return this;
  }

  /** Unsigned LEB128; negative longs count as unsigned 64-bit values (10 bytes). */
  public ByteWriter varint(long value) {
    ensure(10);
    if ((value & ~0x7fL) == 0) {
      buffer[size++] = (byte) value;
    } else if (value >>> 56 == 0) {
      // Groups of seven bits are pulled apart, all but the last marked, written at once.
      long x = (value & 0x0fffffffL) | (value & ~0x0fffffffL) << 4;
      x = (x & 0x00003fff00003fffL) | (x & 0x0fffc0000fffc000L) << 2;
      x = (x & 0x007f007f007f007fL) | (x & 0x3f803f803f803f80L) << 1;
      int length = (70 - Long.numberOfLeadingZeros(value)) / 7;
      long marks = 0x8080808080808080L & (1L << 8 * (length - 1)) - 1;
      LITTLE.set(buffer, size, x | marks);
      size += length;
    } else {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        buffer[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      buffer[size++] = (byte) rest;
    }
    return this;
  }

  /** Signed integer, zigzag then LEB128. */
  public ByteWriter zigzag(long value) {
    return varint((value << 1) ^ (value >> 63));
  }

  public ByteWriter digest(Digest digest) {
    ensure(Digest.SIZE_BYTES);
    digest.write(buffer, size);
    size += Digest.SIZE_BYTES;
    return this;
  }

  /** The bytes without a length. */
  public ByteWriter raw(byte[] bytes) {
    return raw(bytes, 0, bytes.length);
  }

  public ByteWriter raw(byte[] bytes, int from, int to) {
    ensure(to - from);
    System.arraycopy(bytes, from, buffer, size, to - from);
    size += to - from;
    return this;
  }

  /** Length (varint), then the bytes. */
  public ByteWriter bytes(byte[] bytes) {
    return varint(bytes.length).raw(bytes);
  }

  /** Length in bytes (varint), then UTF-8. */
  public ByteWriter string(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public ByteWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
    }
  }
}

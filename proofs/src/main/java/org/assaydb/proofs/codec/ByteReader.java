package org.assaydb.proofs.codec;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;

/**
 * Reads the canonical encoding from hostile bytes. Every method throws {@link
 * VerificationException} (MALFORMED, NONCANONICAL or LIMIT_EXCEEDED) and nothing else; nothing is
 * allocated beyond the bytes that are there. Call {@link #end()} after the last field.
 */
public final class ByteReader {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int limit;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.limit = to;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return limit - position;
  }

  /** The array that is read; positions index into it. */
  public byte[] source() {
    return bytes;
  }

  public int u8() {
    need(1);
    return bytes[position++] & 0xff;
  }

  public boolean bool() {
    int value = u8();
    VerificationException.require(value <= 1, NONCANONICAL, "boolean byte above 1");
    return value == 1;
  }

  public int i32() {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | (bytes[position++] & 0xff);
    }
    return value;
  }

  public long i64() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[position++] & 0xff);
    }
    return value;
  }

  /** Minimal unsigned LEB128 of at most 64 bits. */
  public long varint() {
    if (position < limit && bytes[position] >= 0) {
      return bytes[position++];
    }
    return longVarint();
  }

  private long longVarint() {
    if (limit - position < Long.BYTES) {
      return varintBytewise();
    }
    long word = (long) LITTLE.get(bytes, position);
    long end = ~word & 0x8080808080808080L;
    if (end == 0) {
      return varintBytewise();
    }
    int length = (Long.numberOfTrailingZeros(end) >>> 3) + 1;
    // What is up to the last byte; then the groups of seven bits are pushed together.
    long value = word & (end ^ (end - 1)) & 0x7f7f7f7f7f7f7f7fL;
    value = (value & 0x007f007f007f007fL) | (value & 0x7f007f007f007f00L) >>> 1;
    value = (value & 0x00003fff00003fffL) | (value & 0x3fff00003fff0000L) >>> 2;
    value = (value & 0x000000000fffffffL) | (value & 0x0fffffff00000000L) >>> 4;
    boolean minimal = value >>> (7 * (length - 1)) != 0;
    VerificationException.require(minimal, NONCANONICAL, "padded integer");
    position += length;
    return value;
  }

  /** Whether a varint of at most eight bytes (56 bits) follows; false near the end of the bytes. */
  public boolean isShortVarint() {
    return limit - position >= Long.BYTES
        && (~(long) LITTLE.get(bytes, position) & 0x8080808080808080L) != 0;
  }

  private long varintBytewise() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = u8();
      if (shift == 63) {
        VerificationException.require(next <= 1, NONCANONICAL, "integer over 64 bits");
      }
      value |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        VerificationException.require(next != 0 || shift == 0, NONCANONICAL, "padded integer");
        return value;
      }
    }
    throw VerificationException.malformed("integer does not end");
  }

  /** A varint in [0, maxInclusive]; LIMIT_EXCEEDED above it. */
  public int varintAtMost(int maxInclusive, String what) {
    long value = varint();
    if (value < 0 || value > maxInclusive) {
      throw new VerificationException(
          LIMIT_EXCEEDED, what + " " + Long.toUnsignedString(value) + " exceeds " + maxInclusive);
    }
    return (int) value;
  }

  /** A non-negative varint. */
  public long varintNonNegative(String what) {
    long value = varint();
    if (value < 0) {
      throw VerificationException.malformed(what + " is out of range");
    }
    return value;
  }

  /**
   * Number of elements that follow, each at least {@code minBytes} long, so that a count can never
   * allocate more than the bytes received justify.
   */
  public int count(int minBytes, String what) {
    long value = varint();
    if (value < 0 || value > remaining() / Math.max(1, minBytes)) {
      throw VerificationException.malformed(what + " count exceeds the bytes received");
    }
    return (int) value;
  }

  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  public Digest digest() {
    need(Digest.SIZE_BYTES);
    Digest digest = Digest.read(bytes, position);
    position += Digest.SIZE_BYTES;
    return digest;
  }

  public byte[] raw(int length) {
    need(length);
    byte[] out = new byte[length];
    System.arraycopy(bytes, position, out, 0, length);
    position += length;
    return out;
  }

  /** Copies the next bytes to {@code target[offset, offset + length)}. */
  public void raw(byte[] target, int offset, int length) {
    need(length);
    System.arraycopy(bytes, position, target, offset, length);
    position += length;
  }

  public void skip(int length) {
    need(length);
    position += length;
  }

  public byte[] bytes(int maxLengthInclusive, String what) {
    return raw(varintAtMost(maxLengthInclusive, what + " length"));
  }

  public String string(int maxBytesInclusive, String what) {
    int length = varintAtMost(maxBytesInclusive, what + " length");
    need(length);
    String text = utf8(bytes, position, length, what);
    position += length;
    return text;
  }

  /** Decodes well-formed UTF-8 only. */
  public static String utf8(byte[] bytes, int from, int length, String what) {
    boolean ascii = true;
    for (int i = from; i < from + length && ascii; i++) {
      ascii = bytes[i] >= 0;
    }
    if (ascii) {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new VerificationException(NONCANONICAL, what + " is not UTF-8", e);
    }
  }

  /** Rejects trailing bytes. */
  public void end() {
    VerificationException.require(
        position == limit, NONCANONICAL, (limit - position) + " trailing bytes");
  }

  private void need(int length) {
    if (length < 0 || limit - position < length) {
      throw VerificationException.malformed("truncated: " + length + " bytes expected");
    }
  }
}

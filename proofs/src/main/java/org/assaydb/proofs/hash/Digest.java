package org.assaydb.proofs.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.assaydb.proofs.VerificationException;

/** A SHA-256 digest as four big-endian longs: immutable, comparable by value. */
public record Digest(long a, long b, long c, long d) {
  /** Bytes of a digest. */
  public static final int SIZE_BYTES = 32;

  /** Root of an empty list where a format allows one; no hash output. */
  public static final Digest ZERO = new Digest(0, 0, 0, 0);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Reads 32 bytes at {@code offset}; the caller has checked the bounds. */
  public static Digest read(byte[] bytes, int offset) {
    return new Digest(
        (long) LONGS.get(bytes, offset),
        (long) LONGS.get(bytes, offset + 8),
        (long) LONGS.get(bytes, offset + 16),
        (long) LONGS.get(bytes, offset + 24));
  }

  /** Parses 64 hexadecimal digits; MALFORMED otherwise. */
  public static Digest fromHex(String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex.strip());
      if (bytes.length == SIZE_BYTES) {
        return read(bytes, 0);
      }
    } catch (IllegalArgumentException notHex) {
      throw new VerificationException(
          org.assaydb.proofs.RejectReason.MALFORMED, "not a digest: " + hex, notHex);
    }
    throw VerificationException.malformed("a digest has 64 hexadecimal digits");
  }

  /** Writes 32 bytes at {@code offset}. */
  public void write(byte[] target, int offset) {
    LONGS.set(target, offset, a);
    LONGS.set(target, offset + 8, b);
    LONGS.set(target, offset + 16, c);
    LONGS.set(target, offset + 24, d);
  }

  public byte[] toBytes() {
    byte[] bytes = new byte[SIZE_BYTES];
    write(bytes, 0);
    return bytes;
  }

  public String toHex() {
    return HexFormat.of().formatHex(toBytes());
  }

  @Override
  public String toString() {
    return toHex().substring(0, 16);
  }
}

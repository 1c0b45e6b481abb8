package org.assaydb.proofs.schema;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.math.BigInteger;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * A signed 128-bit integer: {@code high * 2^64 + low} with {@code low} unsigned. Encoding: zigzag,
 * then base 128 with the low digits first, 1 to 19 bytes, minimal.
 */
public record Int128(long high, long low) {
  public static final Int128 ZERO = new Int128(0, 0);
  public static final Int128 ONE = new Int128(0, 1);

  private static final int MAX_BYTES = 19;

  public static Int128 of(long value) {
    return new Int128(value >> 63, value);
  }

  /** Throws ArithmeticException outside 128 bits. */
  public static Int128 of(BigInteger value) {
    return new Int128(value.shiftRight(64).longValueExact(), value.longValue());
  }

  public BigInteger toBigInteger() {
    BigInteger upper = BigInteger.valueOf(high).shiftLeft(64);
    BigInteger lower = BigInteger.valueOf(low);
    return upper.add(low < 0 ? lower.add(BigInteger.ONE.shiftLeft(64)) : lower);
  }

  /** Throws ArithmeticException on overflow. */
  public Int128 plus(Int128 other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + other.high + carry;
    // Overflow: both operands have a sign that the result has not.
    if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
      throw new ArithmeticException("sum leaves 128 bits");
    }
    return new Int128(sumHigh, sumLow);
  }

  /** Throws ArithmeticException for the least value. */
  public Int128 negated() {
    if (high == Long.MIN_VALUE && low == 0) {
      throw new ArithmeticException("sum leaves 128 bits");
    }
    return new Int128(low == 0 ? -high : ~high, -low);
  }

  public void encode(ByteWriter out) {
    encode(high, low, out);
  }

  /** Encodes {@code high * 2^64 + low}. */
  public static void encode(long high, long low, ByteWriter out) {
    long sign = high >> 63;
    long upper = (high << 1 | low >>> 63) ^ sign;
    long lower = low << 1 ^ sign;
    if (upper == 0) {
      out.varint(lower);
      return;
    }
    while (upper != 0 || (lower & ~0x7fL) != 0) {
      out.u8((int) lower & 0x7f | 0x80);
      lower = lower >>> 7 | upper << 57;
      upper >>>= 7;
    }
    out.u8((int) lower);
  }

  public static Int128 decode(ByteReader in) {
    if (in.isShortVarint()) {
      long value = in.varint();
      return of(value >>> 1 ^ -(value & 1));
    }
    return decodeLong(in);
  }

  private static Int128 decodeLong(ByteReader in) {
    long upper = 0;
    long lower = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      int digit = in.u8();
      long bits = digit & 0x7f;
      int shift = 7 * i;
      if (shift < 64) {
        lower |= bits << shift;
        upper |= shift > 57 ? bits >>> 64 - shift : 0;
      } else {
        upper |= bits << shift - 64;
      }
      if (digit < 0x80) {
        require(i == 0 || digit != 0, NONCANONICAL, "padded integer");
        require(i < MAX_BYTES - 1 || digit <= 3, MALFORMED, "integer leaves 128 bits");
        long sign = -(lower & 1);
        return new Int128(upper >>> 1 ^ sign, (lower >>> 1 | upper << 63) ^ sign);
      }
    }
    throw org.assaydb.proofs.VerificationException.malformed("integer leaves 128 bits");
  }
}

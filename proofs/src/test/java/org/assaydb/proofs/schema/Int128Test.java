package org.assaydb.proofs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.junit.jupiter.api.Test;

/** Against BigInteger, at every power of two and its neighbours. */
class Int128Test {
  private static final BigInteger MAX = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
  private static final BigInteger MIN = BigInteger.TWO.pow(127).negate();

  private static List<BigInteger> samples() {
    List<BigInteger> samples = new ArrayList<>();
    for (int bit = 0; bit <= 127; bit++) {
      for (int near = -1; near <= 1; near++) {
        BigInteger value = BigInteger.TWO.pow(bit).add(BigInteger.valueOf(near));
        samples.add(value);
        samples.add(value.negate());
      }
    }
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      samples.add(new BigInteger(random.nextInt(128), random));
    }
    samples.removeIf(v -> v.compareTo(MAX) > 0 || v.compareTo(MIN) < 0);
    return samples;
  }

  private static byte[] encode(BigInteger value) {
    ByteWriter out = new ByteWriter(19);
    Int128.of(value).encode(out);
    return out.toBytes();
  }

  private static void rejected(RejectReason reason, int... bytes) {
    byte[] encoded = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      encoded[i] = (byte) bytes[i];
    }
    assertThatThrownBy(() -> Int128.decode(new ByteReader(encoded)))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void keepsEveryValue() {
    for (BigInteger value : samples()) {
      assertThat(Int128.of(value).toBigInteger()).isEqualTo(value);
      if (value.bitLength() < 64) {
        assertThat(Int128.of(value.longValueExact())).isEqualTo(Int128.of(value));
      }
    }
  }

  @Test
  void addsAndNegatesExactlyOrThrows() {
    List<BigInteger> samples = samples();
    for (BigInteger a : samples) {
      if (a.equals(MIN)) {
        assertThatThrownBy(() -> Int128.of(a).negated()).isInstanceOf(ArithmeticException.class);
      } else {
        assertThat(Int128.of(a).negated().toBigInteger()).isEqualTo(a.negate());
      }
      for (int i = 0; i < samples.size(); i += 7) {
        BigInteger b = samples.get(i);
        BigInteger sum = a.add(b);
        if (sum.compareTo(MAX) > 0 || sum.compareTo(MIN) < 0) {
          assertThatThrownBy(() -> Int128.of(a).plus(Int128.of(b)))
              .isInstanceOf(ArithmeticException.class);
        } else {
          assertThat(Int128.of(a).plus(Int128.of(b)).toBigInteger()).isEqualTo(sum);
        }
      }
    }
  }

  @Test
  void refusesWhatLeaves128Bits() {
    assertThatThrownBy(() -> Int128.of(MAX.add(BigInteger.ONE)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Int128.of(MIN.subtract(BigInteger.ONE)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void encodesZigzagInBase128() {
    for (BigInteger value : samples()) {
      BigInteger zigzag =
          value.signum() < 0
              ? value.negate().shiftLeft(1).subtract(BigInteger.ONE)
              : value.shiftLeft(1);
      ByteWriter expected = new ByteWriter(19);
      while (zigzag.bitLength() > 7) {
        expected.u8(zigzag.intValue() & 0x7f | 0x80);
        zigzag = zigzag.shiftRight(7);
      }
      expected.u8(zigzag.intValue());
      assertThat(encode(value)).isEqualTo(expected.toBytes());
      ByteReader in = new ByteReader(encode(value));
      assertThat(Int128.decode(in).toBigInteger()).isEqualTo(value);
      in.end();
    }
  }

  @Test
  void rejectsPaddedAndOversizedIntegers() {
    rejected(RejectReason.NONCANONICAL, 0x80, 0);
    rejected(RejectReason.NONCANONICAL, 0x81, 0x80, 0);
    int[] long19 = new int[19];
    Arrays.fill(long19, 0xff);
    long19[18] = 4;
    rejected(RejectReason.MALFORMED, long19);
    int[] endless = new int[20];
    Arrays.fill(endless, 0xff);
    rejected(RejectReason.MALFORMED, endless);
    rejected(RejectReason.MALFORMED, 0x80);
  }
}

package org.assaydb.proofs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.junit.jupiter.api.Test;

/** Bounds of the reader and growth of the writer. */
class ByteCodecTest {
  private static void rejected(RejectReason reason, Runnable decoding) {
    assertThatThrownBy(decoding::run)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void integersOfFourBytesKeepEveryBit() {
    for (int value : new int[] {0, 1, -1, 0x01020304, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      byte[] bytes = new ByteWriter(1).i32(value).i32(~value).toBytes();
      assertThat(bytes).hasSize(8);
      ByteReader in = new ByteReader(bytes);
      assertThat(in.i32()).isEqualTo(value);
      assertThat(in.i32()).isEqualTo(~value);
      rejected(RejectReason.MALFORMED, in::i32);
    }
  }

  @Test
  void readsUpToItsLimitOnly() {
    ByteReader in = new ByteReader(new byte[] {1, 2, 3, 4}, 1, 3);
    rejected(RejectReason.MALFORMED, () -> in.skip(3));
    rejected(RejectReason.MALFORMED, () -> in.skip(-1));
    in.skip(2);
    in.end();
    assertThat(in.position()).isEqualTo(3);
    assertThatThrownBy(() -> new ByteReader(new byte[5]).end())
        .hasMessageContaining("5 trailing bytes");
  }

  @Test
  void aCountNeedsItsBytes() {
    byte[] bytes = {3, 0, 0, 0, 0, 0, 0};
    assertThat(new ByteReader(bytes).count(2, "thing")).isEqualTo(3);
    rejected(RejectReason.MALFORMED, () -> new ByteReader(bytes).count(3, "thing"));
    assertThat(new ByteReader(bytes).count(0, "thing")).isEqualTo(3);
  }

  @Test
  void integersOf64BitsEndInTheTenthByte() {
    byte[] most = new ByteWriter(10).varint(-1).toBytes();
    assertThat(most).hasSize(10);
    assertThat(new ByteReader(most).varint()).isEqualTo(-1);
    byte[] over = most.clone();
    over[9] = 2;
    rejected(RejectReason.NONCANONICAL, () -> new ByteReader(over).varint());
    byte[] endless = most.clone();
    endless[9] = (byte) 0x81;
    rejected(RejectReason.NONCANONICAL, () -> new ByteReader(endless).varint());
  }

  /** Seven bits a byte, low ones first, as the format says. */
  private static byte[] leb128(long value) {
    ByteWriter out = new ByteWriter(10);
    long rest = value;
    while (rest >>> 7 != 0) {
      out.u8((int) rest | 0x80);
      rest >>>= 7;
    }
    return out.u8((int) rest).toBytes();
  }

  @Test
  void integersOfEveryLengthAreLeb128() {
    for (int shift = 0; shift < 64; shift++) {
      for (long value : new long[] {1L << shift, (1L << shift) - 1, (1L << shift) + 1}) {
        byte[] expected = leb128(value);
        assertThat(new ByteWriter(1).varint(value).toBytes()).isEqualTo(expected);
        // At the end of the bytes, and with others behind it.
        assertThat(new ByteReader(expected).varint()).isEqualTo(value);
        byte[] longer = new ByteWriter(1).u8(9).raw(expected).i64(-1).i64(0).toBytes();
        ByteReader in = new ByteReader(longer);
        in.skip(1);
        assertThat(in.isShortVarint()).isEqualTo(expected.length <= 8);
        assertThat(in.varint()).isEqualTo(value);
        assertThat(in.position()).isEqualTo(1 + expected.length);
      }
    }
  }

  @Test
  void paddedIntegersAreRefusedAtEveryLength() {
    for (int length = 2; length <= 10; length++) {
      byte[] padded = new byte[length + 8];
      java.util.Arrays.fill(padded, 0, length - 1, (byte) 0x80);
      rejected(RejectReason.NONCANONICAL, () -> new ByteReader(padded).varint());
      ByteReader atEnd = new ByteReader(padded, 0, length);
      rejected(RejectReason.NONCANONICAL, atEnd::varint);
    }
  }

  @Test
  void copiesIntoAnArrayWithinItsLimit() {
    byte[] target = new byte[5];
    ByteReader in = new ByteReader(new byte[] {1, 2, 3, 4});
    in.raw(target, 1, 3);
    assertThat(target).containsExactly(0, 1, 2, 3, 0);
    assertThat(in.remaining()).isEqualTo(1);
    rejected(RejectReason.MALFORMED, () -> in.raw(target, 0, 2));
    assertThatThrownBy(in::end).hasMessageContaining("1 trailing bytes");
    assertThat(new ByteReader(new byte[7]).isShortVarint()).isFalse();
    assertThat(new ByteReader(new byte[8]).isShortVarint()).isTrue();
  }

  @Test
  void textIsDecodedWithinItsLength() {
    byte[] bytes = {'a', 'b', (byte) 0xc3, (byte) 0xa4};
    assertThat(ByteReader.utf8(bytes, 0, 2, "text")).isEqualTo("ab");
    assertThat(ByteReader.utf8(bytes, 1, 3, "text")).isEqualTo("b\u00e4");
    rejected(RejectReason.NONCANONICAL, () -> ByteReader.utf8(bytes, 0, 3, "text"));
  }

  @Test
  void theWriterGrowsAsNeeded() {
    ByteWriter out = new ByteWriter(1);
    byte[] section = {1, 2, 3, 4, 5};
    for (int i = 0; i < 100; i++) {
      out.raw(section, 1, 4);
    }
    assertThat(out.toBytes()).hasSize(300).startsWith(2, 3, 4, 2).endsWith(2, 3, 4);
    assertThat(new ByteWriter(0).u8(7).toBytes()).containsExactly(7);
  }

  @Test
  void digestsAreReadFromHexOf32Bytes() {
    String hex = "00".repeat(31) + "7f";
    byte[] bytes = new ByteWriter(32).digest(Digest.fromHex(hex)).toBytes();
    assertThat(bytes).hasSize(32).startsWith(0, 0).endsWith(0, 0x7f);
    rejected(RejectReason.MALFORMED, () -> Digest.fromHex(hex + "00"));
    rejected(RejectReason.MALFORMED, () -> Digest.fromHex("zz"));
  }
}

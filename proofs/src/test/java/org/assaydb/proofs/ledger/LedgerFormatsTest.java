package org.assaydb.proofs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.testing.Campaign;
import org.assaydb.proofs.testing.LedgerSamples;
import org.assaydb.proofs.testing.TestChain;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ledger format is injective both ways: what a decoder accepts, its encoder writes again. */
class LedgerFormatsTest {
  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.testing.LedgerSamples#formats")
  void roundTrips(LedgerSamples.Format format) {
    assertThat(format.decodeAndEncode().apply(format.sample())).isEqualTo(format.sample());
  }

  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.testing.LedgerSamples#formats")
  void rejectsTruncationAndTrailingBytes(LedgerSamples.Format format) {
    for (int length = 0; length < format.sample().length; length++) {
      byte[] cut = Arrays.copyOf(format.sample(), length);
      assertThatThrownBy(() -> format.decodeAndEncode().apply(cut))
          .as("cut to %d", cut.length)
          .isInstanceOf(VerificationException.class);
    }
    byte[] longer = Arrays.copyOf(format.sample(), format.sample().length + 1);
    assertThatThrownBy(() -> format.decodeAndEncode().apply(longer))
        .isInstanceOf(VerificationException.class);
  }

  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.testing.LedgerSamples#formats")
  void acceptsOnlyWhatItsEncoderWrites(LedgerSamples.Format format) { // E2, D4
    Random random = new Random(17);
    int accepted = 0;
    for (int round = 0; round < Campaign.rounds(60_000); round++) {
      byte[] mutant = format.sample().clone();
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(format.decodeAndEncode().apply(mutant)).isEqualTo(mutant);
        accepted++;
      } catch (VerificationException expected) {
        assertThat(expected.reason()).isNotNull();
      }
    }
    assertThat(accepted).isPositive(); // content without a check of its own (digests) may change
  }

  @Test
  void signatureCoversEveryBitOfATransaction() { // W2
    SignedTransaction signed =
        SignedTransaction.sign(LedgerSamples.transaction(), LedgerSamples.SECRET);
    signed.verifySignature();
    for (int bit = 0; bit < signed.payload().length * 8; bit += Campaign.STEP) {
      byte[] payload = signed.payload().clone();
      payload[bit >> 3] ^= (byte) (1 << (bit & 7));
      SignedTransaction forged =
          new SignedTransaction(
              payload, signed.signature(), signed.transaction(), Transaction.payloadHash(payload));
      assertThatThrownBy(forged::verifySignature).isInstanceOf(VerificationException.class);
    }
  }

  @Test
  void rejectsBadValidatorSets() { // V4
    for (int size : new int[] {0, 1, 3, 129}) {
      List<PublicKey> keys =
          Stream.iterate(1L, i -> i + 1)
              .limit(size)
              .map(i -> new PublicKey(TestChain.digest(i)))
              .toList();
      assertThatThrownBy(() -> new ValidatorSet(keys))
          .isInstanceOfSatisfying(
              VerificationException.class,
              e -> assertThat(e.reason()).isEqualTo(RejectReason.CERTIFICATE_INVALID));
    }
    List<PublicKey> doubled =
        Stream.of(1, 2, 3, 3).map(i -> new PublicKey(TestChain.digest(i))).toList();
    assertThatThrownBy(() -> new ValidatorSet(doubled)).isInstanceOf(VerificationException.class);
    for (int n = 4; n <= 31; n++) {
      int size = n;
      ValidatorSet set =
          new ValidatorSet(
              Stream.iterate(1L, i -> i + 1)
                  .limit(size)
                  .map(i -> new PublicKey(TestChain.digest(i)))
                  .toList());
      assertThat(set.quorum()).isEqualTo(n - (n - 1) / 3);
      assertThat(2 * set.quorum() - n).isGreaterThan(set.maxFaulty()); // quorums share honest ones
    }
  }

  @Test
  void rejectsHugeValidatorSetsAndCertificatesD3() {
    byte[] set = new ByteWriter().varint(100_000).raw(new byte[3_200_000]).toBytes();
    assertReason(() -> ValidatorSet.decode(new ByteReader(set)), RejectReason.LIMIT_EXCEEDED);
    // A certificate has no place for more signatures than a set has members.
    ByteWriter certificate = new ByteWriter();
    new TestChain(4, 1).append(TestChain.roots(1)).certificate().encode(certificate);
    ByteReader in = new ByteReader(certificate.raw(new byte[6_400_000]).toBytes());
    Certificate decoded = Certificate.decode(in);
    assertThat(decoded.signatures()).hasSize(3);
    assertReason(in::end, RejectReason.NONCANONICAL);
  }

  private static void assertReason(ThrowableAssert.ThrowingCallable attack, RejectReason reason) {
    assertThatThrownBy(attack)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void rejectsDegenerateSignaturesAndKeys() { // V8
    byte[] message = "m".getBytes();
    PublicKey key = Ed25519.publicKey(LedgerSamples.SECRET);
    byte[] honest = Ed25519.sign(LedgerSamples.SECRET, message);
    assertThat(Ed25519.verify(key, message, honest)).isTrue();
    assertThat(Ed25519.verify(key, message, new byte[64])).isFalse();
    byte[] raised = honest.clone(); // S + L: the same point, another encoding
    byte[] order =
        java.util.HexFormat.of()
            .parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int sum = (raised[32 + i] & 0xff) + (order[i] & 0xff) + carry;
      raised[32 + i] = (byte) sum;
      carry = sum >> 8;
    }
    assertThat(Ed25519.verify(key, message, raised)).isFalse();
    byte[] identity = new byte[32];
    identity[0] = 1;
    byte[] forgery = new byte[64]; // R = identity, S = 0 satisfies the equation for A = identity
    forgery[0] = 1;
    assertThat(Ed25519.verify(PublicKey.of(identity), message, forgery)).isFalse();
    assertThat(Ed25519.verify(PublicKey.of(new byte[32]), message, forgery)).isFalse();
    assertThat(Ed25519.verify(key, message, new byte[63])).isFalse();
  }

  @Test
  void keysThatAreKeptGiveTheVerdictsOfNewOnes() { // V8
    byte[] message = "m".getBytes();
    PublicKey kept = Ed25519.publicKey(LedgerSamples.SECRET);
    byte[] honest = Ed25519.sign(LedgerSamples.SECRET, message);
    for (int bit = 0; bit < 8 * honest.length; bit++) {
      byte[] flipped = honest.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Ed25519.verify(kept, message, flipped)).isFalse();
      assertThat(Ed25519.verify(kept, message, honest)).isTrue();
    }
    byte[] identity = new byte[32];
    identity[0] = 1;
    byte[] forgery = identity.clone();
    forgery = java.util.Arrays.copyOf(forgery, 64);
    PublicKey small = PublicKey.of(identity);
    assertThat(Ed25519.verify(small, message, forgery)).isFalse();
    assertThat(Ed25519.verify(small, message, forgery)).isFalse();
  }

  @Test
  void aSignatureIsNotCheckedByAnotherKeyThanTheSenders() { // W2
    byte[] stranger = new byte[Ed25519.SECRET_BYTES];
    stranger[0] = 77;
    Transaction transaction = LedgerSamples.transaction();
    SignedTransaction forged = SignedTransaction.sign(transaction, stranger);

    assertThatThrownBy(() -> forged.verifySignature(Ed25519.publicKey(stranger)))
        .isInstanceOf(VerificationException.class);
    SignedTransaction honest = SignedTransaction.sign(transaction, LedgerSamples.SECRET);
    honest.verifySignature(Ed25519.publicKey(LedgerSamples.SECRET));
  }

  @Test
  void keysAreComparedByTheirBytes() {
    PublicKey used = Ed25519.publicKey(LedgerSamples.SECRET);
    Ed25519.verify(used, new byte[0], Ed25519.sign(LedgerSamples.SECRET, new byte[0]));
    PublicKey fresh = PublicKey.of(used.toBytes());
    byte[] other = used.toBytes();
    other[31] ^= (byte) 0x80; // the sign of x

    assertThat(fresh).isEqualTo(used).hasSameHashCodeAs(used);
    assertThat(PublicKey.of(other)).isNotEqualTo(used);
  }
}

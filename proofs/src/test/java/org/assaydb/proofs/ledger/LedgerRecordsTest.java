package org.assaydb.proofs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.LedgerSamples;
import org.assaydb.proofs.testing.TestChain;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the records of the ledger hash, sign and refuse, each by itself. */
class LedgerRecordsTest {
  private static final Digest CHAIN = TestChain.digest(77);

  private static byte[] bytes(Consumer<ByteWriter> encode) {
    ByteWriter out = new ByteWriter();
    encode.accept(out);
    return out.toBytes();
  }

  private static void assertReason(RejectReason reason, ThrowingCallable attack) {
    assertThatThrownBy(attack)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static byte[] secret(int seat) {
    byte[] secret = new byte[Ed25519.SECRET_BYTES];
    secret[0] = (byte) seat;
    return secret;
  }

  private static ValidatorSet validators(int count) {
    return new ValidatorSet(
        IntStream.range(0, count).mapToObj(i -> Ed25519.publicKey(secret(i))).toList());
  }

  private static Certificate certificate(Statement statement, int... seats) {
    Map<ValidatorId, byte[]> signatures = new LinkedHashMap<>();
    for (int seat : seats) {
      signatures.put(
          new ValidatorId(seat), Ed25519.sign(secret(seat), statement.signingBytes(CHAIN)));
    }
    return new Certificate(statement, signatures);
  }

  private static List<Statement> statements() {
    Digest header = TestChain.digest(5);
    return List.of(
        new Statement.Notar(1, 2, header),
        new Statement.Skip(1, 2),
        new Statement.Final(1, 2, header, TestChain.roots(6)),
        new Statement.Notar(1, 2, TestChain.digest(6)),
        new Statement.Notar(1, 3, header),
        new Statement.Skip(2, 2),
        new Statement.Final(1, 2, TestChain.digest(6), TestChain.roots(6)),
        new Statement.Final(1, 2, header, TestChain.roots(7)));
  }

  @Test
  void aCertificateNeedsAQuorumOfSeatsThatSignedIt() {
    ValidatorSet four = validators(4);
    for (Statement statement : statements()) {
      Certificate honest = certificate(statement, 2, 0, 3);
      honest.verify(CHAIN, four);
      assertThat(honest.signers())
          .containsExactly(new ValidatorId(0), new ValidatorId(2), new ValidatorId(3));
      assertReason(
          RejectReason.CERTIFICATE_INSUFFICIENT,
          () -> certificate(statement, 0, 1).verify(CHAIN, four));
      assertReason(
          RejectReason.CERTIFICATE_INVALID,
          () -> certificate(statement, 0, 1, 4).verify(CHAIN, four));
      assertReason(
          RejectReason.CERTIFICATE_INVALID,
          () -> certificate(statement, 0, 1, 127).verify(CHAIN, four));
      assertReason(
          RejectReason.CERTIFICATE_INVALID, () -> honest.verify(TestChain.digest(78), four));
      for (Statement other : statements()) {
        if (!other.equals(statement)) {
          Certificate moved = new Certificate(other, honest.signatures());
          assertReason(RejectReason.CERTIFICATE_INVALID, () -> moved.verify(CHAIN, four));
        }
      }
    }
  }

  @Test
  void aCertificateIsReadAgainAndNeverShortOfSignatures() {
    for (Statement statement : statements()) {
      Certificate honest = certificate(statement, 1, 2, 3);
      byte[] encoded = bytes(honest::encode);
      Certificate decoded = Certificate.decode(new ByteReader(encoded));
      decoded.verify(CHAIN, validators(4));
      assertThat(decoded.statement()).isEqualTo(statement);
      assertThat(bytes(decoded::encode)).isEqualTo(encoded);
      byte[] shorter = Arrays.copyOf(encoded, encoded.length - 1);
      assertThatThrownBy(() -> Certificate.decode(new ByteReader(shorter)))
          .isInstanceOfSatisfying(
              VerificationException.class,
              e -> assertThat(e.reason()).isEqualTo(RejectReason.NONCANONICAL))
          .hasMessageContaining("signature count");
    }
  }

  @Test
  void statementsAreToldApartByWhatIsSigned() {
    Set<String> signed = new HashSet<>();
    for (Statement statement : statements()) {
      signed.add(new String(statement.signingBytes(CHAIN), StandardCharsets.ISO_8859_1));
      Statement again = Statement.decode(new ByteReader(bytes(statement::encode)));
      assertThat(again).isEqualTo(statement);
      assertThat(again.tag()).isEqualTo(statement.tag());
    }
    assertThat(signed).hasSize(statements().size());
    assertThat(statements().stream().limit(3).map(Statement::tag))
        .containsExactly(HashTag.NOTAR_VOTE, HashTag.SKIP_VOTE, HashTag.FINAL_VOTE);
    assertThat(statements().stream().limit(3).map(Statement::subject))
        .containsExactly(TestChain.digest(5), null, TestChain.digest(5));
    assertReason(
        RejectReason.MALFORMED,
        () -> Statement.decode(new ByteReader(new byte[] {(byte) HashTag.HEADER.value(), 0, 0})));
  }

  @Test
  void transactionsAreEqualByPayloadAndSignature() {
    SignedTransaction signed =
        SignedTransaction.sign(LedgerSamples.transaction(), LedgerSamples.SECRET);
    SignedTransaction again = SignedTransaction.decode(new ByteReader(bytes(signed::encode)));
    SignedTransaction other = SignedTransaction.sign(LedgerSamples.transaction(), secret(3));
    Digest hash = Transaction.payloadHash(new byte[] {1});
    SignedTransaction renamed =
        new SignedTransaction(signed.payload(), signed.signature(), signed.transaction(), hash);
    assertThat(again).isEqualTo(signed).hasSameHashCodeAs(signed);
    assertThat(signed).isNotEqualTo(other).isNotEqualTo(renamed).isNotEqualTo("text");
    assertThat(renamed.hashCode()).isNotEqualTo(signed.hashCode());
    assertThat(signed.leaf())
        .isEqualTo(
            Sha256.of(
                HashTag.TRANSACTION_LEAF,
                new ByteWriter().digest(signed.payloadHash()).raw(signed.signature()).toBytes()));
    assertThat(signed.leaf()).isNotEqualTo(other.leaf()).isNotEqualTo(renamed.leaf());
  }

  @Test
  void aReceiptHashesAllOfItAndItsStateSaysWhatItsStatusSays() {
    Receipt receipt = receipt(true, "00000");
    assertThat(receipt.rows()).isEqualTo(421);
    assertThat(receipt.leaf())
        .isEqualTo(Sha256.of(HashTag.RECEIPT_LEAF, bytes(receipt::encode)))
        .isNotEqualTo(receipt(false, "40001").leaf());
    for (Receipt bad :
        List.of(receipt(true, "40001"), receipt(false, "00000"), receipt(false, "1"))) {
      assertReason(
          RejectReason.MALFORMED, () -> Receipt.decode(new ByteReader(bytes(bad::encode))));
    }
  }

  private static Receipt receipt(boolean committed, String state) {
    return new Receipt(
        TestChain.digest(1),
        Ed25519.publicKey(LedgerSamples.SECRET),
        new UUID(3, 4),
        Version.of(5, 6),
        committed,
        state,
        "",
        1,
        20,
        400);
  }

  @Test
  void aValidatorSetHasUpTo128KeysInTheOrderOfItsSeats() {
    ValidatorSet most = validators(ValidatorSet.MAX);
    assertThat(ValidatorSet.decode(new ByteReader(bytes(most::encode)))).isEqualTo(most);
    assertThat(most.key(new ValidatorId(127))).isEqualTo(Ed25519.publicKey(secret(127)));
    List<PublicKey> swapped = new ArrayList<>(most.keys());
    swapped.set(0, most.keys().get(1));
    swapped.set(1, most.keys().get(0));
    assertThat(most.hash())
        .isEqualTo(Sha256.of(HashTag.VALIDATOR_SET, bytes(most::encode)))
        .isNotEqualTo(new ValidatorSet(swapped).hash());
  }

  @Test
  void genesisParametersHaveBounds() {
    Genesis least = genesis(1, 1, 1);
    assertThat(Genesis.decode(least.encode())).isEqualTo(least);
    assertThat(least.chainId()).isNotEqualTo(genesis(1, 1, 2).chainId());
    assertReason(RejectReason.MALFORMED, () -> genesis(2, 1, 1));
    assertReason(RejectReason.MALFORMED, () -> genesis(1, 0, 1));
    assertReason(RejectReason.MALFORMED, () -> genesis(1, 1, 0));
  }

  private static Genesis genesis(int version, int window, int segment) {
    return new Genesis(version, "chain", 5, validators(4), window, segment);
  }

  @Test
  void transactionsHaveLimitsOfBytesAndOfElements() {
    assertReason(
        RejectReason.LIMIT_EXCEEDED, () -> Transaction.decode(new byte[Transaction.MAX_BYTES + 1]));
    assertReason(RejectReason.MALFORMED, () -> Transaction.decode(new byte[Transaction.MAX_BYTES]));
    assertThat(Transaction.decode(reads(Transaction.MAX_READS).encode()).reads())
        .hasSize(Transaction.MAX_READS);
    byte[] more = reads(Transaction.MAX_READS + 1).encode();
    assertReason(RejectReason.LIMIT_EXCEEDED, () -> Transaction.decode(more));
  }

  private static Transaction reads(int count) {
    Transaction sample = LedgerSamples.transaction();
    return new Transaction(
        sample.chainId(),
        sample.sender(),
        sample.clientId(),
        sample.expiryHeight(),
        sample.snapshotHeight(),
        sample.catalogDigest(),
        Collections.nCopies(count, sample.reads().get(0)),
        List.of(),
        List.of(),
        "");
  }

  @Test
  void aHeaderHashesAllOfIt() {
    BlockHeader header = new TestChain(4, 3).append(TestChain.roots(5)).header();
    assertThat(header.hash()).isEqualTo(Sha256.of(HashTag.HEADER, bytes(header::encode)));
  }

  @Test
  void newSecretsAreRandomAndSign() {
    byte[] first = Ed25519.newSecret(new SecureRandom());
    byte[] second = Ed25519.newSecret(new SecureRandom());
    assertThat(first).hasSize(Ed25519.SECRET_BYTES).isNotEqualTo(second).isNotEqualTo(new byte[32]);
    byte[] message = {1};
    assertThat(Ed25519.verify(Ed25519.publicKey(first), message, Ed25519.sign(first, message)))
        .isTrue();
    assertThat(Ed25519.verify(Ed25519.publicKey(second), message, Ed25519.sign(first, message)))
        .isFalse();
  }

  @Test
  void aLogProvesOnlyLeavesThatItHas() {
    BlockLog log = new BlockLog();
    log.append(TestChain.digest(0));
    log.append(TestChain.digest(1));
    assertThat(log.prove(1, 2)).hasSize(1);
    for (long[] place : new long[][] {{2, 2}, {-1, 2}, {1, 3}, {2, 3}}) {
      assertThatThrownBy(() -> log.prove(place[0], place[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    log.truncate(2);
    assertThat(log.size()).isEqualTo(2);
    log.truncate(0);
    assertThat(log.size()).isZero();
  }
}

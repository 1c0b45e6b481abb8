package org.assaydb.proofs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.TestChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ledger format is injective both ways: what a decoder accepts, its encoder writes again. */
class LedgerFormatsTest {
  private static final byte[] SECRET = new byte[32];

  /** A format with one honest sample. */
  record Format(String name, byte[] sample, Function<byte[], byte[]> decodeAndEncode) {
    @Override
    public String toString() {
      return name;
    }
  }

  static TableDef table() {
    return new TableDef(
        new TableId(4),
        1,
        "PUBLIC",
        "PATIENTS",
        List.of(
            new Column("ID", ColumnType.of(ColumnType.Kind.UUID), false, null),
            new Column("NAME", ColumnType.of(ColumnType.Kind.VARCHAR, 40), true, "'none'"),
            new Column("COST", ColumnType.decimal(12, 2), true, null)),
        List.of(
            new IndexDef(
                new IndexId(7),
                "PK_PATIENTS",
                true,
                true,
                List.of(new IndexDef.KeyPart(0, false)),
                List.of()),
            new IndexDef(
                new IndexId(8),
                "BY_NAME",
                false,
                false,
                List.of(new IndexDef.KeyPart(1, true)),
                List.of(2))));
  }

  static Transaction transaction() {
    return new Transaction(
        TestChain.digest(1),
        Ed25519.publicKey(SECRET),
        new UUID(1, 2),
        900,
        12,
        TestChain.digest(2),
        List.of(
            new ReadRange(new IndexId(7), KeyRange.ALL),
            new ReadRange(new IndexId(8), KeyRange.point(new Key(new byte[] {1, 2})))),
        List.of(
            new CatalogChange.CreateTable(table()),
            new CatalogChange.DropTable(new TableId(3)),
            new CatalogChange.CreateIndex(new TableId(4), table().indexes().get(1)),
            new CatalogChange.DropIndex(new TableId(4), new IndexId(8))),
        List.of(
            new TableWrites(
                new TableId(4),
                1,
                List.of(
                    new RowWrite.Insert(new byte[] {0, 1, 2}),
                    new RowWrite.Update(new Key(new byte[] {3}), new byte[] {4}),
                    new RowWrite.Delete(new Key(new byte[] {5, 6}))))),
        "UPDATE patients SET cost = 1");
  }

  private static byte[] bytes(Consumer<ByteWriter> encode) {
    ByteWriter out = new ByteWriter();
    encode.accept(out);
    return out.toBytes();
  }

  private static <T> byte[] again(
      byte[] bytes, Function<ByteReader, T> decode, Function<T, byte[]> encode) {
    ByteReader in = new ByteReader(bytes);
    T value = decode.apply(in);
    in.end();
    return encode.apply(value);
  }

  static Stream<Format> formats() {
    TestChain chain = new TestChain(4, 3);
    TrustedHead head = chain.append(TestChain.roots(5));
    Receipt receipt =
        new Receipt(
            TestChain.digest(1),
            Ed25519.publicKey(SECRET),
            new UUID(3, 4),
            Version.of(5, 6),
            true,
            "00000",
            "",
            1,
            2,
            3);
    SignedTransaction signed = SignedTransaction.sign(transaction(), SECRET);
    return Stream.of(
        new Format("genesis", chain.genesis().encode(), b -> Genesis.decode(b).encode()),
        new Format(
            "head", bytes(head::encode), b -> again(b, TrustedHead::decode, h -> bytes(h::encode))),
        new Format("transaction", transaction().encode(), b -> Transaction.decode(b).encode()),
        new Format(
            "signed transaction",
            bytes(signed::encode),
            b -> again(b, SignedTransaction::decode, t -> bytes(t::encode))),
        new Format(
            "receipt",
            bytes(receipt::encode),
            b -> again(b, Receipt::decode, r -> bytes(r::encode))),
        new Format(
            "catalog",
            new Catalog(5, 9, List.of(table())).encode(),
            b -> Catalog.decode(b).encode()));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void roundTrips(Format format) {
    assertThat(format.decodeAndEncode().apply(format.sample())).isEqualTo(format.sample());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rejectsTruncationAndTrailingBytes(Format format) {
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
  @MethodSource("formats")
  void acceptsOnlyWhatItsEncoderWrites(Format format) { // E2, D4
    Random random = new Random(17);
    int accepted = 0;
    for (int round = 0; round < 60_000; round++) {
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
    SignedTransaction signed = SignedTransaction.sign(transaction(), SECRET);
    signed.verifySignature();
    for (int bit = 0; bit < signed.payload().length * 8; bit++) {
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
  void rejectsDegenerateSignaturesAndKeys() { // V8
    byte[] message = "m".getBytes();
    PublicKey key = Ed25519.publicKey(SECRET);
    byte[] honest = Ed25519.sign(SECRET, message);
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
}

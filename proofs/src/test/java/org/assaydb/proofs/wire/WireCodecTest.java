package org.assaydb.proofs.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.TestChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireCodecTest {
  private static final TestChain CHAIN = new TestChain(4, 1);

  static Stream<Message> messages() {
    TrustedHead first = CHAIN.append(TestChain.roots(1));
    TrustedHead head = CHAIN.append(TestChain.roots(2));
    Response.Head wireHead =
        new Response.Head(head.header(), head.certificate(), CHAIN.path(1, head));
    Response.Header header = new Response.Header(first.header(), CHAIN.path(1, head));
    byte[] secret = new byte[32];
    Transaction transaction =
        new Transaction(
            CHAIN.genesis().chainId(),
            Ed25519.publicKey(secret),
            new UUID(1, 2),
            9,
            3,
            TestChain.digest(1),
            List.of(),
            List.of(),
            List.of(),
            "INSERT");
    SignedTransaction signed = SignedTransaction.sign(transaction, secret);
    Receipt receipt =
        new Receipt(
            signed.payloadHash(),
            transaction.sender(),
            transaction.clientId(),
            Version.of(2, 0),
            true,
            "00000",
            "",
            1,
            2,
            3);
    Key key = new Key(new byte[] {1, 2});
    IndexId index = new IndexId(7);
    return Stream.of(
        new Request.Hello(1, CHAIN.genesis().chainId()),
        new Request.GetHead(300, 301),
        new Request.GetHeader(1, 2),
        new Request.FindHeight(1, 2),
        new Request.GetCatalog(TestChain.digest(4)),
        new Request.Read(
            2,
            70_000,
            List.of(
                new ReadSpec.Lookup(index, List.of(0, 2), 2, List.of(key)),
                new ReadSpec.Scan(index, List.of(1), 2, List.of(KeyRange.ALL), true, 5))),
        new Request.ReadAtHead(
            new Request.GetHead(300, 301),
            new Request.Read(
                2, 70_000, List.of(new ReadSpec.Lookup(index, List.of(0), 2, List.of(key))))),
        new Request.Submit(1, signed),
        new Request.Status(),
        new Request.GetEvidence(),
        new Response.HelloReply(1, CHAIN.genesis().chainId(), 3),
        wireHead,
        header,
        new Response.Neighbours(header, null),
        new Response.CatalogBytes(new byte[] {1}),
        new Response.Vo(7, null, new byte[] {1, 2, 3}),
        new Response.Vo(1, key, new byte[] {1, 2, 3}),
        new Response.HeadAndRead(wireHead, new Response.Vo(1, null, new byte[] {1, 2, 3})),
        new Response.HeadAndRead(wireHead, new Response.Failure(FailureCode.LIMIT, "54000", "no")),
        new Response.Committed(receipt, 0, 1, List.of(), wireHead, header),
        new Response.StatusReply("{}"),
        new Response.Evidence(List.of()),
        new Response.Evidence(
            List.of(
                new Contradiction(
                    new Vote(new ValidatorId(2), new Statement.Skip(0, 300), new byte[64]),
                    new Vote(
                        new ValidatorId(2),
                        new Statement.Final(
                            0,
                            300,
                            TestChain.digest(5),
                            new Roots(TestChain.digest(6), Digest.ZERO, Digest.ZERO)),
                        new byte[64])))),
        new Response.Failure(FailureCode.BEHIND, "57P03", "behind"));
  }

  private static Message decode(Frame frame) {
    return frame.type() < 64 ? Request.decode(frame) : Response.decode(frame);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageSurvivesAFrame(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Frame.of(77, message).write(out);
    Frame frame = Frame.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(frame.id()).isEqualTo(77);
    assertThat(frame.type()).isEqualTo(message.type());
    assertThat(Frame.of(77, decode(frame)).toBytes()).isEqualTo(out.toByteArray());
  }

  /** Attack D4: whatever arrives, a typed rejection or a message with exactly these bytes. */
  @ParameterizedTest
  @MethodSource("messages")
  void damagedBodiesAreRejectedOrCanonical(Message message) {
    Random random = new Random(message.type());
    byte[] body = Frame.of(0, message).body();
    int rejected = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged = damage(body, random);
      Frame frame = new Frame(message.type(), 0, damaged);
      try {
        assertThat(Frame.of(0, decode(frame)).body()).isEqualTo(damaged);
      } catch (VerificationException expected) {
        rejected++;
      }
    }
    boolean opaque =
        message instanceof Response.Vo
            || message instanceof Response.HeadAndRead
            || message instanceof Response.CatalogBytes
            || message instanceof Request.GetHead;
    assertThat(opaque || rejected > 0).isTrue();
  }

  private static byte[] damage(byte[] body, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] flipped = body.clone();
        if (flipped.length > 0) {
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
      }
      case 1 -> {
        return java.util.Arrays.copyOf(body, random.nextInt(body.length + 1));
      }
      case 2 -> {
        return java.util.Arrays.copyOf(body, body.length + 1 + random.nextInt(9));
      }
      default -> {
        byte[] garbage = new byte[random.nextInt(200)];
        random.nextBytes(garbage);
        return garbage;
      }
    }
  }

  @Test
  void oversizedLengthIsRejectedBeforeTheBodyArrives() {
    byte[] bytes = {4, 0, 0, 1, 1, 0, 0, 0, 0};
    assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(bytes)))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.LIMIT_EXCEEDED));
    byte[] negative = {-1, -1, -1, -1, 1, 0, 0, 0, 0};
    assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(negative)))
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void lengthWithoutBytesEndsTheStreamAndAllocatesNothing() {
    byte[] bytes = {3, -1, -1, -1, 1, 0, 0, 0, 0};
    assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void frameShorterThanItsHeaderIsMalformed() {
    byte[] bytes = {0, 0, 0, 4, 1, 0, 0, 0, 0};
    assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(bytes)))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED));
  }

  @Test
  void requestForNoReadIsMalformed() {
    Frame none = Frame.of(1, new Request.Read(7, Request.Read.MAX_BUDGET, List.of()));
    assertThatThrownBy(() -> Request.decode(none))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED));
  }
}

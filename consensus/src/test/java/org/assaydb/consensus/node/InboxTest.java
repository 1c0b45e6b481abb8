package org.assaydb.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.core.Effect;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.assaydb.proofs.ledger.Vote;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one peer sends or asks for is in nobody's way but its own. */
final class InboxTest {
  private static final ValidatorId A = new ValidatorId(0);
  private static final ValidatorId B = new ValidatorId(1);
  private static final SignatureScheme SIGNATURES = new FastSignatures();

  private static ValidatorId validator(int seat) {
    return new ValidatorId(seat);
  }

  private static Message asks(long slot) {
    return new Message.RequestCertificates(slot);
  }

  private static Message.Proposal block(int bodyBytes) {
    Roots roots = new Roots(Digest.ZERO, Digest.ZERO, Digest.ZERO);
    BlockHeader header =
        new BlockHeader(
            1,
            Digest.ZERO,
            1,
            0,
            1,
            Digest.ZERO,
            0,
            A,
            Digest.ZERO,
            Digest.ZERO,
            roots,
            Digest.ZERO,
            Digest.ZERO,
            Digest.ZERO,
            Digest.ZERO);
    return new Message.Proposal(header, new byte[bodyBytes], List.of(), new byte[64]);
  }

  private static List<Inbox.Mail> drain(Inbox inbox) throws InterruptedException {
    List<Inbox.Mail> all = new ArrayList<>();
    for (Inbox.@Nullable Mail mail = inbox.poll(0); mail != null; mail = inbox.poll(0)) {
      all.add(mail);
    }
    return all;
  }

  @Test
  void sendersTakeTurnsAndKeepTheirOrder() throws InterruptedException {
    Inbox inbox = new Inbox(4, 1_024, 4 << 20);
    for (int i = 0; i < 500; i++) {
      inbox.offer(A, asks(i));
    }
    inbox.offer(B, asks(1_000));
    inbox.offer(B, asks(1_001));
    List<Inbox.Mail> all = drain(inbox);
    assertThat(all).hasSize(502);
    assertThat(all.subList(0, 4).stream().map(Inbox.Mail::from)).containsExactly(A, B, A, B);
    assertThat(all.stream().filter(m -> m.from().equals(A)).map(Inbox.Mail::message))
        .isEqualTo(java.util.stream.LongStream.range(0, 500).mapToObj(InboxTest::asks).toList());
  }

  @Test
  void aSenderHasRoomForSoManyMessagesAndBytes() throws InterruptedException {
    Inbox inbox = new Inbox(4, 100, 20 << 20);
    int taken = 0;
    for (int i = 0; i < 10_000; i++) {
      taken += inbox.offer(A, asks(i)) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(100);
    assertThat(inbox.offer(B, asks(1))).as("another's room is its own").isTrue();
    assertThat(inbox.offer(validator(4), asks(1))).as("no validator").isFalse();
    inbox.drop(A);
    assertThat(drain(inbox)).extracting(Inbox.Mail::from).containsExactly(B);
    int blocks = 0;
    for (int i = 0; i < 100; i++) {
      blocks += inbox.offer(A, block(Message.MAX_BODY_BYTES)) ? 1 : 0;
    }
    assertThat(blocks).isEqualTo(2);
    assertThat(drain(inbox)).hasSize(2);
    assertThat(inbox.offer(A, block(30 << 20))).as("one fits, however long").isTrue();
    assertThat(inbox.offer(A, asks(1))).isFalse();
  }

  @Test
  void whoIsCaughtIsNotHeardForTwiceAsLongEachTime() {
    Suspects suspects = new Suspects(4);
    assertThat(suspects.isHeard(A, -5)).isTrue();
    assertThat(suspects.caught(A, -5)).isEqualTo(1_000);
    assertThat(suspects.isHeard(A, 994)).isFalse();
    assertThat(suspects.isHeard(A, 995)).isTrue();
    assertThat(suspects.isHeard(B, 0)).isTrue();
    assertThat(suspects.caught(A, 1_000)).isEqualTo(2_000);
    for (int i = 0; i < 20; i++) {
      suspects.caught(A, 1_000);
    }
    assertThat(suspects.caught(A, 1_000)).isEqualTo(60_000);
    assertThat(suspects.isHeard(validator(9), 0)).isFalse();
  }

  private static Genesis genesis(List<byte[]> secrets) {
    List<PublicKey> keys = new ArrayList<>();
    for (int seat = 0; seat < 4; seat++) {
      byte[] secret = new byte[32];
      secret[0] = (byte) (seat + 1);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    return new Genesis(1, "inbox", 0, new ValidatorSet(keys), 10, 10);
  }

  @Test
  void theGateLetsThroughWhatAnHonestValidatorMaySend() {
    List<byte[]> secrets = new ArrayList<>();
    Genesis genesis = genesis(secrets);
    AtomicLong checks = new AtomicLong();
    SignatureScheme counting = counting(checks);
    SignatureGate gate =
        new SignatureGate(genesis, new RememberedSignatures(counting, genesis.validators().key(B)));
    Statement skip = new Statement.Skip(0, 7);
    byte[] message = skip.signingBytes(genesis.chainId());
    Map<ValidatorId, byte[]> signed = new TreeMap<>();
    for (int seat = 0; seat < 3; seat++) {
      byte[] signature = SIGNATURES.sign(secrets.get(seat), message);
      signed.put(validator(seat), signature);
      Vote vote = new Vote(validator(seat), skip, signature);
      assertThat(gate.isGenuine(validator(seat), new Message.VoteCast(vote), 0)).isTrue();
      assertThat(gate.isGenuine(validator(3), new Message.VoteCast(vote), 0))
          .as("another's vote")
          .isFalse();
    }
    long before = checks.get();
    Message certified = new Message.Certified(new Certificate(skip, signed));
    assertThat(gate.isGenuine(A, certified, 0)).isTrue();
    assertThat(checks.get()).as("votes that were seen are not checked again").isEqualTo(before);
    Vote forged = new Vote(A, new Statement.Skip(0, 8), signed.get(A));
    assertThat(gate.isGenuine(A, new Message.VoteCast(forged), 0)).isFalse();
    assertThat(gate.isGenuine(A, new Message.VoteCast(forged), 8)).as("of no interest").isTrue();
    signed.put(B, signed.get(A));
    Certificate junk = new Certificate(skip, signed);
    assertThat(gate.isGenuine(A, new Message.Certified(junk), 0)).isFalse();
    assertThat(gate.isGenuine(A, new Message.Certificates(List.of(junk)), 0)).isFalse();
    assertThat(gate.isGenuine(A, block(10), 0)).isFalse();
    Message.Proposal unsigned = block(10);
    byte[] byLeader =
        SIGNATURES.sign(
            secrets.get(0),
            Message.Proposal.signingBytes(genesis.chainId(), unsigned.header().hash()));
    Message withJunk =
        new Message.Proposal(unsigned.header(), unsigned.body(), List.of(junk), byLeader);
    assertThat(gate.isGenuine(B, withJunk, 0))
        .as("who relays a proposal need not have looked at all that comes with it")
        .isTrue();
    assertThat(gate.isGenuine(A, new Message.RequestFinal(3), 0)).isTrue();
  }

  private static SignatureScheme counting(AtomicLong checks) {
    return new SignatureScheme() {
      @Override
      public byte[] sign(byte[] secret, byte[] message) {
        return SIGNATURES.sign(secret, message);
      }

      @Override
      public boolean verify(PublicKey key, byte[] message, byte[] signature) {
        checks.incrementAndGet();
        return SIGNATURES.verify(key, message, signature);
      }
    };
  }

  @Test
  void aRememberedSignatureIsGoodForItsKeyAndMessageAlone() {
    List<byte[]> secrets = new ArrayList<>();
    Genesis genesis = genesis(secrets);
    PublicKey key = genesis.validators().key(A);
    AtomicLong checks = new AtomicLong();
    RememberedSignatures signatures = new RememberedSignatures(counting(checks), key);
    byte[] message = {1, 2, 3};
    byte[] signature = signatures.sign(secrets.get(0), message);
    assertThat(signatures.verify(key, message, signature)).isTrue();
    assertThat(checks).as("what was signed here is not checked").hasValue(0);
    message[0]++;
    assertThat(signatures.verify(key, message, signature)).isFalse();
    message[0]--;
    assertThat(signatures.verify(genesis.validators().key(B), message, signature)).isFalse();
    signature[5]++;
    assertThat(signatures.verify(key, message, signature)).isFalse();
    assertThat(checks).hasValue(3);
  }

  @Test
  void aPeerThatAsksWithoutEndIsAnsweredOnceInAWhile() throws Exception {
    List<Effect.Answer> sent = new ArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    try (ReplyThread replies =
        new ReplyThread(
            "replies",
            InboxTest::nowMs,
            answer -> {
              synchronized (sent) {
                sent.add(answer);
              }
              first.countDown();
              await(go);
              if (answer.to().equals(B)) {
                other.countDown();
              }
              return 512L << 20;
            })) {
      replies.ask(new Effect.AnswerFinal(A, 1));
      assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 2; i <= 2_000; i++) {
        replies.ask(new Effect.AnswerFinal(A, i));
      }
      replies.ask(new Effect.AnswerFinal(B, 5));
      go.countDown();
      assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 2_000; i++) {
        replies.ask(new Effect.AnswerFinal(A, i));
      }
    }
    assertThat(sent.stream().filter(a -> a.to().equals(A)).count())
        .as("half a gigabyte takes 8 seconds")
        .isLessThanOrEqualTo(2);
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatCannotBeReadIsNotSentAndTheNextIs() throws Exception {
    CompletableFuture<Effect.Answer> second = new CompletableFuture<>();
    try (ReplyThread replies =
        new ReplyThread(
            "replies",
            InboxTest::nowMs,
            answer -> {
              if (answer.to().equals(A)) {
                throw new java.io.UncheckedIOException(new java.io.IOException("for a test"));
              }
              second.complete(answer);
              return 0;
            })) {
      replies.ask(new Effect.AnswerFinal(A, 1));
      replies.ask(new Effect.AnswerProposal(B, Digest.ZERO));
      assertThat(second.get(20, TimeUnit.SECONDS).to()).isEqualTo(B);
    }
  }
}

package org.assaydb.proofs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.testing.TestChain;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LightClientTest {

  private TestChain chain = new TestChain(4, 1);
  private MemoryTrustStore store = new MemoryTrustStore();
  private LightClient client = new LightClient(chain.genesis(), store);

  @BeforeEach
  void tenBlocks() {
    chain = new TestChain(4, 1);
    for (int i = 1; i <= 10; i++) {
      chain.append(TestChain.roots(i * 10));
    }
    store = new MemoryTrustStore();
    client = new LightClient(chain.genesis(), store);
  }

  private TrustedHead accept(LightClient target, long height) {
    return accept(target, chain, height);
  }

  static TrustedHead accept(LightClient target, TestChain chain, long height) {
    TrustedHead head = chain.head(height);
    return target.accept(head.header(), head.certificate(), chain.path(target.height(), head));
  }

  static void rejected(RejectReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void acceptsDescendantsAndGivesCertifiedRoots() {
    accept(client, 3);
    accept(client, 4);
    TrustedHead head = accept(client, 10);
    assertThat(head.roots()).isEqualTo(TestChain.roots(100));
    assertThat(client.height()).isEqualTo(10);
    assertThat(accept(client, 10)).isEqualTo(head);
  }

  @Test
  void neverGoesBackInOneSessionOrAfterRestart() { // F2
    accept(client, 5);
    TrustedHead lower = chain.head(4);
    rejected(
        RejectReason.ROLLBACK_DETECTED,
        () -> client.accept(lower.header(), lower.certificate(), List.of()));
    LightClient restarted = new LightClient(chain.genesis(), store);
    assertThat(restarted.height()).isEqualTo(5);
    rejected(
        RejectReason.ROLLBACK_DETECTED,
        () -> restarted.accept(lower.header(), lower.certificate(), List.of()));
  }

  @Test
  void rejectsHeadThatDoesNotDescendFromTheTrustedOne() { // F4
    accept(client, 5);
    TestChain other = new TestChain(4, 1);
    for (int i = 1; i <= 8; i++) {
      other.append(TestChain.roots(i * 10 + (i >= 5 ? 1 : 0)));
    }
    TrustedHead fork = other.head(8);
    rejected(
        RejectReason.ROLLBACK_DETECTED,
        () -> client.accept(fork.header(), fork.certificate(), other.path(5, fork)));
  }

  @Test
  void rejectsTwoCertifiedHeadersAtOneHeight() { // F5
    TestChain other = new TestChain(4, 1);
    for (int i = 1; i <= 4; i++) {
      other.append(TestChain.roots(i * 10));
    }
    accept(client, 5);
    TrustedHead twin = other.append(TestChain.roots(51));
    rejected(
        RejectReason.FORK_DETECTED,
        () -> client.accept(twin.header(), twin.certificate(), List.of()));
    TrustedHead head = chain.head(5);
    Certificate otherRoots =
        chain.certify(head.header(), TestChain.roots(999), chain.quorumSeats());
    rejected(RejectReason.FORK_DETECTED, () -> client.accept(head.header(), otherRoots, List.of()));
  }

  @Test
  void rejectsAnotherChainWhateverItCallsItself() { // F3
    TestChain stranger = new TestChain(4, 2);
    TrustedHead head = stranger.append(TestChain.roots(1));
    rejected(
        RejectReason.WRONG_CHAIN,
        () -> client.accept(head.header(), head.certificate(), stranger.path(0, head)));
  }

  @Test
  void freshnessUsesTheClientsClockAndItsOwnFloor() { // F1, F6, F8
    TrustedHead head = accept(client, 10);
    long time = head.header().timeMs();
    LightClient.checkFresh(head, time + 5_000, 5_000, 10);
    rejected(RejectReason.STALE_HEAD, () -> LightClient.checkFresh(head, time + 5_001, 5_000, 0));
    rejected(
        RejectReason.STALE_HEAD,
        () -> LightClient.checkFresh(head, time + 365L * 86_400_000, 3_600_000, 0));
    rejected(RejectReason.STALE_HEAD, () -> LightClient.checkFresh(head, time, 5_000, 11));
    rejected(
        RejectReason.STALE_HEAD,
        () -> LightClient.checkFresh(head, time - LightClient.MAX_CLOCK_AHEAD_MS - 1, 5_000, 0));
  }

  @Test
  void rejectsTooFewSignatures() { // V1
    TrustedHead head = chain.head(1);
    Certificate two = chain.certify(head.header(), head.roots(), 0, 3);
    rejected(
        RejectReason.CERTIFICATE_INSUFFICIENT,
        () -> client.accept(head.header(), two, chain.path(0, head)));
  }

  @Test
  void rejectsSignaturesOverSomethingElse() { // V2
    TrustedHead head = chain.head(1);
    BlockHeader h = head.header();
    List<Digest> path = chain.path(0, head);
    int[] quorum = chain.quorumSeats();
    List<Statement> others =
        List.of(
            new Statement.Final(0, h.slot() + 1, h.hash(), head.roots()),
            new Statement.Final(1, h.slot(), h.hash(), head.roots()),
            new Statement.Final(0, h.slot(), TestChain.digest(5), head.roots()),
            new Statement.Notar(0, h.slot(), h.hash()),
            new Statement.Skip(0, h.slot()));
    for (Statement s : others) {
      Certificate c = chain.certify(s, chain.genesis().chainId(), quorum);
      rejected(RejectReason.CERTIFICATE_INVALID, () -> client.accept(h, c, path));
    }
    Certificate otherChain =
        chain.certify(
            new Statement.Final(0, h.slot(), h.hash(), head.roots()), TestChain.digest(9), quorum);
    rejected(RejectReason.CERTIFICATE_INVALID, () -> client.accept(h, otherChain, path));
  }

  @Test
  void rejectsKeysThatAreNotInTheProvenSet() { // V3
    TrustedHead head = chain.head(1);
    Map<ValidatorId, byte[]> signatures = new TreeMap<>(head.certificate().signatures());
    byte[] message = head.certificate().statement().signingBytes(chain.genesis().chainId());
    signatures.put(new ValidatorId(1), Ed25519.sign(TestChain.strangerSecret(), message));
    Certificate forged = new Certificate(head.certificate().statement(), signatures);
    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () -> client.accept(head.header(), forged, chain.path(0, head)));
    signatures.put(new ValidatorId(1), signatures.get(new ValidatorId(0)));
    Certificate doubled = new Certificate(head.certificate().statement(), signatures);
    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () -> client.accept(head.header(), doubled, chain.path(0, head)));
    Map<ValidatorId, byte[]> outside = new TreeMap<>(head.certificate().signatures());
    outside.put(new ValidatorId(9), Ed25519.sign(TestChain.strangerSecret(), message));
    Certificate noSeat = new Certificate(head.certificate().statement(), outside);
    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () -> client.accept(head.header(), noSeat, chain.path(0, head)));
  }

  @Test
  void rejectsAnotherEpochOrValidatorSet() { // V5
    BlockHeader h = chain.head(1).header();
    TestChain fresh = new TestChain(4, 1);
    BlockHeader epoch = copy(h, 1, h.validatorSetHash(), h.timeMs());
    TrustedHead a = fresh.fork().append(epoch, TestChain.roots(10));
    rejected(
        RejectReason.VALIDATOR_SET_UNPROVEN,
        () -> client.accept(a.header(), a.certificate(), fresh.path(0, a)));
    BlockHeader set = copy(h, 0, TestChain.digest(77), h.timeMs());
    TrustedHead b = fresh.fork().append(set, TestChain.roots(10));
    rejected(
        RejectReason.VALIDATOR_SET_UNPROVEN,
        () -> client.accept(b.header(), b.certificate(), fresh.path(0, b)));
  }

  @Test
  void rejectsTimeBeforeAnAncestors() { // V7
    accept(client, 5);
    TestChain back = new TestChain(4, 1);
    for (int i = 1; i <= 5; i++) {
      back.append(TestChain.roots(i * 10));
    }
    TrustedHead early = back.append(back.header(60, -3_000), TestChain.roots(60));
    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () -> client.accept(early.header(), early.certificate(), back.path(5, early)));
  }

  @Test
  void rejectsEveryFlippedBitOfHeaderAndCertificate() {
    TrustedHead head = chain.head(1);
    ByteWriter out = new ByteWriter();
    head.encode(out);
    byte[] honest = out.toBytes();
    List<Digest> path = chain.path(0, head);
    for (int bit = 0; bit < honest.length * 8; bit++) {
      byte[] mutant = honest.clone();
      mutant[bit >> 3] ^= (byte) (1 << (bit & 7));
      LightClient fresh = new LightClient(chain.genesis(), new MemoryTrustStore());
      int flipped = bit;
      assertThatThrownBy(
              () -> {
                ByteReader in = new ByteReader(mutant);
                TrustedHead decoded = TrustedHead.decode(in);
                in.end();
                fresh.accept(decoded.header(), decoded.certificate(), path);
              })
          .as("bit %d", flipped)
          .isInstanceOf(VerificationException.class);
    }
  }

  @Test
  void ancestorsAreProvedByThePath() {
    TrustedHead head = accept(client, 10);
    client.checkAncestorOf(head, chain.head(4).header(), chain.path(4, head));
    rejected(
        RejectReason.ROLLBACK_DETECTED,
        () -> client.checkAncestorOf(head, chain.head(4).header(), chain.path(5, head)));
    rejected(
        RejectReason.MALFORMED,
        () -> client.checkAncestorOf(head, chain.head(4).header(), List.of()));
    TrustedHead twin = new TestChain(4, 1).append(TestChain.roots(11));
    rejected(
        RejectReason.ROLLBACK_DETECTED,
        () -> client.checkAncestorOf(head, twin.header(), chain.path(1, head)));
  }

  @Test
  void fileStoreKeepsTheHighestHeadAndRejectsDamage(@TempDir Path directory) throws Exception {
    LightClient first = new LightClient(chain.genesis(), new FileTrustStore(directory));
    accept(first, 6);
    LightClient second = new LightClient(chain.genesis(), new FileTrustStore(directory));
    assertThat(second.height()).isEqualTo(6);
    accept(second, 9);
    TrustedHead stale = chain.head(7);
    first.accept(stale.header(), stale.certificate(), chain.path(6, stale));
    assertThat(new LightClient(chain.genesis(), new FileTrustStore(directory)).height())
        .isEqualTo(9);
    Path file = directory.resolve(chain.genesis().chainId().toHex() + ".head");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> new LightClient(chain.genesis(), new FileTrustStore(directory)))
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void clientsOfOneProcessShareATrustDirectory(@TempDir Path directory) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(
          threads.submit(
              () -> {
                LightClient mine = new LightClient(chain.genesis(), new FileTrustStore(directory));
                for (long height = mine.height() + 1; height <= 10; height++) {
                  accept(mine, height);
                }
              }));
    }
    for (Future<?> done : clients) {
      done.get();
    }
    threads.shutdown();
    assertThat(new LightClient(chain.genesis(), new FileTrustStore(directory)).height())
        .isEqualTo(10);
  }

  private static BlockHeader copy(BlockHeader h, long epoch, Digest set, long timeMs) {
    return new BlockHeader(
        h.protocolVersion(),
        h.chainId(),
        h.height(),
        epoch,
        h.slot(),
        h.parentHash(),
        timeMs,
        h.proposer(),
        h.justification(),
        h.transactionsRoot(),
        h.previous(),
        h.archiveRoot(),
        set,
        h.nextValidatorSetHash(),
        h.blockLogRoot());
  }

  @Test
  void oneStoreWritesAHeightOnceAndAHigherOneAfterIt(@TempDir Path directory) throws Exception {
    FileTrustStore shared = new FileTrustStore(directory);
    LightClient first = new LightClient(chain.genesis(), shared);
    LightClient second = new LightClient(chain.genesis(), shared);
    accept(first, 3);
    Path file = directory.resolve(chain.genesis().chainId().toHex() + ".head");
    Object written = Files.readAttributes(file, "unix:ino").get("ino");
    accept(second, 3);

    assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(written);
    Files.delete(file);
    accept(new LightClient(chain.genesis(), shared), 3);
    assertThat(file).exists();
    accept(second, 4);
    assertThat(new LightClient(chain.genesis(), new FileTrustStore(directory)).height())
        .isEqualTo(4);
  }
}

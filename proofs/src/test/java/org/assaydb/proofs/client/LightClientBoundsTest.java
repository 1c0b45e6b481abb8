package org.assaydb.proofs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.testing.TestChain;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A light client at the edges of what it accepts. */
class LightClientBoundsTest {
  private TestChain chain = new TestChain(4, 1);
  private MemoryTrustStore store = new MemoryTrustStore();
  private LightClient client = new LightClient(chain.genesis(), store);

  @BeforeEach
  void fiveBlocks() {
    chain = new TestChain(4, 1);
    for (int i = 1; i <= 5; i++) {
      chain.append(TestChain.roots(i));
    }
    store = new MemoryTrustStore();
    client = new LightClient(chain.genesis(), store);
  }

  private TrustedHead accept(long height) {
    TrustedHead head = chain.head(height);
    return client.accept(head.header(), head.certificate(), chain.path(client.height(), head));
  }

  private static void rejected(RejectReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void knowsItsChainAndHead() {
    assertThat(client.genesis()).isEqualTo(chain.genesis());
    assertThat(client.chainId()).isEqualTo(chain.genesis().chainId());
    assertThat(client.head()).isEmpty();
    TrustedHead head = accept(2);
    assertThat(client.head()).contains(head);
    assertThat(head.signers()).hasSize(chain.quorumSeats().length);
  }

  @Test
  void aStoredHeadHasNoTrailingBytes() {
    accept(2);
    byte[] stored = store.load(chain.genesis().chainId()).orElseThrow();
    store.save(chain.genesis().chainId(), Arrays.copyOf(stored, stored.length + 1));
    rejected(RejectReason.NONCANONICAL, () -> new LightClient(chain.genesis(), store));
  }

  @Test
  void aStoredHeadIsCheckedLikeAnyOther() {
    TrustedHead head = chain.head(2);
    Certificate few = chain.certify(head.header(), head.roots(), 0);
    ByteWriter out = new ByteWriter();
    new TrustedHead(head.header(), few).encode(out);
    store.save(chain.genesis().chainId(), out.toBytes());
    rejected(RejectReason.CERTIFICATE_INSUFFICIENT, () -> new LightClient(chain.genesis(), store));
  }

  @Test
  void ancestorsAreOfTheSameChainAndNotAbove() {
    TrustedHead head = accept(4);
    client.checkAncestorOf(head, head.header(), List.of());
    TrustedHead above = chain.head(5);
    rejected(
        RejectReason.ROLLBACK_DETECTED,
        () -> client.checkAncestorOf(head, above.header(), chain.path(4, above)));
    TestChain twin = new TestChain(4, 1);
    for (int i = 1; i <= 4; i++) {
      twin.append(TestChain.roots(i == 3 ? 33 : i));
    }
    rejected(
        RejectReason.FORK_DETECTED,
        () -> client.checkAncestorOf(head, twin.head(4).header(), List.of()));
    TrustedHead stranger = new TestChain(4, 2).append(TestChain.roots(1));
    rejected(
        RejectReason.WRONG_CHAIN,
        () -> client.checkAncestorOf(head, stranger.header(), chain.path(1, head)));
  }

  @Test
  void timesMayStandStillButNotPrecedeTheGenesis() {
    TestChain still = new TestChain(4, 1);
    LightClient fresh = new LightClient(still.genesis(), new MemoryTrustStore());
    TrustedHead first = still.fork().append(still.header(1, 0), TestChain.roots(1));
    assertThat(first.header().timeMs()).isEqualTo(TestChain.GENESIS_TIME_MS);
    fresh.accept(first.header(), first.certificate(), still.path(0, first));
    TestChain early = new TestChain(4, 1);
    TrustedHead before = early.fork().append(early.header(1, -1), TestChain.roots(1));
    LightClient other = new LightClient(early.genesis(), new MemoryTrustStore());
    rejected(
        RejectReason.CERTIFICATE_INVALID,
        () -> other.accept(before.header(), before.certificate(), early.path(0, before)));
  }

  @Test
  void otherRootsUnderABadCertificateAreNoFork() {
    TrustedHead head = accept(3);
    Certificate few = chain.certify(head.header(), TestChain.roots(999), 0, 1);
    rejected(
        RejectReason.CERTIFICATE_INSUFFICIENT, () -> client.accept(head.header(), few, List.of()));
  }

  @Test
  void freshnessAtItsLimits() {
    TrustedHead head = accept(3);
    long time = head.header().timeMs();
    LightClient.checkFresh(head, time - LightClient.MAX_CLOCK_AHEAD_MS, 0, 3);
    LightClient.checkFresh(head, time, 0, 3);
    rejected(RejectReason.STALE_HEAD, () -> LightClient.checkFresh(head, time + 1, 0, 3));
    rejected(RejectReason.STALE_HEAD, () -> LightClient.checkFresh(head, time, 0, 4));
  }

  @Test
  void aTrustFileHasALimit(@TempDir Path directory) throws Exception {
    FileTrustStore files = new FileTrustStore(directory);
    Path file = directory.resolve(chain.genesis().chainId().toHex() + ".head");
    Files.write(file, new byte[1 << 20]);
    assertThat(files.load(chain.genesis().chainId()))
        .hasValueSatisfying(b -> assertThat(b).hasSize(1 << 20));
    Files.write(file, new byte[(1 << 20) + 1]);
    rejected(RejectReason.LIMIT_EXCEEDED, () -> files.load(chain.genesis().chainId()));
  }
}

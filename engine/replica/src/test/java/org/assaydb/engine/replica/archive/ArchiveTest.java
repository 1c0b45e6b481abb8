package org.assaydb.engine.replica.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final int WINDOW = 6;
  private static final int SEGMENT = 4;

  @TempDir Path directory;
  private final List<byte[]> secrets = new ArrayList<>();
  private final List<Bodies> bodies = new ArrayList<>();
  private final List<Archive> archives = new ArrayList<>();
  private final Set<Integer> down = new HashSet<>();
  private final TreeMap<Long, byte[]> chain = new TreeMap<>();
  private Genesis genesis;

  private static final class Bodies implements BodySource {
    final TreeMap<Long, byte[]> whole = new TreeMap<>();

    @Override
    public Optional<byte[]> body(long height) {
      return Optional.ofNullable(whole.get(height));
    }

    @Override
    public void unlinkBodies(long from, long to) {
      whole.subMap(from, to).clear();
    }
  }

  private final class Peers implements ArchivePeers {
    private final int self;

    Peers(int self) {
      this.self = self;
    }

    @Override
    public void announce(Custody custody) {
      for (int i = 0; i < archives.size(); i++) {
        if (i != self && !down.contains(self) && !down.contains(i)) {
          archives.get(i).custody(custody);
        }
      }
    }

    @Override
    public void ask(long segment, Set<ValidatorId> seats) {
      for (ValidatorId seat : seats) {
        if (!down.contains(self) && !down.contains(seat.seat())) {
          archives.get(seat.seat()).ownCustody(segment).ifPresent(archives.get(self)::custody);
        }
      }
    }

    @Override
    public Optional<Shard> request(ValidatorId seat, long segment) {
      return down.contains(seat.seat())
          ? Optional.empty()
          : archives.get(seat.seat()).shard(segment);
    }
  }

  @BeforeEach
  void fourReplicas() {
    Random random = new Random(5);
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] secret = new byte[Ed25519.SECRET_BYTES];
      random.nextBytes(secret);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
      bodies.add(new Bodies());
    }
    genesis = new Genesis(1, "archive", 0, new ValidatorSet(keys), WINDOW, SEGMENT);
    for (int i = 0; i < 4; i++) {
      archives.add(open(i));
    }
  }

  private Archive open(int seat) {
    return open(seat, Runnable::run);
  }

  private Archive open(int seat, Executor coder) {
    return new Archive(
        directory.resolve("r" + seat),
        genesis,
        new ValidatorId(seat),
        secrets.get(seat),
        bodies.get(seat),
        new Peers(seat),
        coder);
  }

  private void run(int blocks) {
    Random random = new Random(chain.size());
    for (int i = 0; i < blocks; i++) {
      long height = chain.size() + 1;
      byte[] body = new byte[random.nextInt(500)];
      random.nextBytes(body);
      chain.put(height, body);
      bodies.forEach(b -> b.whole.put(height, body));
      Set<Object> roots = new HashSet<>();
      for (int r = 0; r < 4; r++) {
        if (!down.contains(r)) {
          roots.add(archives.get(r).rootAt(height));
        }
      }
      assertThat(roots).hasSize(1);
      for (int r = 0; r < 4; r++) {
        if (!down.contains(r)) {
          archives.get(r).finalised(height);
        }
      }
    }
  }

  @Test
  void everyBlockIsReadBackAfterItsBodyWasUnlinked() {
    run(40);
    for (Archive archive : archives) {
      assertThat(archive.unlinkedSegments()).isGreaterThanOrEqualTo(6);
      for (long height = 1; height <= 40; height++) {
        assertThat(archive.readBody(height)).isEqualTo(chain.get(height));
      }
    }
    assertThat(bodies.get(0).whole.firstKey()).isGreaterThan(24);
  }

  @Test
  void twoReplicasSufficeAndOneNamesTheMissing() {
    run(40);
    down.addAll(Set.of(0, 1));
    assertThat(archives.get(2).readBody(3)).isEqualTo(chain.get(3L));
    down.add(3);
    assertThatThrownBy(() -> archives.get(2).readBody(9))
        .isInstanceOf(NotEnoughShardsException.class)
        .hasMessageContaining("[0, 1, 3]");
  }

  @Test
  void bodiesStayUntilEnoughValidatorsHoldTheirShards() {
    down.addAll(Set.of(2, 3));
    run(40);
    assertThat(archives.get(0).segments()).isEqualTo(10);
    assertThat(archives.get(0).unlinkedSegments()).isZero();
    assertThat(bodies.get(0).whole).hasSize(40);
  }

  @Test
  void quorumSufficesAfterFurtherBlocks() {
    down.add(3);
    run(SEGMENT + WINDOW + 1);
    assertThat(archives.get(0).segments()).isEqualTo(2);
    assertThat(archives.get(0).unlinkedSegments()).isZero();
    run(WINDOW + 1);
    assertThat(archives.get(0).unlinkedSegments()).isPositive();
  }

  @Test
  void lostAndDamagedShardsAreRebuilt() throws IOException { // X1
    run(40);
    assertThat(archives.get(1).loseShards()).isEqualTo(10);
    Path damaged = directory.resolve("r2").resolve("3.shard");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 4;
    Files.write(damaged, bytes);
    assertThat(archives.get(2).shard(3)).isEmpty();
    assertThat(archives.get(1).scrub().rebuilt()).hasSize(10);
    assertThat(archives.get(2).scrub().rebuilt()).containsExactly(3L);
    assertThat(archives.get(2).scrub().rebuilt()).isEmpty();
    down.addAll(Set.of(0, 3));
    assertThat(archives.get(1).readBody(14)).isEqualTo(chain.get(14L));
  }

  @Test
  void reopenedArchiveHasTheSameRootAndContinues() {
    run(40);
    Object root = archives.get(0).rootAt(40);
    long unlinked = archives.get(0).unlinkedSegments();
    archives.set(0, open(0));
    assertThat(archives.get(0).rootAt(40)).isEqualTo(root);
    assertThat(archives.get(0).unlinkedSegments()).isEqualTo(unlinked).isPositive();
    run(20);
    assertThat(archives.get(0).readBody(2)).isEqualTo(chain.get(2L));
  }

  /** The others know of all and tell no more. */
  @Test
  void custodyThatWasMissedIsAskedFor() throws IOException {
    run(40);
    long unlinked = archives.get(0).unlinkedSegments();
    for (int segment = 0; segment < 10; segment++) {
      Files.deleteIfExists(directory.resolve("r0").resolve(segment + ".custody"));
    }
    archives.set(0, open(0));
    archives.get(3).loseShards();
    run(4);
    assertThat(archives.get(0).ownCustody(0)).isPresent();
    assertThat(archives.get(3).ownCustody(0)).as("without a shard nothing is said").isEmpty();
    assertThat(archives.get(3).scrub().rebuilt()).hasSizeGreaterThan(5);
    run(20);
    assertThat(archives.get(0).unlinkedSegments()).isGreaterThan(unlinked + 3);
  }

  @Test
  void aSegmentIsCodedBesideConsensus() {
    List<Runnable> tasks = new ArrayList<>();
    Archive archive = open(0, tasks::add);
    for (long height = 1; height <= SEGMENT; height++) {
      bodies.get(0).whole.put(height, new byte[9]);
      archive.rootAt(height);
      archive.finalised(height);
    }
    assertThat(archive.segments()).isZero();
    archive.finalised(SEGMENT + 1);
    assertThat(tasks).as("one at a time").hasSize(1);
    tasks.get(0).run();
    assertThat(archive.segments()).isEqualTo(1);
  }

  @Test
  void consensusIsToldWhenASegmentCannotBeCoded() {
    Archive archive = open(0, Runnable::run);
    archive.finalised(SEGMENT);
    assertThatThrownBy(() -> archive.finalised(SEGMENT + 1))
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("body 1 is not here");
  }

  @Test
  void forgedCustodyIsRejected() {
    down.add(3);
    run(20);
    Custody honest =
        Custody.sign(
            genesis.chainId(),
            new SegmentCode(2, 4)
                .encode(0, 1, List.copyOf(chain.headMap(5L).values()))
                .commitment(),
            new ValidatorId(3),
            secrets.get(2));
    assertThatThrownBy(() -> archives.get(0).custody(honest))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.CERTIFICATE_INVALID));
  }
}

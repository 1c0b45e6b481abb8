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
import org.assaydb.consensus.store.Damage;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
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
  private final Set<Integer> liars = new HashSet<>();
  private final TreeMap<Long, byte[]> chain = new TreeMap<>();
  private Genesis genesis;

  private static final class Bodies implements BodySource {
    final TreeMap<Long, byte[]> whole = new TreeMap<>();
    final TreeMap<Long, Digest> roots = new TreeMap<>();

    @Override
    public Optional<byte[]> body(long height) {
      return Optional.ofNullable(whole.get(height));
    }

    @Override
    public Optional<Digest> archiveRoot(long height) {
      return Optional.ofNullable(roots.get(height));
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
    public Optional<SegmentCommitment> commitment(ValidatorId seat, long segment) {
      if (down.contains(seat.seat())) {
        return Optional.empty();
      }
      long given = liars.contains(seat.seat()) ? segment + 1 : segment;
      return archives.get(seat.seat()).commitment(given);
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
    Archive archive =
        new Archive(
            directory.resolve("r" + seat),
            genesis,
            new ValidatorId(seat),
            secrets.get(seat),
            bodies.get(seat),
            new Peers(seat),
            coder);
    archive.load();
    return archive;
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
          Digest root = archives.get(r).rootAt(height);
          roots.add(root);
          bodies.get(r).roots.put(height, root);
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
    assertThat(repaired(1)).hasSize(10);
    assertThat(repaired(2)).containsExactly("3.shard");
    assertThat(repaired(2)).isEmpty();
    down.addAll(Set.of(0, 3));
    assertThat(archives.get(1).readBody(14)).isEqualTo(chain.get(14L));
  }

  /** Names of files that a scrub repaired; there must be no others. */
  private List<String> repaired(int seat) {
    List<Damage> found = archives.get(seat).scrub(bytes -> {});
    assertThat(found).allMatch(Damage::repaired);
    return found.stream().map(d -> d.file().getFileName().toString()).toList();
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void everyByteOfEveryFileIsCompared() throws IOException {
    run(40);
    for (String name : List.of("3.shard", "4.commitment", "5.custody")) {
      Path file = directory.resolve("r2").resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at += 13) {
        flip(file, at);
        assertThat(repaired(2)).as("%s, byte %d", name, at).containsExactly(name);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
      }
    }
    down.addAll(Set.of(0, 1, 3));
    flip(directory.resolve("r2").resolve("3.shard"), 40);
    assertThat(archives.get(2).scrub(bytes -> {})).hasSize(1).noneMatch(Damage::repaired);
  }

  @Test
  void lostCommitmentsComeFromOthersAndAreCompared() throws IOException {
    run(40);
    Object root = archives.get(0).rootAt(40);
    Path dir = directory.resolve("r0");
    for (int at = 0; at < Files.size(dir.resolve("2.commitment")); at += 5) {
      flip(dir.resolve("2.commitment"), at);
      flip(dir.resolve("5.commitment"), at);
      Files.deleteIfExists(dir.resolve("6.commitment"));
      archives.set(0, open(0));
      assertThat(archives.get(0).rootAt(40)).as("byte %d", at).isEqualTo(root);
      archives.get(0).finalised(40);
    }
    flip(dir.resolve("2.commitment"), 10);
    liars.addAll(Set.of(1, 2));
    archives.set(0, open(0));
    assertThat(archives.get(0).rootAt(40)).as("one honest replica is enough").isEqualTo(root);
    flip(dir.resolve("2.commitment"), 10);
    down.add(3);
    assertThatThrownBy(() -> open(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2.commitment is damaged");
  }

  /** Two replicas that lack the same whole body would ask each other in turn for it. */
  @Test
  void aCodedBodyIsAskedOfShardsAlone() {
    run(40);
    for (Bodies one : bodies) {
      one.whole.clear();
    }
    assertThat(archives.get(0).codedBody(35)).isEqualTo(chain.get(35L));
    bodies.get(0).whole.put(35L, new byte[] {1});
    assertThat(archives.get(0).codedBody(35))
        .as("not the one that is here")
        .isEqualTo(chain.get(35L));
  }

  @Test
  void filesOfSegmentsThatTheChainHasNotReachedStopNothing() throws IOException {
    run(40);
    Object root = archives.get(0).rootAt(40);
    Files.write(directory.resolve("r0").resolve("77.shard"), new byte[9]);
    down.addAll(Set.of(1, 2, 3));
    archives.set(0, open(0));
    assertThat(archives.get(0).rootAt(40)).isEqualTo(root);
  }

  @Test
  void damagedCustodyDoesNotCount() throws IOException {
    down.add(3);
    run(12);
    Path custody = directory.resolve("r0").resolve("0.custody");
    byte[] whole = Files.readAllBytes(custody);
    for (int at = 0; at < whole.length; at += 17) {
      flip(custody, at);
      archives.set(0, open(0));
      assertThat(repaired(0)).as("byte %d", at).containsExactly("0.custody");
      assertThat(Files.size(custody)).as("byte %d", at).isLessThan(whole.length);
      Files.write(custody, whole);
    }
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
    assertThat(repaired(3)).hasSizeGreaterThan(5);
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
  void forgedCustodyIsRejected() throws IOException {
    down.add(3);
    run(20);
    Custody honest =
        Custody.sign(
            genesis.chainId(),
            CodedInMemory.encode(2, 4, 0, 1, List.copyOf(chain.headMap(5L).values())).commitment(),
            new ValidatorId(3),
            secrets.get(2));
    assertThatThrownBy(() -> archives.get(0).custody(honest))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.CERTIFICATE_INVALID));
  }
}

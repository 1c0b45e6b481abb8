package org.assaydb.engine.replica.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.assaydb.consensus.store.Damage;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments that are coded: their commitments, this replica's shards, and what is rebuilt from the
 * shards of others. Thread safe; reading and repairing take no lock that coding needs.
 */
final class CodedSegments {
  private static final Logger LOG = LoggerFactory.getLogger(CodedSegments.class);

  private final Genesis genesis;
  private final ValidatorId self;
  private final ArchivePeers peers;
  private final SegmentFiles files;
  private final SegmentCode code;
  private final List<SegmentCommitment> commitments = new CopyOnWriteArrayList<>();

  /** Damage that was met and mended since the last scrub. */
  private final Queue<Damage> met = new ConcurrentLinkedQueue<>();

  /** Held while shards are collected and decoded. */
  private final Object reading = new Object();

  /** Bodies of the segment read last: a peer that catches up asks for its blocks in order. */
  private SoftReference<List<byte[]>> lastRead = new SoftReference<>(null);

  private long lastReadSegment = -1;
  private volatile @Nullable Root lastRoot;

  CodedSegments(Genesis genesis, ValidatorId self, ArchivePeers peers, SegmentFiles files) {
    this.genesis = genesis;
    this.self = self;
    this.peers = peers;
    this.files = files;
    this.code = new SegmentCode(genesis.validators().maxFaulty() + 1, genesis.validators().size());
  }

  int size() {
    return commitments.size();
  }

  SegmentCommitment commitment(long segment) {
    return commitments.get((int) segment);
  }

  private record Root(long segments, Digest digest) {}

  /** Root over the first {@code count} segments; hashed once while the count stays. */
  Digest root(long count) {
    Root known = lastRoot;
    if (known == null || known.segments() != count) {
      known = new Root(count, rootOf(commitments.subList(0, (int) count)));
      lastRoot = known;
    }
    return known.digest();
  }

  private static Digest rootOf(List<SegmentCommitment> segments) {
    return SegmentCommitment.archiveRoot(segments.stream().map(SegmentCommitment::digest).toList());
  }

  long firstHeight(long segment) {
    return segment * genesis.segmentBlocks() + 1;
  }

  long lastHeight(long segment) {
    return (segment + 1) * genesis.segmentBlocks();
  }

  /** Segments whose digests the header of a height commits to. */
  long dueAt(long height) {
    return Math.max(0, (height - 1 - genesis.archiveWindow()) / genesis.segmentBlocks());
  }

  /** The first height whose header commits to a segment. */
  private long dueHeight(long segment) {
    return lastHeight(segment) + genesis.archiveWindow() + 1;
  }

  /**
   * Reads the commitments of an earlier run. The header that a segment was due at tells whether it
   * is the right one. Where no final header does, what this replica signed when it had coded the
   * segment does, or f + 1 other replicas. What is lost or damaged is coded again from whole
   * bodies, or comes from another replica. May be tried again after it failed.
   *
   * @param isSigned whether this replica's signed statement names a commitment
   */
  void load(BodySource blocks, Predicate<SegmentCommitment> isSigned) {
    if (commitments.isEmpty()) {
      loadCertified(blocks);
    }
    int segment = commitments.size();
    for (; segment < files.segments() || isDue(segment, blocks); segment++) {
      Optional<SegmentCommitment> stored = files.commitment(segment);
      boolean isDue = isDue(segment, blocks);
      if (!isDue && blocks.archiveRoot(lastHeight(segment)).isEmpty()) {
        return; // the chain does not reach so far (now): it is coded when its blocks are here
      }
      if (stored.isPresent()
          && (isDue ? isCertified(stored.get(), blocks) : isSigned.test(stored.get()))) {
        commitments.add(stored.get());
      } else if (!isDue && blocks.body(firstHeight(segment)).isPresent()) {
        code(blocks);
      } else {
        SegmentCommitment found = askFor(segment, blocks);
        if (!stored.equals(Optional.of(found))) {
          LOG.warn("{} was damaged: it came from another replica", files.commitmentFile(segment));
          files.writeCommitment(found);
          met.add(new Damage(files.commitmentFile(segment), "commitment", true));
        }
        commitments.add(found);
      }
    }
  }

  /** All that headers commit to at once, when nothing of it is damaged: mostly. */
  private void loadCertified(BodySource blocks) {
    List<SegmentCommitment> stored = new ArrayList<>();
    while (isDue(stored.size(), blocks)) {
      Optional<SegmentCommitment> next = files.commitment(stored.size());
      if (next.isEmpty() || next.get().number() != stored.size()) {
        return;
      }
      stored.add(next.get());
    }
    if (!stored.isEmpty()
        && blocks.archiveRoot(dueHeight(stored.size() - 1L)).equals(Optional.of(rootOf(stored)))) {
      commitments.addAll(stored);
    }
  }

  /** Whether a final header commits to a segment. */
  private boolean isDue(long segment, BodySource blocks) {
    return blocks.archiveRoot(dueHeight(segment)).isPresent();
  }

  /** Whether a commitment of the next segment is the one in the header that it was due at. */
  private boolean isCertified(SegmentCommitment commitment, BodySource blocks) {
    long segment = commitments.size();
    List<SegmentCommitment> all = new ArrayList<>(commitments);
    all.add(commitment);
    return commitment.number() == segment
        && blocks.archiveRoot(dueHeight(segment)).equals(Optional.of(rootOf(all)));
  }

  private SegmentCommitment askFor(long segment, BodySource blocks) {
    boolean isDue = isDue(segment, blocks);
    Map<SegmentCommitment, Integer> offers = new HashMap<>();
    for (int seat = 0; seat < genesis.validators().size(); seat++) {
      Optional<SegmentCommitment> offer =
          seat == self.seat() ? Optional.empty() : peers.commitment(new ValidatorId(seat), segment);
      if (offer.isPresent()) {
        int equal = offers.merge(offer.get(), 1, Integer::sum);
        if (isDue ? isCertified(offer.get(), blocks) : equal > genesis.validators().maxFaulty()) {
          return offer.get();
        }
      }
    }
    throw new IllegalStateException(
        files.commitmentFile(segment)
            + " is damaged and not enough other replicas give it now: start this replica again"
            + " when they run, or restore the file from a backup");
  }

  /** Codes the next segment, keeps this replica's shard of it, and returns its commitment. */
  SegmentCommitment code(BodySource blocks) {
    long number = commitments.size();
    try (SegmentOnDisk segment = files.newSegment(number);
        SegmentFiles.NewShard shard = files.newShard(number)) {
      for (long height = firstHeight(number); height <= lastHeight(number); height++) {
        long missing = height;
        segment.add(
            blocks
                .body(height)
                .orElseThrow(() -> new IllegalStateException("body " + missing + " is not here")));
      }
      segment.finish();
      SegmentCode.Coded coded =
          code.encode(
              number,
              firstHeight(number),
              genesis.segmentBlocks(),
              segment,
              self.seat(),
              shard.bytes());
      shard.complete(self.seat(), coded.path());
      Path file = files.shardFile(number);
      note(Files.exists(file) && Files.mismatch(file, shard.file()) >= 0, file, "shard");
      shard.install();
      note(isOther(coded.commitment()), files.commitmentFile(number), "commitment");
      files.writeCommitment(coded.commitment());
      commitments.add(coded.commitment());
      return coded.commitment();
    } catch (IOException e) {
      throw new UncheckedIOException("segment " + number + " cannot be coded", e);
    }
  }

  /** Whether the file of a commitment is there and holds another one. */
  private boolean isOther(SegmentCommitment commitment) {
    Path file = files.commitmentFile(commitment.number());
    return Files.exists(file) && !isStored(file, commitment.encode());
  }

  /** What is coded again was damaged, or not finished when the replica ended. */
  private void note(boolean isDamaged, Path file, String what) {
    if (isDamaged) {
      LOG.warn("{} was damaged: the segment is coded again", file);
      met.add(new Damage(file, what, true));
    }
  }

  /** This replica's shard; empty when it is missing or damaged. Takes no lock. */
  Optional<Shard> shard(long segment) {
    if (segment < 0 || segment >= commitments.size()) {
      return Optional.empty();
    }
    SegmentCommitment commitment = commitment(segment);
    try {
      return files
          .shard(segment)
          .map(Shard::decode)
          .filter(s -> s.segment() == segment && s.index() == self.seat())
          .filter(s -> commitment.holds(self.seat(), s.bytes(), s.path()));
    } catch (VerificationException damaged) {
      return Optional.empty(); // a damaged file is a missing shard: a scrub rebuilds it
    }
  }

  /**
   * A body out of shards.
   *
   * @throws NotEnoughShardsException naming who is missing
   */
  byte[] body(long height) {
    long segment = (height - 1) / genesis.segmentBlocks();
    if (height < 1 || segment >= commitments.size()) {
      throw new IllegalArgumentException("no block at height " + height);
    }
    synchronized (reading) {
      List<byte[]> restored = lastRead.get();
      if (restored == null || lastReadSegment != segment) {
        restored = restore(commitment(segment)).bodies();
        lastReadSegment = segment;
        lastRead = new SoftReference<>(restored);
      }
      return restored.get((int) (height - firstHeight(segment)));
    }
  }

  private SegmentCode.Restored restore(SegmentCommitment commitment) {
    Map<Integer, Shard> shards = new HashMap<>();
    for (int seat = 0; seat < genesis.validators().size(); seat++) {
      Shard shard = shards.size() < code.dataShards() ? shardOf(seat, commitment) : null;
      if (shard != null) {
        shards.put(seat, shard);
      }
    }
    return code.decode(commitment, shards, self.seat());
  }

  private @Nullable Shard shardOf(int seat, SegmentCommitment commitment) {
    Optional<Shard> shard =
        seat == self.seat()
            ? shard(commitment.number())
            : peers.request(new ValidatorId(seat), commitment.number());
    return shard
        .filter(s -> s.index() == seat && commitment.holds(seat, s.bytes(), s.path()))
        .orElse(null);
  }

  /** Compares commitments and shards with what they should be, and writes damaged ones anew. */
  List<Damage> scrub(LongConsumer pace) {
    List<Damage> damage = new ArrayList<>();
    for (Damage one = met.poll(); one != null; one = met.poll()) {
      damage.add(one);
    }
    for (SegmentCommitment commitment : commitments) {
      if (!isStored(files.commitmentFile(commitment.number()), commitment.encode())) {
        files.writeCommitment(commitment);
        damage.add(new Damage(files.commitmentFile(commitment.number()), "commitment", true));
      }
      Optional<Shard> own = shard(commitment.number());
      if (own.isEmpty() || !isStored(files.shardFile(commitment.number()), own.get().encode())) {
        damage.add(rebuilt(commitment));
      }
      pace.accept(commitment.shardBytes());
    }
    return damage;
  }

  private boolean isStored(Path file, byte[] expected) {
    return files.bytes(file).map(b -> Arrays.equals(b, expected)).orElse(false);
  }

  private Damage rebuilt(SegmentCommitment commitment) {
    Path file = files.shardFile(commitment.number());
    try {
      synchronized (reading) {
        files.writeShard(restore(commitment).shard());
      }
      return new Damage(file, "shard", true);
    } catch (NotEnoughShardsException e) {
      return new Damage(file, "shard: " + e.getMessage(), false);
    }
  }

  long uncodedBytes() {
    return commitments.stream().mapToLong(SegmentCommitment::sizeBytes).sum();
  }
}

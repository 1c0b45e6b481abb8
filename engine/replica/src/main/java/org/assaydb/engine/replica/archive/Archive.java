package org.assaydb.engine.replica.archive;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;

/**
 * One replica's part in the archive. Segment i holds the bodies of heights i * segmentBlocks + 1 to
 * (i + 1) * segmentBlocks and is due at the header whose height exceeds its last one by more than
 * {@code archiveWindow}. Life of a segment:
 *
 * <pre>
 * due        every replica codes it from its own bodies; the header commits to its digest
 * kept       own shard and commitment on disk, custody statement signed and announced
 * safe       custody of all n known, or of a quorum and archiveWindow further blocks
 * unlinked   whole bodies removed; reads collect k shards, decode, encode again, compare
 * </pre>
 *
 * <p>Coding, and reading of what is coded, take no lock that {@link #finalised} needs: consensus
 * waits for them only when a segment is due before it is coded. Thread safe.
 */
public final class Archive {
  /**
   * Own custody statements are repeated every so many blocks until all validators have theirs in.
   */
  private static final int ANNOUNCE_EVERY_BLOCKS = 8;

  private final Genesis genesis;
  private final Digest chainId;
  private final ValidatorId self;
  private final byte[] secret;
  private final BodySource bodies;
  private final ArchivePeers peers;
  private final Executor coder;
  private final SegmentFiles files;
  private final SegmentCode code;
  private final List<SegmentCommitment> commitments;
  private final Map<Long, TreeMap<ValidatorId, Custody>> custody = new HashMap<>();
  private long firstWholeSegment;
  private long finalHeight;
  private boolean coding;
  private @Nullable RuntimeException failure;

  /** Held while shards are collected and decoded. */
  private final Object reading = new Object();

  /** Bodies of the segment read last: a peer that catches up asks for its blocks in order. */
  private SoftReference<List<byte[]>> lastRead = new SoftReference<>(null);

  private long lastReadSegment = -1;

  /**
   * Opens the archive of one validator.
   *
   * @param secret key that signs custody statements
   * @param coder codes segments, one at a time
   */
  public Archive(
      Path directory,
      Genesis genesis,
      ValidatorId self,
      byte[] secret,
      BodySource bodies,
      ArchivePeers peers,
      Executor coder) {
    this.genesis = genesis;
    this.chainId = genesis.chainId();
    this.self = self;
    this.secret = secret;
    this.bodies = bodies;
    this.peers = peers;
    this.coder = coder;
    this.files = new SegmentFiles(directory);
    this.code = new SegmentCode(genesis.validators().maxFaulty() + 1, genesis.validators().size());
    this.commitments = new CopyOnWriteArrayList<>(files.commitments());
    for (SegmentCommitment commitment : commitments) {
      TreeMap<ValidatorId, Custody> known = new TreeMap<>();
      files.custody(commitment.number()).forEach(c -> known.put(c.seat(), c));
      custody.put(commitment.number(), known);
    }
    while (firstWholeSegment < commitments.size()
        && bodies.body(lastHeight(firstWholeSegment)).isEmpty()) {
      firstWholeSegment++;
    }
  }

  /** The archive root that the header of {@code height} must carry; waits until it is coded. */
  public Digest rootAt(long height) {
    long due = segmentsDueAt(height);
    while (commitments.size() < due) {
      if (begin()) {
        codeNext();
      } else {
        awaitCoder();
      }
      checkCoder();
    }
    List<Digest> digests = new ArrayList<>();
    commitments.subList(0, (int) due).forEach(c -> digests.add(c.digest()));
    return SegmentCommitment.archiveRoot(digests);
  }

  /** To be called after each block that became final and durable. */
  public void finalised(long height) {
    checkCoder();
    settle(height);
    if (isWholeSegmentWaiting() && begin()) {
      coder.execute(this::codeNext);
    }
  }

  private synchronized void settle(long height) {
    finalHeight = height;
    long due = Math.min(segmentsDueAt(height), commitments.size());
    for (long segment = firstWholeSegment; segment < due; segment++) {
      if (height % ANNOUNCE_EVERY_BLOCKS == 0 && known(segment).size() < totalSeats()) {
        peers.announce(own(segment));
        peers.ask(segment, missing(segment));
      }
    }
    while (firstWholeSegment < due && isSafe(firstWholeSegment, height)) {
      bodies.unlinkBodies(firstHeight(firstWholeSegment), lastHeight(firstWholeSegment) + 1);
      firstWholeSegment++;
    }
  }

  /** Seats whose custody is not known: they may have told it while this replica was away. */
  private Set<ValidatorId> missing(long segment) {
    Set<ValidatorId> seats = new TreeSet<>();
    for (int seat = 0; seat < totalSeats(); seat++) {
      seats.add(new ValidatorId(seat));
    }
    seats.removeAll(known(segment).keySet());
    return seats;
  }

  /**
   * This replica's custody statement of a segment, for a peer that asks; empty without an intact
   * shard. Takes no lock.
   */
  public Optional<Custody> ownCustody(long segment) {
    return shard(segment).map(s -> Custody.sign(chainId, commitment(segment), self, secret));
  }

  private synchronized boolean isWholeSegmentWaiting() {
    return lastHeight(commitments.size()) <= finalHeight;
  }

  /** Whether the caller is the one to code the next segment. */
  private synchronized boolean begin() {
    boolean free = !coding;
    coding = true;
    return free;
  }

  private synchronized void awaitCoder() {
    try {
      while (coding) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a segment is coded", e);
    }
  }

  /**
   * A custody statement from a peer; one for a segment that is not coded here yet is dropped and
   * will be repeated.
   *
   * @throws VerificationException when it is forged or names another commitment
   */
  public void custody(Custody statement) {
    if (statement.segment() >= commitments.size() || isKnown(statement)) {
      return;
    }
    statement.verify(chainId, genesis.validators());
    VerificationException.require(
        statement.commitment().equals(commitment(statement.segment()).digest()),
        org.assaydb.proofs.RejectReason.ROOT_MISMATCH,
        "custody of another segment " + statement.segment());
    synchronized (files) {
      files.writeCustody(statement.segment(), added(statement));
    }
  }

  private synchronized boolean isKnown(Custody statement) {
    return known(statement.segment()).containsKey(statement.seat());
  }

  private synchronized List<Custody> added(Custody statement) {
    TreeMap<ValidatorId, Custody> known = known(statement.segment());
    known.put(statement.seat(), statement);
    return List.copyOf(known.values());
  }

  /**
   * This replica's shard of a segment, for a peer; empty when it is missing or damaged. Takes no
   * lock, so that two replicas that read from each other never wait for each other.
   */
  public Optional<Shard> shard(long segment) {
    return segment < commitments.size() ? intactShard(commitment(segment)) : Optional.empty();
  }

  /**
   * The body of a block, from the hot window or from k shards.
   *
   * @throws NotEnoughShardsException naming who is missing
   */
  public byte[] readBody(long height) {
    Optional<byte[]> whole = bodies.body(height);
    if (whole.isPresent()) {
      return whole.get();
    }
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

  /**
   * Walks all own shards, rebuilds from peers what is missing or damaged, and says what it found.
   *
   * @throws NotEnoughShardsException when a segment cannot be rebuilt now
   */
  public ScrubReport scrub() {
    int checked = 0;
    List<Long> rebuilt = new ArrayList<>();
    for (SegmentCommitment commitment : commitments) {
      checked++;
      if (intactShard(commitment).isEmpty()) {
        synchronized (reading) {
          files.writeShard(restore(commitment).coded().shards().get(self.seat()));
        }
        rebuilt.add(commitment.number());
      }
    }
    return new ScrubReport(checked, rebuilt);
  }

  /** Result of {@link #scrub()}: segments looked at, segments whose shard was rebuilt. */
  public record ScrubReport(int checked, List<Long> rebuilt) {}

  /** Deletes this replica's shards, as a broken disk would; for drills. Returns how many. */
  public synchronized int loseShards() {
    commitments.forEach(c -> files.deleteShard(c.number()));
    return commitments.size();
  }

  /** Segments coded so far. */
  public synchronized int segments() {
    return commitments.size();
  }

  /** Segments whose whole bodies were removed from this replica. */
  public synchronized long unlinkedSegments() {
    return firstWholeSegment;
  }

  /** Bytes on disk: own shards, paths, commitments, custody statements. */
  public synchronized long sizeBytes() {
    return files.sizeBytes();
  }

  /** Bytes that the blocks of all coded segments take whole. */
  public synchronized long uncodedBytes() {
    return commitments.stream().mapToLong(SegmentCommitment::sizeBytes).sum();
  }

  /** After {@link #begin}; lets the next one begin, whatever happens. */
  private void codeNext() {
    RuntimeException thrown = null;
    try {
      code(commitments.size());
    } catch (RuntimeException e) { // told to consensus, which must not go on without an archive
      thrown = e;
    }
    synchronized (this) {
      failure = thrown;
      coding = false;
      notifyAll();
    }
  }

  private synchronized void checkCoder() {
    if (failure != null) {
      throw new IllegalStateException("a segment cannot be archived", failure);
    }
  }

  private void code(long number) {
    List<byte[]> segment = new ArrayList<>();
    for (long height = firstHeight(number); height <= lastHeight(number); height++) {
      long missing = height;
      segment.add(
          bodies
              .body(height)
              .orElseThrow(() -> new IllegalStateException("body " + missing + " is not here")));
    }
    SegmentCode.Coded coded = code.encode(number, firstHeight(number), segment);
    files.writeShard(coded.shards().get(self.seat()));
    files.writeCommitment(coded.commitment());
    Custody own = Custody.sign(chainId, coded.commitment(), self, secret);
    commitments.add(coded.commitment());
    synchronized (files) {
      files.writeCustody(number, added(own));
    }
    peers.announce(own);
  }

  private Custody own(long segment) {
    Custody statement = known(segment).get(self);
    return statement != null ? statement : Custody.sign(chainId, commitment(segment), self, secret);
  }

  private boolean isSafe(long segment, long height) {
    int certified = known(segment).size();
    boolean waited = height > lastHeight(segment) + 2L * genesis.archiveWindow();
    return certified == totalSeats() || certified >= genesis.validators().quorum() && waited;
  }

  private SegmentCode.Restored restore(SegmentCommitment commitment) {
    Map<Integer, Shard> shards = new HashMap<>();
    for (int seat = 0; seat < totalSeats() && shards.size() < code.dataShards(); seat++) {
      Shard shard = shardOf(new ValidatorId(seat), commitment);
      if (shard != null) {
        shards.put(seat, shard);
      }
    }
    return code.decode(commitment, shards);
  }

  private @Nullable Shard shardOf(ValidatorId seat, SegmentCommitment commitment) {
    Optional<Shard> shard =
        seat.equals(self) ? intactShard(commitment) : peers.request(seat, commitment.number());
    return shard
        .filter(s -> s.index() == seat.seat() && commitment.holds(s.index(), s.bytes(), s.path()))
        .orElse(null);
  }

  private Optional<Shard> intactShard(SegmentCommitment commitment) {
    try {
      return files
          .shard(commitment.number())
          .map(Shard::decode)
          .filter(s -> commitment.holds(self.seat(), s.bytes(), s.path()));
    } catch (VerificationException damaged) {
      return Optional.empty(); // a damaged file is a missing shard: scrub() rebuilds it
    }
  }

  private TreeMap<ValidatorId, Custody> known(long segment) {
    return custody.computeIfAbsent(segment, s -> new TreeMap<>());
  }

  private SegmentCommitment commitment(long segment) {
    return commitments.get((int) segment);
  }

  private int totalSeats() {
    return genesis.validators().size();
  }

  private long segmentsDueAt(long height) {
    return Math.max(0, (height - 1 - genesis.archiveWindow()) / genesis.segmentBlocks());
  }

  private long firstHeight(long segment) {
    return segment * genesis.segmentBlocks() + 1;
  }

  private long lastHeight(long segment) {
    return (segment + 1) * genesis.segmentBlocks();
  }
}

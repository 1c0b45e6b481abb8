package org.assaydb.engine.replica.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.assaydb.consensus.store.Damage;
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
  private final BodySource bodies;
  private final ArchivePeers peers;
  private final Executor coder;
  private final SegmentFiles files;
  private final CodedSegments segments;
  private final CustodyRecords custody;
  private long firstWholeSegment;
  private long finalHeight;
  private boolean coding;
  private @Nullable RuntimeException failure;

  /**
   * Opens the archive of one validator; to be followed by {@link #load}.
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
    this.bodies = bodies;
    this.peers = peers;
    this.coder = coder;
    this.files = new SegmentFiles(directory);
    this.segments = new CodedSegments(genesis, self, peers, files);
    this.custody = new CustodyRecords(genesis, self, secret, files);
  }

  /**
   * Reads what an earlier run left, once the other replicas can be asked.
   *
   * @throws IllegalStateException naming a file that is lost and that nobody gives
   */
  public synchronized void load() {
    segments.load(bodies, custody::isSigned);
    while (firstWholeSegment < segments.size()
        && bodies.body(segments.lastHeight(firstWholeSegment)).isEmpty()) {
      firstWholeSegment++;
    }
    for (long segment = 0; segment < segments.size(); segment++) {
      custody.read(segments.commitment(segment), segment >= firstWholeSegment);
    }
  }

  /** The archive root that the header of {@code height} must carry; waits until it is coded. */
  public Digest rootAt(long height) {
    long due = segments.dueAt(height);
    while (segments.size() < due) {
      if (begin()) {
        codeNext();
      } else {
        awaitCoder();
      }
      checkCoder();
    }
    return segments.root(due);
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
    long due = Math.min(segments.dueAt(height), segments.size());
    for (long segment = firstWholeSegment; segment < due; segment++) {
      if (height % ANNOUNCE_EVERY_BLOCKS == 0 && custody.count(segment) < totalSeats()) {
        peers.announce(custody.own(segments.commitment(segment)));
        peers.ask(segment, custody.missing(segment));
      }
    }
    while (firstWholeSegment < due && isSafe(firstWholeSegment, height)) {
      bodies.unlinkBodies(
          segments.firstHeight(firstWholeSegment), segments.lastHeight(firstWholeSegment) + 1);
      firstWholeSegment++;
    }
  }

  /**
   * This replica's custody statement of a segment, for a peer that asks; empty without an intact
   * shard. Takes no lock.
   */
  public Optional<Custody> ownCustody(long segment) {
    return shard(segment).map(s -> custody.sign(segments.commitment(segment)));
  }

  private synchronized boolean isWholeSegmentWaiting() {
    return segments.lastHeight(segments.size()) <= finalHeight;
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
    if (statement.segment() < segments.size()) {
      custody.add(statement, segments.commitment(statement.segment()));
    }
  }

  /**
   * This replica's shard of a segment, for a peer; empty when it is missing or damaged. Takes no
   * lock, so that two replicas that read from each other never wait for each other.
   */
  public Optional<Shard> shard(long segment) {
    return segments.shard(segment);
  }

  /** This replica's commitment of a segment, for a peer that lost it. */
  public Optional<SegmentCommitment> commitment(long segment) {
    return segment >= 0 && segment < segments.size()
        ? Optional.of(segments.commitment(segment))
        : Optional.empty();
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
    return codedBody(height);
  }

  /**
   * The body of a block from k shards, whether it is here whole or not. Asks for shards alone, so
   * that two replicas that lack the same body do not ask each other in turn.
   *
   * @throws NotEnoughShardsException naming who is missing
   */
  public byte[] codedBody(long height) {
    return segments.body(height);
  }

  /** Whether the block of a height belongs to a segment that is coded. */
  public boolean isCoded(long height) {
    return height <= segments.lastHeight(segments.size() - 1L);
  }

  /** The first height whose body must be here whole. */
  public synchronized long firstWholeHeight() {
    return segments.firstHeight(firstWholeSegment);
  }

  /**
   * Reads all files of the archive, and writes anew what is missing or damaged.
   *
   * @param pace is told of bytes that were read, and may wait
   */
  public List<Damage> scrub(LongConsumer pace) {
    List<Damage> damage = new ArrayList<>(segments.scrub(pace));
    for (long segment = 0; segment < segments.size(); segment++) {
      damage.addAll(custody.scrub(segments.commitment(segment)));
    }
    return damage;
  }

  /** Deletes this replica's shards, as a broken disk would; for drills. Returns how many. */
  public synchronized int loseShards() {
    for (long segment = 0; segment < segments.size(); segment++) {
      files.deleteShard(segment);
    }
    return segments.size();
  }

  /** Segments coded so far. */
  public int segments() {
    return segments.size();
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
  public long uncodedBytes() {
    return segments.uncodedBytes();
  }

  /** After {@link #begin}; lets the next one begin, whatever happens. */
  private void codeNext() {
    RuntimeException thrown = null;
    try {
      code();
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

  private void code() {
    SegmentCommitment commitment = segments.code(bodies);
    custody.read(commitment, true);
    Custody own = custody.sign(commitment);
    custody.add(own, commitment);
    peers.announce(own);
  }

  private boolean isSafe(long segment, long height) {
    int certified = custody.count(segment);
    boolean waited = height > segments.lastHeight(segment) + 2L * genesis.archiveWindow();
    return certified == totalSeats() || certified >= genesis.validators().quorum() && waited;
  }

  private int totalSeats() {
    return genesis.validators().size();
  }
}

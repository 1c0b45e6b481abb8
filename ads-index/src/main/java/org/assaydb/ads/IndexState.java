package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/** One index at one height; immutable, safe for any thread. Its reads are not recorded. */
public final class IndexState {
  private final IndexSchema schema;
  private final long validFrom;
  private final @Nullable Run0 run0;
  private final @Nullable Increments increments;
  private final SealedRuns sealed;
  private final List<Run> runs;
  private final IndexDescriptor descriptor;
  private final Digest leaf;

  /**
   * @param run0 null when it holds nothing
   * @param increments the blocks in {@code run0}; null exactly when that is
   */
  IndexState(
      IndexSchema schema,
      long validFrom,
      @Nullable Run0 run0,
      @Nullable Increments increments,
      SealedRuns sealed) {
    this.schema = schema;
    this.validFrom = validFrom;
    this.run0 = run0;
    this.increments = increments;
    this.sealed = sealed;
    List<Run> all = new ArrayList<>(sealed.runs().size() + 1);
    if (run0 != null) {
      all.add(run0);
    }
    all.addAll(sealed.runs());
    runs = List.copyOf(all);
    descriptor =
        new IndexDescriptor(
            schema.id(),
            schema.schemaVersion(),
            sealed.floor(),
            validFrom,
            runs.stream().map(Run::descriptor).toList(),
            sealed.describeMerges(),
            sealed.historyRoot());
    leaf = TreeHasher.stateLeaf(descriptor.digest());
  }

  static IndexState empty(IndexSchema schema, long validFrom) {
    return new IndexState(schema, validFrom, null, null, SealedRuns.NONE);
  }

  /** Adds the entries of a block to run 0. */
  IndexState with(long height, List<Entry> entries) {
    return new IndexState(
        schema,
        validFrom,
        Run0.apply(schema, run0, entries),
        new Increments(height, Increments.encode(entries), increments),
        sealed);
  }

  /**
   * The index after a block: its entries come in, what is due is sealed, merges that are due are
   * installed and new ones begin.
   *
   * @param entries of the block in run order; none for most blocks
   */
  IndexState after(long height, List<Entry> entries, MergeWorkers workers) {
    IndexState next = entered(height, entries, workers);
    SealedRuns compacted =
        next.sealed
            .installed(height, workers.sizing())
            .scheduled(height, next.lastWrite(), workers);
    return compacted == next.sealed
        ? next
        : new IndexState(schema, validFrom, next.run0, next.increments, compacted);
  }

  private IndexState entered(long height, List<Entry> entries, MergeWorkers workers) {
    RunSizing sizing = workers.sizing();
    long waiting = run0 == null ? 0 : run0.size();
    if (entries.size() >= sizing.sealRows()) {
      SealedRuns below = run0 == null ? sealed : sealed.plus(seal(run0, List.of(), 1, workers));
      int tier = sizing.tierOf(entries.size());
      return new IndexState(
          schema, validFrom, null, null, below.plus(seal(null, entries, tier, workers)));
    }
    boolean full = waiting + entries.size() >= sizing.sealRows();
    boolean idle = entries.isEmpty() && run0 != null && sizing.sealsIdle(height, run0);
    if (full || idle) {
      return new IndexState(
          schema, validFrom, null, null, sealed.plus(seal(run0, entries, 1, workers)));
    }
    return entries.isEmpty() ? this : with(height, entries);
  }

  private SealedRun seal(@Nullable Run0 run, List<Entry> entries, int tier, MergeWorkers workers) {
    return RunMerge.seal(
        workers.bodies(), schema, workers.sizing().chunkRows(), run, entries, tier);
  }

  /** Height of the newest entry; 0 when there is none. */
  private long lastWrite() {
    return runs.isEmpty() ? 0 : runs.get(0).summary().maxVersion().height();
  }

  public IndexSchema schema() {
    return schema;
  }

  /** What the state tree commits to. */
  public IndexDescriptor descriptor() {
    return descriptor;
  }

  long validFrom() {
    return validFrom;
  }

  Digest leaf() {
    return leaf;
  }

  SealedRuns sealed() {
    return sealed;
  }

  @Nullable Increments increments() {
    return increments;
  }

  /** The current runs, newest first. */
  List<Run> runs() {
    return runs;
  }

  /**
   * All runs that a read at the snapshot needs, newest first: of every key each holds only newer
   * versions than the next.
   */
  List<Run> runs(long snapshotHeight) {
    if (snapshotHeight >= sealed.floor()) {
      return runs;
    }
    List<Run> all = new ArrayList<>(runs);
    all.addAll(historyAbove(snapshotHeight));
    return all;
  }

  /** History runs that snapshots at {@code height} need, newest first. */
  List<SealedRun> historyAbove(long height) {
    List<SealedRun> needed = new ArrayList<>();
    for (SealedHistory run : sealed.history()) {
      if (height < run.floor()) {
        needed.add(run.run());
      }
    }
    Collections.reverse(needed);
    return needed;
  }

  /**
   * The newest entry of {@code key} with a version at or below the snapshot; a DELETE entry is
   * returned as such (or null once it went to the history), null means that the key was never
   * written. About a microsecond for a key that no run holds.
   */
  public @Nullable Entry newest(Key key, long snapshotHeight) {
    return PointReads.newest(this, key, snapshotHeight);
  }

  /** Whether any entry in {@code range} was written above {@code height}. */
  public boolean hasNewerThan(KeyRange range, long height) {
    return PointReads.hasNewerThan(this, range, height);
  }

  /** The first row of {@code range} that is live at the snapshot; null when there is none. */
  public @Nullable Entry firstLive(KeyRange range, long snapshotHeight) {
    return PointReads.firstLive(this, range, snapshotHeight);
  }
}

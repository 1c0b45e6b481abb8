package org.assaydb.ads;

import java.util.ArrayList;
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
  private final List<SealedRun> sealed;
  private final List<Run> runs;
  private final IndexDescriptor descriptor;
  private final Digest leaf;

  /**
   * @param run0 null when it holds nothing
   * @param increments the blocks in {@code run0}; null exactly when that is
   * @param sealed newest first
   */
  IndexState(
      IndexSchema schema,
      long validFrom,
      @Nullable Run0 run0,
      @Nullable Increments increments,
      List<SealedRun> sealed) {
    this.schema = schema;
    this.validFrom = validFrom;
    this.run0 = run0;
    this.increments = increments;
    this.sealed = List.copyOf(sealed);
    List<Run> all = new ArrayList<>(sealed.size() + 1);
    if (run0 != null) {
      all.add(run0);
    }
    all.addAll(sealed);
    runs = List.copyOf(all);
    descriptor =
        new IndexDescriptor(
            schema.id(),
            schema.schemaVersion(),
            0,
            validFrom,
            runs.stream().map(Run::descriptor).toList());
    leaf = TreeHasher.stateLeaf(descriptor.digest());
  }

  static IndexState empty(IndexSchema schema, long validFrom) {
    return new IndexState(schema, validFrom, null, null, List.of());
  }

  /** Adds the entries of a block to run 0. */
  IndexState with(long height, List<Entry> entries) {
    return new IndexState(
        schema,
        validFrom,
        Run0.apply(schema, run0, entries),
        new Increments(height, List.copyOf(entries), increments),
        sealed);
  }

  /** Seals and merges what is due at the end of the block at {@code height}; mostly nothing. */
  IndexState compacted(long height, RunBodies bodies, RunSizing sizing) {
    if (run0 == null || !sizing.sealsAt(height, run0)) {
      return this;
    }
    List<SealedRun> next = new ArrayList<>(sealed);
    next.add(0, RunMerge.merge(bodies, schema, sizing.chunkRows(), List.of(run0), 1));
    int tier = 1;
    while (runsOfTier(next, tier) >= sizing.fanIn()) {
      List<SealedRun> inputs = next.subList(0, runsOfTier(next, tier));
      SealedRun merged = RunMerge.merge(bodies, schema, sizing.chunkRows(), inputs, tier + 1);
      inputs.clear();
      next.add(0, merged);
      tier++;
    }
    return new IndexState(schema, validFrom, null, null, next);
  }

  /** Runs of the tier; they are the newest ones when nothing of a lower tier is left. */
  private static int runsOfTier(List<SealedRun> runs, int tier) {
    return (int) runs.stream().filter(r -> r.descriptor().tier() == tier).count();
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

  List<SealedRun> sealed() {
    return sealed;
  }

  @Nullable Increments increments() {
    return increments;
  }

  /** Newest first. */
  List<Run> runs() {
    return runs;
  }

  /**
   * The newest entry of {@code key} with a version at or below the snapshot; a DELETE entry is
   * returned as such, null means that the key was never written. About a microsecond for a key that
   * no run holds.
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

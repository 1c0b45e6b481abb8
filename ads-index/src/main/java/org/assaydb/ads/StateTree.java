package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * All indexes at one height; immutable, safe for any thread. Old trees stay readable for as long as
 * they are referenced; runs that no tree refers to any more are dropped from the disk later.
 */
public final class StateTree {
  private final MergeWorkers workers;
  private final long height;
  private final TreeMap<IndexId, IndexState> indexes;
  private volatile @Nullable Digest root;

  StateTree(MergeWorkers workers, long height, TreeMap<IndexId, IndexState> indexes) {
    this.workers = workers;
    this.height = height;
    this.indexes = indexes;
  }

  public long height() {
    return height;
  }

  /** Certified digest of all indexes. */
  public Digest root() {
    Digest known = root;
    if (known == null) {
      known = TreeHasher.stateRoot(indexes.size(), new RfcTree(HashTag.STATE_NODE).root(leaves()));
      root = known;
    }
    return known;
  }

  /** By ascending index id. */
  List<Digest> leaves() {
    return indexes.values().stream().map(IndexState::leaf).toList();
  }

  /** By ascending index id. */
  Collection<IndexState> indexes() {
    return indexes.values();
  }

  /**
   * The state after the block at {@code height}. This tree stays as it is. Sealed runs made on the
   * way are on disk when the call returns, but nothing refers to them before {@link
   * IndexStore#commit}. The schedule counts heights, so all replicas call this for the same
   * heights, for blocks without entries too. Where a merge is to be installed at this height and is
   * not ready, the call waits for it.
   *
   * @param height greater than {@link #height()}
   * @param entries per index, in run order, at most one per key and version; every version has this
   *     height
   * @param created indexes that begin with this block; {@code entries} may hold entries for them
   * @param dropped indexes that end with this block
   * @throws IllegalArgumentException when an index is unknown, created twice, or entries are out of
   *     order, or a key or row is longer than {@link Key#MAX_BYTES} or {@link RowCodec#MAX_BYTES}
   * @throws StorageException when a run cannot be written or a merge that is due failed; this tree
   *     stays readable, and the call may be repeated
   */
  public StateTree apply(
      long height,
      Map<IndexId, List<Entry>> entries,
      List<IndexSchema> created,
      List<IndexId> dropped) {
    require(height > this.height, "height " + height + " after " + this.height);
    TreeMap<IndexId, IndexState> next = new TreeMap<>(indexes);
    for (IndexSchema schema : created) {
      IndexState old = next.put(schema.id(), IndexState.empty(schema, height));
      require(old == null, schema.id() + " exists");
    }
    for (Map.Entry<IndexId, List<Entry>> added : entries.entrySet()) {
      require(next.containsKey(added.getKey()), added.getKey() + " does not exist");
      checkOrder(added.getValue(), height);
    }
    for (IndexId id : dropped) {
      require(next.remove(id) != null, id + " does not exist");
    }
    for (Map.Entry<IndexId, IndexState> index : next.entrySet()) {
      List<Entry> added = entries.getOrDefault(index.getKey(), List.of());
      index.setValue(index.getValue().after(height, added, workers));
    }
    return new StateTree(workers, height, next);
  }

  private static void checkOrder(List<Entry> entries, long height) {
    Entry previous = null;
    for (Entry entry : entries) {
      require(entry.version().height() == height, "version of another height");
      require(previous == null || previous.compareTo(entry) < 0, "entries out of run order");
      checkSize("key", entry.key().bytes().length, Key.MAX_BYTES);
      checkSize("row", entry.values().length, RowCodec.MAX_BYTES);
      previous = entry;
    }
  }

  private static void checkSize(String what, int bytes, int limit) {
    if (bytes > limit) {
      throw new IllegalArgumentException(what + " of " + bytes + " bytes exceeds " + limit);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  public Optional<IndexState> index(IndexId id) {
    return Optional.ofNullable(indexes.get(id));
  }

  /** Reads without recording, for validation and tests; a new one per thread. */
  public StateReader reader() {
    return new StateReader(this);
  }

  /** Starts recording reads for a verification object; one per request. */
  public WitnessSession record() {
    return new WitnessSession(this, null);
  }

  /** As {@link #record()}; what is read counts against a budget. */
  WitnessSession record(ReadBudget budget) {
    return new WitnessSession(this, budget);
  }

  /** Numbers of all runs on disk that this tree reads. */
  Set<Long> runIds() {
    Set<Long> ids = new HashSet<>();
    for (IndexState index : indexes.values()) {
      index.sealed().runs().forEach(r -> ids.add(r.id()));
      index.sealed().history().forEach(h -> ids.add(h.run().id()));
    }
    return ids;
  }

  /** Position of an index among the leaves. */
  int ordinal(IndexId id) {
    return new ArrayList<>(indexes.keySet()).indexOf(id);
  }
}

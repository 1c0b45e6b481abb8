package org.assaydb.engine.replica.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assaydb.ads.IndexState;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * One index while a block is applied: the state before the block, overlaid with the entries of the
 * transactions of the block that have been applied so far.
 */
final class IndexOverlay {
  /** Stands for "no live row has these key parts" in {@link #holders}. */
  private static final Key NOBODY = Key.MIN;

  private final IndexSchema schema;
  private final boolean unique;
  private final @Nullable IndexState base;
  private final long baseHeight;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Key, Entry> newest = new HashMap<>();

  /** Per key parts touched in this block, the key of the live row that has them (UNIQUE only). */
  private final Map<Key, Key> holders = new HashMap<>();

  /** Keys of {@link #newest} in order; made when the first range is asked for. */
  private @Nullable TreeSet<Key> ordered;

  /**
   * @param unique whether this is a secondary UNIQUE index
   * @param base null for an index that begins in this block
   */
  IndexOverlay(IndexSchema schema, boolean unique, @Nullable IndexState base, long baseHeight) {
    this.schema = schema;
    this.unique = unique;
    this.base = base;
    this.baseHeight = baseHeight;
  }

  IndexSchema schema() {
    return schema;
  }

  boolean unique() {
    return unique;
  }

  /** The newest entry of a key, DELETE included; null when it was never written. */
  @Nullable Entry newest(Key key) {
    Entry own = newest.get(key);
    return own != null || base == null ? own : base.newest(key, baseHeight);
  }

  /** The newest entry when it is a row, null otherwise. */
  @Nullable Entry live(Key key) {
    Entry entry = newest(key);
    return entry != null && entry.kind().isPut() ? entry : null;
  }

  /** Whether this block wrote the key. */
  boolean wroteInBlock(Key key) {
    return newest.containsKey(key);
  }

  /** Newest entries of this block, in no order. */
  Iterable<Entry> blockRows() {
    return newest.values();
  }

  /** Whether anything in the range was written above the snapshot, by this block included. */
  boolean hasNewerThan(KeyRange range, long snapshotHeight) {
    return blockWrote(range) || base != null && base.hasNewerThan(range, snapshotHeight);
  }

  private boolean blockWrote(KeyRange range) {
    if (newest.isEmpty()) {
      return false;
    }
    Key upper = range.upper();
    if (upper != null
        && upper.bytes().length == range.lower().bytes().length + 1
        && upper.equals(range.lower().successor())) {
      return newest.containsKey(range.lower());
    }
    if (ordered == null) {
      ordered = new TreeSet<>(newest.keySet());
    }
    Key first = ordered.ceiling(range.lower());
    return first != null && range.contains(first);
  }

  /** Key of the live row with the key parts of {@code key}, in a UNIQUE index; null if none. */
  @Nullable Key holder(Key parts) {
    Key held = holders.get(parts);
    if (held != null) {
      return held == NOBODY ? null : held;
    }
    Entry entry = base == null ? null : base.firstLive(KeyRange.prefix(parts), baseHeight);
    return entry == null ? null : entry.key();
  }

  /** Key parts of a key of this index, without the row's own key. */
  Key parts(Key key) {
    int length = KeyCodec.partsLength(schema, key);
    return new Key(java.util.Arrays.copyOf(key.bytes(), length));
  }

  /** Takes over the entries of one transaction: at most one per key. */
  void add(List<Entry> ofTransaction) {
    entries.addAll(ofTransaction);
    for (Entry entry : ofTransaction) {
      newest.put(entry.key(), entry);
      if (ordered != null) {
        ordered.add(entry.key());
      }
    }
    if (unique) {
      // Within one transaction the parts may pass from one row to another: removals come first.
      hold(ofTransaction, EntryKind.DELETE);
      hold(ofTransaction, EntryKind.INSERT);
    }
  }

  private void hold(List<Entry> ofTransaction, EntryKind kind) {
    for (Entry entry : ofTransaction) {
      if (entry.kind() == kind) {
        Key parts = parts(entry.key());
        if (kind == EntryKind.INSERT) {
          holders.put(parts, entry.key());
        } else if (entry.key().equals(holder(parts))) {
          holders.put(parts, NOBODY);
        }
      }
    }
  }

  /** All entries of the block in run order. */
  List<Entry> sortedEntries() {
    Collections.sort(entries);
    return entries;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}

package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Ordered access to the entries of one run by position in [0, count). On a replica every call is
 * recorded for the witness; over a verification object every call is checked against what was
 * opened, and {@link org.assaydb.proofs.RejectReason#INCOMPLETE_RESULT} is thrown for what was not.
 */
public interface RunView {
  /** Summary of the whole run, certified. */
  Summary summary();

  /** Root of the run's tree; to descend from it opens nodes. */
  RunNode top();

  /**
   * Position of the first entry at or after (key, version) in run order (key ascending, version
   * descending); {@code summary().count()} when there is none. Opens both neighbours of that place:
   * the entry before it and the entry at it, each by key, version and kind. With {@link
   * Version#NEWEST}, which precedes all versions of a key, the place is the bound of a range, and
   * in a grouped index prefixes may show it in place of entries.
   */
  long lowerBound(Key key, Version version);

  /** Key of an entry that was opened by {@link #lowerBound} or lies in a range announced. */
  Key key(long position);

  /**
   * The leading key parts of an entry, cut from its key; opens what shows them. In an index grouped
   * by those parts the prefix shows them, not the entry.
   *
   * @param position where {@link #lowerBound} found a place
   * @param parts at most the key parts of the schema
   */
  default Key group(long position, IndexSchema schema, int parts) {
    return KeyCodec.firstParts(schema, key(position), parts);
  }

  Version version(long position);

  EntryKind kind(long position);

  /** One value; the column must have been announced by {@link #open}. Null for NULL and DELETE. */
  @Nullable Object value(long position, int column);

  /**
   * Announces that all entries in [from, to) are read: key, version, kind and these columns. Scans
   * call it once per stretch, so that a replica can choose rows or column chunks for the witness.
   *
   * @param columns positions in {@code IndexSchema.valueColumns()}, ascending
   */
  void open(long from, long to, int[] columns);

  /**
   * Decoded columns of the chunk that holds an entry, when the entry and all these columns are at
   * hand as columns; null otherwise. A short cut for scans: it opens nothing.
   */
  default @Nullable ChunkColumns columnsAt(long position, int[] columns) {
    return null;
  }
}

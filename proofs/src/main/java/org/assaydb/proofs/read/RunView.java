package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
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
   * the entry before it and the entry at it, each by its key and, where the key equals {@code key},
   * by its version too (unless {@code version} is {@link Version#NEWEST}, which precedes them all).
   */
  long lowerBound(Key key, Version version);

  /** Key of an entry that was opened by {@link #lowerBound} or lies in a range announced. */
  Key key(long position);

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
}

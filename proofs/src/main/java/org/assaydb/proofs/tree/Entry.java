package org.assaydb.proofs.tree;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;

/**
 * One version of one row in one index.
 *
 * @param deltas what the entry changes in the index's sums, by {@link
 *     org.assaydb.proofs.schema.ColumnSum}; empty without summarized columns. Not copied.
 * @param values {@link org.assaydb.proofs.schema.RowCodec} bytes; empty for DELETE. Not copied.
 */
public record Entry(Key key, Version version, EntryKind kind, byte[] deltas, byte[] values)
    implements Comparable<Entry> {
  /** Deltas of an index without summarized columns; never changed. */
  public static final byte[] NO_DELTAS = {};

  /** An entry of an index without summarized columns. */
  public Entry(Key key, Version version, EntryKind kind, byte[] values) {
    this(key, version, kind, NO_DELTAS, values);
  }

  /** Order of a run: key ascending, then version descending. */
  @Override
  public int compareTo(Entry other) {
    return compare(key, version, other.key, other.version);
  }

  /** Compares two places in run order. */
  public static int compare(Key key1, Version version1, Key key2, Version version2) {
    int byKey = key1.compareTo(key2);
    return byKey != 0 ? byKey : version2.compareTo(version1);
  }
}

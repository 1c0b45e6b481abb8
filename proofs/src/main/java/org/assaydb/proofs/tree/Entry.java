package org.assaydb.proofs.tree;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;

/**
 * One version of one row in one index.
 *
 * @param values {@link org.assaydb.proofs.schema.RowCodec} bytes; empty for DELETE. Not copied.
 */
public record Entry(Key key, Version version, EntryKind kind, byte[] values)
    implements Comparable<Entry> {

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

package org.assaydb.proofs.vo;

import org.assaydb.proofs.schema.Key;

/**
 * Where the entries of a run lie: its chunks and, in a grouped index, its prefixes, by ordinals. Of
 * a verified run those that are shown count, and a place in any other is INCOMPLETE_RESULT.
 */
public interface RunLayout {
  /** Ordinal of the chunk that holds the entry at {@code position}, in [0, count). */
  int chunkAt(long position);

  /** Position of the first entry of a chunk. */
  long chunkStart(int chunk);

  /** Entries of a chunk. */
  int chunkRows(int chunk);

  /** Whether a chunk has column chunks. */
  boolean isColumnar(int chunk);

  /** Prefixes of the run; 0 when the index is not grouped. */
  int prefixCount();

  /** Prefix by ordinal, ascending. */
  Key prefixKey(int ordinal);

  /** Position of the first entry of a prefix. */
  long prefixStart(int ordinal);

  /** Position behind the last entry of a prefix. */
  long prefixEnd(int ordinal);
}

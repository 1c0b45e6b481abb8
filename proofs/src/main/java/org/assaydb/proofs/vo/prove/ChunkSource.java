package org.assaydb.proofs.vo.prove;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;

/**
 * One chunk of a run on the prover's side. Ranges are subtrees of the RFC 6962 shape over the
 * chunk's rows or its value columns; a range of one element is its leaf.
 */
public interface ChunkSource {
  Summary summary();

  /** Whether the chunk has column chunks. */
  boolean columnar();

  /** Node over the rows [from, to). */
  TreeNode rows(int from, int to);

  /** The entry of a row, counted within the chunk. */
  Entry entry(int row);

  /** Digest of version, kind, deltas and values of a row ({@code TreeHasher.value}). */
  Digest valueDigest(int row);

  /** Key of a row; not to be changed. */
  default byte[] key(int row) {
    return entry(row).key().bytes();
  }

  /** Value columns of the index, at least one. */
  int valueColumnCount();

  /** Digest over all columns, which the chunk binds; only of a chunk that has column chunks. */
  Digest columns();

  /** Digest over the value columns [from, to); only of a chunk that has column chunks. */
  Digest valueColumns(int from, int to);

  /**
   * Encoded bytes of a column ({@link org.assaydb.proofs.tree.ColumnCodec}).
   *
   * @param position 0 for the system column, i + 1 for value column i
   */
  byte[] column(int position);
}

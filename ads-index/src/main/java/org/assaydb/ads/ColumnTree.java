package org.assaydb.ads;

import java.util.Arrays;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.TreeHasher;

/**
 * Digests of a chunk's columns: the system column, which every scan shows, beside the tree over the
 * value columns. Immutable.
 */
final class ColumnTree {
  private final Digest[] columns;
  private final TreeLevels<Digest> values;
  private final Digest root;

  /**
   * @param columns the system column, then the value columns, at least one; not copied
   */
  ColumnTree(Digest[] columns, TreeHasher hasher) {
    this.columns = columns;
    values = TreeLevels.of(Arrays.copyOfRange(columns, 1, columns.length), hasher::columnNode);
    root = hasher.columnNode(columns[0], values.root());
  }

  /** What the chunk binds. */
  Digest root() {
    return root;
  }

  /** Number of columns with the system column. */
  int size() {
    return columns.length;
  }

  /** Digest of a column; position 0 is the system column. */
  Digest column(int position) {
    return columns[position];
  }

  /** Node over the value columns [from, to), which must be a subtree of the shape. */
  Digest values(int from, int to) {
    return values.node(from, to);
  }
}

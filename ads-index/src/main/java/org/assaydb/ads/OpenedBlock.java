package org.assaydb.ads;

import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.TreeNode;

/**
 * {@link ChunkTile#BLOCK_ROWS} rows of a sealed chunk, the last time fewer, with what is not stored
 * of them: the nodes over them and the digests of their values. Immutable.
 */
final class OpenedBlock {
  private final byte[] valueDigests;
  private final RowLevels tree;

  /** Hashes the rows [first, end) of a group. */
  OpenedBlock(RowsBlock group, int first, int end, IndexSchema schema) {
    TreeShape shape = new TreeShape(schema);
    int rows = end - first;
    valueDigests = new byte[rows * Digest.SIZE_BYTES];
    NodeTable leaves = new NodeTable(schema, rows);
    for (int row = 0; row < rows; row++) {
      Entry entry = group.entry(first + row);
      int value = row * Digest.SIZE_BYTES;
      shape.value(entry, valueDigests, value);
      shape.row(entry.key().bytes(), valueDigests, value, leaves.digests(), leaves.nextDigest());
      leaves.addRow(entry);
    }
    tree = new RowLevels(shape, leaves, 0, rows);
  }

  TreeNode root() {
    return tree.root();
  }

  /** Node over rows counted within the block. */
  TreeNode rows(int from, int to) {
    return tree.node(from, to);
  }

  Digest valueDigest(int row) {
    return Digest.read(valueDigests, row * Digest.SIZE_BYTES);
  }

  int sizeBytes() {
    return valueDigests.length + tree.sizeBytes();
  }
}

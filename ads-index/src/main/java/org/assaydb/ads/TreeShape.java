package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.RunSource;
import org.jspecify.annotations.Nullable;

/** Builds the trees of one index with {@link TreeHasher}. Not thread safe. */
final class TreeShape {
  private static final byte[] NO_TYPE = {};
  private static final int[] NONE_KNOWN = {};

  private final TreeHasher hasher = new TreeHasher();
  private final IndexSchema schema;
  private final byte[][] valueTypes;

  /** Levels above the rows that {@link #passingRows} fills again and again, for so many rows. */
  private final List<NodeTable> passing = new ArrayList<>();

  private int passingRows;

  TreeShape(IndexSchema schema) {
    this.schema = schema;
    valueTypes = new byte[schema.valueTypes().size()][];
    for (int i = 0; i < valueTypes.length; i++) {
      ByteWriter out = new ByteWriter(8);
      schema.valueTypes().get(i).encode(out);
      valueTypes[i] = out.toBytes();
    }
  }

  /** Digest of one row into {@code target[offset, offset + 32)}. */
  void row(Entry entry, byte[] target, int offset) {
    hasher.row(schema.id(), schema.schemaVersion(), entry, target, offset);
  }

  /** Digest of the values of an entry. */
  void value(Entry entry, byte[] target, int offset) {
    hasher.value(entry.version(), entry.kind(), entry.deltas(), entry.values(), target, offset);
  }

  /** Digest of a row by its key and the digest of its values. */
  void row(byte[] key, byte[] value, int valueOffset, byte[] target, int offset) {
    hasher.row(schema.id(), schema.schemaVersion(), key, value, valueOffset, target, offset);
  }

  IndexSchema schema() {
    return schema;
  }

  /** The parents of all nodes of a level over the rows of a chunk. */
  NodeTable rowNodes(NodeTable below) {
    NodeTable above = new NodeTable(schema, (below.size() + 1) / 2);
    hasher.rowNodes(below, above, NONE_KNOWN, NO_TYPE);
    return above;
  }

  /** The tree over the rows of a chunk, valid until the next call. */
  RowLevels passingRows(NodeTable leaves) {
    return passingRows(leaves, NONE_KNOWN, NO_TYPE);
  }

  /**
   * As above where nodes over two rows are known.
   *
   * @param pairs of each such node its place in {@code known}, -1 when it is not there; or none
   */
  RowLevels passingRows(NodeTable leaves, int[] pairs, byte[] known) {
    if (leaves.size() > passingRows) {
      passing.clear();
      passingRows = Math.max(leaves.size(), 2 * passingRows);
    }
    NodeTable[] levels = new NodeTable[TreeLevels.ceilLog2(leaves.size()) + 1];
    levels[0] = leaves;
    for (int i = 1; i < levels.length; i++) {
      if (i > passing.size()) {
        passing.add(new NodeTable(schema, (passingRows >> i) + 1));
      }
      NodeTable above = passing.get(i - 1);
      above.clear();
      hasher.rowNodes(levels[i - 1], above, i == 1 ? pairs : NONE_KNOWN, known);
      levels[i] = above;
    }
    return new RowLevels(levels, 0, leaves.size());
  }

  TreeLevels<TreeNode> chunkTree(TreeNode[] chunks, @Nullable TreeLevels<TreeNode> previous) {
    return TreeLevels.of(chunks, hasher::chunkNode, previous);
  }

  TreeLevels<TreeNode> prefixTree(TreeNode[] prefixes) {
    return TreeLevels.of(prefixes, hasher::prefixNode);
  }

  TreeNode prefix(RunSource.Prefix prefix, TreeNode chunks) {
    return hasher.prefix(prefix.key().bytes(), prefix.chunkCount(), chunks);
  }

  /**
   * The tree over the columns of a chunk.
   *
   * @param columns the system column first
   */
  ColumnTree columnTree(Digest[] columns) {
    return new ColumnTree(columns, hasher);
  }

  /** Digest of a column; position 0 is the system column. */
  Digest column(int position, int rows, byte[] bytes) {
    byte[] type = position == 0 ? NO_TYPE : valueTypes[position - 1];
    return hasher.column(schema.id(), schema.schemaVersion(), position, type, rows, bytes);
  }

  TreeNode sealedChunk(TreeNode rows, Digest columns) {
    return hasher.chunk(rows, columns);
  }

  TreeNode memoryChunk(TreeNode rows) {
    return hasher.chunkWithoutColumns(rows);
  }
}

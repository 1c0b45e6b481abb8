package org.assaydb.ads;

import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;

/** Builds the trees of one index with {@link TreeHasher}. Not thread safe. */
final class TreeShape {
  private static final int DIGEST = Digest.SIZE_BYTES;

  private final TreeHasher hasher = new TreeHasher();
  private final IndexSchema schema;

  TreeShape(IndexSchema schema) {
    this.schema = schema;
  }

  /** Digest of one row into {@code target[offset, offset + 32)}. */
  void row(Entry entry, byte[] target, int offset) {
    hasher.row(schema.id(), schema.schemaVersion(), entry, target, offset);
  }

  IndexSchema schema() {
    return schema;
  }

  /** Summary of the rows [from, to). */
  Summary summary(List<Entry> rows, int from, int to) {
    Summary sum = Summary.of(schema, rows.get(from));
    for (int i = from + 1; i < to; i++) {
      sum = sum.plus(Summary.of(schema, rows.get(i)));
    }
    return sum;
  }

  /** The groups of a chunk. */
  TreeNode[] groups(List<Entry> rows, byte[] rowDigests) {
    int groups = RunDescriptor.groupsInChunk(rows.size());
    TreeNode[] nodes = new TreeNode[groups];
    for (int group = 0; group < groups; group++) {
      int from = group * RunDescriptor.GROUP_ROWS;
      int to = from + RunDescriptor.rowsInGroup(rows.size(), group);
      Digest digest = hasher.group(to - from, hasher.rowsRoot(rowDigests, from, to));
      nodes[group] = new TreeNode(digest, summary(rows, from, to));
    }
    return nodes;
  }

  TreeLevels<TreeNode> groupTree(TreeNode[] groups) {
    return TreeLevels.of(
        groups,
        (l, r) ->
            new TreeNode(
                hasher.groupNode(l.digest(), l.summary(), r.digest(), r.summary()),
                l.summary().plus(r.summary())));
  }

  TreeLevels<TreeNode> runTree(
      TreeNode[] chunks, @org.jspecify.annotations.Nullable TreeLevels<TreeNode> previous) {
    return TreeLevels.of(
        chunks,
        (l, r) ->
            new TreeNode(
                hasher.runNode(l.digest(), l.summary(), r.digest(), r.summary()),
                l.summary().plus(r.summary())),
        previous);
  }

  TreeLevels<Digest> columnTree(Digest[] columns) {
    return TreeLevels.of(columns, hasher::columnNode);
  }

  /** Digest of a column; position 0 is the system column. */
  Digest column(int position, int rows, byte[] bytes) {
    byte[] type = new byte[0];
    if (position > 0) {
      ColumnType columnType = schema.valueTypes().get(position - 1);
      ByteWriter out = new ByteWriter(8);
      columnType.encode(out);
      type = out.toBytes();
    }
    return hasher.column(schema.id(), schema.schemaVersion(), position, type, rows, bytes);
  }

  TreeNode sealedChunk(TreeNode groups, Digest columns) {
    return new TreeNode(hasher.chunk(groups.digest(), columns), groups.summary());
  }

  TreeNode memoryChunk(TreeNode group) {
    return new TreeNode(hasher.chunkWithoutColumns(group.digest()), group.summary());
  }

  /** Root over rows [from, to) of a group that begins at row {@code first} of the chunk. */
  static Digest rowsRoot(byte[] rowDigests, int first, int from, int to) {
    if (to - from == 1) {
      return Digest.read(rowDigests, (first + from) * DIGEST);
    }
    return new TreeHasher().rowsRoot(rowDigests, first + from, first + to);
  }
}

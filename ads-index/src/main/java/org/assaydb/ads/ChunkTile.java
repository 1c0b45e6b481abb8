package org.assaydb.ads;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;

/**
 * What leads from a sealed chunk's node to its groups and columns. Stored: per group its first key
 * (length, bytes) and first version (8); the nodes over every {@link #BLOCK_ROWS} rows (digest,
 * summary); column count, column digests. The number of rows comes from the run's manifest.
 *
 * @param rows from the nodes over {@link #BLOCK_ROWS} rows upwards
 */
record ChunkTile(byte[][] firstKeys, long[] firstVersions, RowLevels rows, ColumnTree columns) {
  /** Nodes below this many rows are hashed again when they are asked for. */
  static final int BLOCK_ROWS = 1 << 3;

  private static final int BLOCK_LEVEL = 3;

  static void encode(RowsBuffer rows, RowLevels tree, Digest[] columns, ByteWriter out) {
    for (int i = 0; i < rows.size(); i += RunDescriptor.GROUP_ROWS) {
      out.bytes(rows.key(i)).i64(rows.version(i));
    }
    NodeTable blocks = tree.level(BLOCK_LEVEL);
    for (int i = 0; i < blocks.size(); i++) {
      blocks.encode(i, out);
    }
    out.varint(columns.length);
    for (Digest column : columns) {
      out.digest(column);
    }
  }

  /** Decodes a tile and compares it with the digest that the run tree holds. */
  static ChunkTile decode(ByteReader in, TreeNode chunk, TreeShape shape) {
    int rows = (int) chunk.summary().count();
    byte[][] firstKeys = new byte[RunDescriptor.groupsInChunk(rows)][];
    long[] firstVersions = new long[firstKeys.length];
    for (int i = 0; i < firstKeys.length; i++) {
      firstKeys[i] = in.bytes(Key.MAX_BYTES, "key");
      firstVersions[i] = in.i64();
    }
    NodeTable blocks = new NodeTable(shape.schema(), (rows + BLOCK_ROWS - 1) / BLOCK_ROWS);
    for (int i = 0; i < rows; i += BLOCK_ROWS) {
      TreeNode block = TreeNode.decode(in, shape.schema());
      boolean fits = block.summary().count() <= BLOCK_ROWS;
      VerificationException.require(fits, RejectReason.MALFORMED, "rows of a block");
      blocks.add(block);
    }
    Digest[] columns = new Digest[in.count(Digest.SIZE_BYTES, "column")];
    boolean all = columns.length == 1 + shape.schema().valueTypes().size();
    VerificationException.require(all, RejectReason.MALFORMED, "columns of a chunk");
    for (int i = 0; i < columns.length; i++) {
      columns[i] = in.digest();
    }
    in.end();
    RowLevels tree = new RowLevels(shape, blocks, BLOCK_LEVEL, rows);
    ColumnTree columnTree = shape.columnTree(columns);
    VerificationException.require(
        shape.sealedChunk(tree.root(), columnTree.root()).equals(chunk),
        RejectReason.ROOT_MISMATCH,
        "does not hash to the chunk");
    return new ChunkTile(firstKeys, firstVersions, tree, columnTree);
  }

  /** The last group that begins at or before (key, version); 0 when all begin after it. */
  int groupFor(byte[] key, long version) {
    int low = 0;
    int high = firstKeys.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      int order = Key.compare(firstKeys[middle], key);
      if (order < 0 || (order == 0 && firstVersions[middle] >= version)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  int sizeBytes() {
    int size = rows.sizeBytes() + columns.size() * 96;
    for (byte[] key : firstKeys) {
      size += key.length + 32;
    }
    return size;
  }
}

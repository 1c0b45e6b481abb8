package org.assaydb.ads;

import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;

/**
 * The digests below a sealed chunk's node. Stored: row digests (32 each), groups (digest, summary),
 * column count, column digests; the numbers of rows and groups come from the run's manifest.
 */
record ChunkTile(byte[] rowDigests, TreeLevels<TreeNode> groups, TreeLevels<Digest> columns) {
  static byte[] encode(byte[] rowDigests, TreeNode[] groups, Digest[] columns) {
    ByteWriter out = new ByteWriter(rowDigests.length + groups.length * 48 + columns.length * 32);
    out.raw(rowDigests);
    for (TreeNode group : groups) {
      group.encode(out);
    }
    out.varint(columns.length);
    for (Digest column : columns) {
      out.digest(column);
    }
    return out.toBytes();
  }

  /** Decodes and compares with the digest that the run tree holds. */
  static ChunkTile decode(byte[] bytes, TreeNode chunk, TreeShape shape) {
    int rows = (int) chunk.summary().count();
    try {
      ByteReader in = new ByteReader(bytes);
      byte[] rowDigests = in.raw(rows * Digest.SIZE_BYTES);
      TreeNode[] groups = new TreeNode[RunDescriptor.groupsInChunk(rows)];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = TreeNode.decode(in, shape.schema());
      }
      Digest[] columns = new Digest[in.count(Digest.SIZE_BYTES, "column")];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = in.digest();
      }
      in.end();
      ChunkTile tile = new ChunkTile(rowDigests, shape.rowTree(groups), shape.columnTree(columns));
      if (shape.sealedChunk(tile.groups.root(), tile.columns.root()).equals(chunk)) {
        return tile;
      }
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "tile of a chunk", e);
    }
    throw StorageException.corrupt("tile of a chunk does not hash to its node");
  }

  int sizeBytes() {
    return rowDigests.length + groups.size() * 160 + columns.size() * 96;
  }
}

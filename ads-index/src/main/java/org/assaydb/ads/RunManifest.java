package org.assaydb.ads;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;

/**
 * What a replica keeps in memory of a sealed run. Stored: format 3, run descriptor, chunk count,
 * per chunk (digest, summary, first key, version of its first row), last key, filter words (count,
 * then 8 bytes each, little-endian).
 *
 * @param firstVersions packed version of the first row of each chunk
 */
record RunManifest(
    RunDescriptor descriptor,
    TreeNode[] chunks,
    byte[][] firstKeys,
    long[] firstVersions,
    byte[] lastKey,
    KeyFilter filter) {
  private static final int FORMAT = 3;
  private static final int LEAST_CHUNK_BYTES = 32 + 4 + 1 + 8;

  /** Rows of the largest chunk. */
  int mostChunkRows() {
    return (int) Arrays.stream(chunks).mapToLong(c -> c.summary().count()).max().orElse(1);
  }

  /** The nodes above the chunks. */
  RunTree tree(TreeShape shape) {
    return new RunTree(shape, chunks, i -> firstKeys[i], null);
  }

  void encode(ByteWriter out) {
    out.u8(FORMAT);
    descriptor.encode(out);
    out.varint(chunks.length);
    for (int i = 0; i < chunks.length; i++) {
      chunks[i].encode(out);
      out.bytes(firstKeys[i]).i64(firstVersions[i]);
    }
    out.bytes(lastKey);
    long[] words = filter.words();
    ByteBuffer raw = ByteBuffer.allocate(words.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(words);
    out.varint(words.length).raw(raw.array());
  }

  /** Decodes and compares the chunks with the run's root. */
  static RunManifest decode(byte[] bytes, TreeShape shape) {
    try {
      ByteReader in = new ByteReader(bytes);
      int format = in.u8();
      if (format != FORMAT) {
        throw StorageException.corrupt(
            "run of storage format " + format + ", this version reads format " + FORMAT);
      }
      RunDescriptor descriptor = RunDescriptor.decode(in, shape.schema());
      int count = in.count(LEAST_CHUNK_BYTES, "chunk");
      List<TreeNode> chunks = new ArrayList<>(count);
      byte[][] firstKeys = new byte[count][];
      long[] firstVersions = new long[count];
      for (int i = 0; i < count; i++) {
        chunks.add(TreeNode.decode(in, shape.schema()));
        firstKeys[i] = in.bytes(Key.MAX_BYTES, "key");
        firstVersions[i] = in.i64();
      }
      byte[] lastKey = in.bytes(Key.MAX_BYTES, "key");
      long[] words = new long[in.count(8, "filter word")];
      byte[] raw = in.raw(words.length * 8);
      ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
      in.end();
      TreeNode[] nodes = chunks.toArray(new TreeNode[0]);
      RunManifest manifest =
          new RunManifest(
              descriptor, nodes, firstKeys, firstVersions, lastKey, new KeyFilter(words));
      RunTree tree = manifest.tree(shape);
      boolean same =
          tree.root().equals(new TreeNode(descriptor.root(), descriptor.summary()))
              && tree.leafCount() == descriptor.leafCount();
      if (!same) {
        throw StorageException.corrupt("chunks of a run do not hash to its root");
      }
      return manifest;
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "manifest of a run", e);
    }
  }
}

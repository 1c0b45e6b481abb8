package org.assaydb.proofs.vo;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;

/** One run on the prover's side: everything that {@link VoWriter} needs to cut a witness. */
public interface RunSource {
  /**
   * The chunks of one key prefix in a grouped index.
   *
   * @param key the encoded key parts that all its keys start with
   * @param firstChunk ordinal in the run
   */
  record Prefix(Key key, int firstChunk, int chunkCount) {
    /** Exclusive. */
    public int endChunk() {
      return firstChunk + chunkCount;
    }
  }

  RunDescriptor descriptor();

  /** Chunks of the whole run. */
  int chunkCount();

  /** Ordinal of the chunk that holds the entry at {@code position}, in [0, count). */
  int chunkAt(long position);

  /** Position of the first entry of a chunk; for the ordinal behind the last one, their count. */
  long chunkStart(int chunk);

  ChunkSource chunk(int ordinal);

  /**
   * Node over the chunks [from, to), a subtree of the RFC 6962 shape over the chunks of the run or,
   * in a grouped index, of one prefix.
   */
  TreeNode chunks(int from, int to);

  /** Prefixes of the run; 0 when the index is not grouped. */
  int prefixCount();

  /** Prefix by ordinal, ascending. */
  Prefix prefix(int ordinal);

  /** Node over the prefixes [from, to), a subtree of the RFC 6962 shape. */
  TreeNode prefixes(int from, int to);
}

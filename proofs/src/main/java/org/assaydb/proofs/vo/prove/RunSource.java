package org.assaydb.proofs.vo.prove;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.RunLayout;

/** One run on the prover's side: everything that {@link VoWriter} needs to cut a witness. */
public interface RunSource extends RunLayout {
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

  /** As {@link RunLayout}; for the ordinal behind the last chunk, the entries of the run. */
  @Override
  long chunkStart(int chunk);

  @Override
  default int chunkRows(int chunk) {
    return (int) (chunkStart(chunk + 1) - chunkStart(chunk));
  }

  @Override
  default boolean isColumnar(int chunk) {
    return chunk(chunk).columnar();
  }

  ChunkSource chunk(int ordinal);

  /**
   * Node over the chunks [from, to), a subtree of the RFC 6962 shape over the chunks of the run or,
   * in a grouped index, of one prefix.
   */
  TreeNode chunks(int from, int to);

  /** Prefix by ordinal, ascending. */
  Prefix prefix(int ordinal);

  @Override
  default Key prefixKey(int ordinal) {
    return prefix(ordinal).key();
  }

  @Override
  default long prefixStart(int ordinal) {
    return chunkStart(prefix(ordinal).firstChunk());
  }

  @Override
  default long prefixEnd(int ordinal) {
    return chunkStart(prefix(ordinal).endChunk());
  }

  /** Node over the prefixes [from, to), a subtree of the RFC 6962 shape. */
  TreeNode prefixes(int from, int to);
}

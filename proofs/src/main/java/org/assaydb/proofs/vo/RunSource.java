package org.assaydb.proofs.vo;

import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;

/** One run on the prover's side: everything that {@link VoWriter} needs to cut a witness. */
public interface RunSource {
  RunDescriptor descriptor();

  /** Ordinal of the chunk that holds the entry at {@code position}, in [0, count). */
  int chunkAt(long position);

  /** Position of the first entry of a chunk. */
  long chunkStart(int chunk);

  ChunkSource chunk(int ordinal);

  /** Node over the chunks [from, to), a subtree of the RFC 6962 shape. */
  TreeNode chunks(int from, int to);
}

package org.assaydb.ads;

import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.RunSource;

/** One run of an index, in memory or sealed. Immutable, safe for any thread. */
interface Run extends RunSource {
  default Summary summary() {
    return descriptor().summary();
  }

  /** The nodes above the chunks. */
  RunTree tree();

  @Override
  default int chunkCount() {
    return tree().chunkCount();
  }

  @Override
  default int chunkAt(long position) {
    return tree().chunkAt(position);
  }

  @Override
  default long chunkStart(int chunk) {
    return tree().chunkStart(chunk);
  }

  @Override
  default TreeNode chunks(int from, int to) {
    return tree().chunks(from, to);
  }

  @Override
  default int prefixCount() {
    return tree().prefixCount();
  }

  @Override
  default Prefix prefix(int ordinal) {
    return tree().prefix(ordinal);
  }

  @Override
  default TreeNode prefixes(int from, int to) {
    return tree().prefixes(from, to);
  }

  /** Entries of a chunk, from memory, cache or disk; what is returned is for one thread. */
  Rows rows(int chunk);

  /** Digest and summary of a chunk, always in memory. */
  default TreeNode chunkNode(int chunk) {
    return chunks(chunk, chunk + 1);
  }

  /** The last chunk that begins at or before (key, version); 0 when all begin after it. */
  int chunkFor(byte[] key, long version);

  /** Compares the first key of a chunk with {@code key}. */
  int compareFirstKey(int chunk, byte[] key);

  /** Whether every key of the run is less than {@code key}. */
  boolean endsBefore(byte[] key);

  /** False when the run certainly holds no key of this {@link FilterHash}. */
  boolean mayHold(long hash);

  /** Position of the first entry at or after (key, version); the count when there is none. */
  default long lowerBound(byte[] key, long version) {
    int chunk = chunkFor(key, version);
    return chunkStart(chunk) + rows(chunk).lowerBound(key, version);
  }
}

package org.assaydb.ads;

import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.RunSource;

/** One run of an index, in memory or sealed. Immutable, safe for any thread. */
interface Run extends RunSource {
  default Summary summary() {
    return descriptor().summary();
  }

  default int chunkCount() {
    return descriptor().chunkCount();
  }

  /** Entries of a chunk, from memory, cache or disk. */
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

  /** Row digests of a chunk, 32 bytes each. */
  byte[] rowDigests(int chunk);

  /** Position of the first entry at or after (key, version); the count when there is none. */
  default long lowerBound(byte[] key, long version) {
    int chunk = chunkFor(key, version);
    return chunkStart(chunk) + rows(chunk).lowerBound(key, version);
  }
}

package org.assaydb.benchmarks.proofs;

import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.IndexDescriptor;

/**
 * Where the bytes of a verification object of one index go.
 *
 * @param stateBytes from the state root to the index: format, position, sibling digests
 * @param descriptorBytes the index's leaf: roots and summaries of its runs
 * @param runBytes what was read, and the siblings up to the runs' roots
 */
record VoParts(int stateBytes, int descriptorBytes, int runBytes) {
  /**
   * Takes a verification object apart.
   *
   * @param ordinal position of the index among the {@code leaves} of the state
   */
  static VoParts of(byte[] vo, IndexDescriptor descriptor, int ordinal, int leaves) {
    ByteWriter out = new ByteWriter(256);
    descriptor.encode(out);
    byte[] leaf = out.toBytes();
    int state = indexOf(vo, leaf) + siblingsAfter(ordinal, leaves) * Digest.SIZE_BYTES;
    return new VoParts(state, leaf.length, vo.length - state - leaf.length);
  }

  private static int indexOf(byte[] whole, byte[] part) {
    for (int at = 0; at + part.length <= whole.length; at++) {
      if (java.util.Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new IllegalArgumentException("the object does not show this index");
  }

  /** Sibling digests to the right of a leaf, in the tree shape of RFC 6962. */
  private static int siblingsAfter(int ordinal, int leaves) {
    if (leaves <= 1) {
      return 0;
    }
    int left = Integer.highestOneBit(leaves - 1);
    return ordinal < left
        ? siblingsAfter(ordinal, left) + 1
        : siblingsAfter(ordinal - left, leaves - left);
  }
}

package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.RunSource;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a run above its chunks: one tree over the chunks or, in a grouped index, a tree over
 * the chunks of each prefix and one over the prefixes. Immutable.
 */
final class RunTree {
  private final long[] starts;
  private final List<RunSource.Prefix> prefixes = new ArrayList<>();

  /** One per prefix; a single one when the index is not grouped. */
  private final List<TreeLevels<TreeNode>> chunkTrees = new ArrayList<>();

  private final @Nullable TreeLevels<TreeNode> prefixTree;

  /**
   * @param firstKey first key of a chunk; in a grouped index all keys of a chunk share its prefix
   * @param previous a tree whose nodes are used again where the chunks are the same objects
   */
  RunTree(
      TreeShape shape,
      TreeNode[] chunks,
      IntFunction<byte[]> firstKey,
      @Nullable RunTree previous) {
    starts = new long[chunks.length + 1];
    for (int i = 0; i < chunks.length; i++) {
      starts[i + 1] = starts[i] + chunks[i].summary().count();
    }
    if (shape.schema().groupedParts() == 0) {
      TreeLevels<TreeNode> old = previous == null ? null : previous.chunkTrees.get(0);
      chunkTrees.add(shape.chunkTree(chunks, old));
      prefixTree = null;
      return;
    }
    addPrefixes(shape, chunks, firstKey);
    TreeNode[] leaves = new TreeNode[prefixes.size()];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = shape.prefix(prefixes.get(i), chunkTrees.get(i).root());
    }
    prefixTree = shape.prefixTree(leaves);
  }

  private void addPrefixes(TreeShape shape, TreeNode[] chunks, IntFunction<byte[]> firstKey) {
    int first = 0;
    while (first < chunks.length) {
      Key prefix = prefix(shape.schema(), firstKey.apply(first));
      int end = first + 1;
      while (end < chunks.length && startsWith(firstKey.apply(end), prefix.bytes())) {
        end++;
      }
      prefixes.add(new RunSource.Prefix(prefix, first, end - first));
      chunkTrees.add(shape.chunkTree(Arrays.copyOfRange(chunks, first, end), null));
      first = end;
    }
  }

  /** The key parts that the index is grouped by; empty when it is not. */
  static Key prefix(IndexSchema schema, byte[] key) {
    int length = KeyCodec.partsLength(schema, new Key(key), schema.groupedParts());
    return new Key(Arrays.copyOf(key, length));
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Leaves of the top tree. */
  int leafCount() {
    return prefixTree == null ? chunkTrees.get(0).size() : prefixTree.size();
  }

  TreeNode root() {
    return prefixTree == null ? chunkTrees.get(0).root() : prefixTree.root();
  }

  int chunkCount() {
    return starts.length - 1;
  }

  long chunkStart(int chunk) {
    return starts[chunk];
  }

  int chunkAt(long position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  TreeNode chunks(int from, int to) {
    if (prefixTree == null) {
      return chunkTrees.get(0).node(from, to);
    }
    int ordinal = prefixOf(from);
    int first = prefixes.get(ordinal).firstChunk();
    return chunkTrees.get(ordinal).node(from - first, to - first);
  }

  private int prefixOf(int chunk) {
    int low = 0;
    int high = prefixes.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (prefixes.get(middle).firstChunk() <= chunk) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  int prefixCount() {
    return prefixes.size();
  }

  RunSource.Prefix prefix(int ordinal) {
    return prefixes.get(ordinal);
  }

  TreeNode prefixes(int from, int to) {
    if (prefixTree == null) {
      throw new IllegalStateException("the index is not grouped");
    }
    return prefixTree.node(from, to);
  }
}

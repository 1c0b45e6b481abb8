package org.assaydb.sql.window;

import org.assaydb.sql.aggregate.AggregateFunction;
import org.assaydb.sql.aggregate.MergeableAccumulator;
import org.assaydb.sql.vector.Vector;

/**
 * Frames computed from a segment tree (Leis, Kundhikanjana, Kemper, Neumann, "Efficient processing
 * of window functions in analytical SQL queries", PVLDB 8, 2015): node i of the tree has the nodes
 * 2i and 2i + 1 below it, node n + i is row i.
 *
 * @param distinct a row of each frame
 */
record FrameTree(Frames frames, int[] distinct, FrameFeed feed) {
  private static final int CHECK_EVERY = 1 << 12;

  Vector results(AggregateFunction function) {
    int n = frames.size();
    MergeableAccumulator tree = tree(function, n);
    MergeableAccumulator results = create(function);
    results.grow(distinct.length);
    int[] ranges = new int[6];
    for (int f = 0; f < distinct.length; f++) {
      if (f % CHECK_EVERY == 0) {
        feed.interruptCheck().run();
      }
      int count = frames.ranges(distinct[f], ranges);
      for (int r = 0; r < count; r++) {
        merge(results, f, tree, ranges[2 * r] + n, ranges[2 * r + 1] + n);
      }
    }
    return results.result(0, distinct.length);
  }

  private MergeableAccumulator create(AggregateFunction function) {
    return (MergeableAccumulator) function.create(feed.interruptCheck());
  }

  private MergeableAccumulator tree(AggregateFunction function, int n) {
    MergeableAccumulator tree = create(function);
    tree.grow(Math.multiplyExact(2, n));
    int[] counted = feed.counted();
    int[] leaves = new int[counted.length];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = n + counted[i];
    }
    feed.add(tree, counted, leaves, leaves.length);
    for (int node = n - 1; node > 0; node--) {
      if (node % CHECK_EVERY == 0) {
        feed.interruptCheck().run();
      }
      tree.merge(node, tree, 2 * node);
      tree.merge(node, tree, 2 * node + 1);
    }
    return tree;
  }

  /** Merges the leaves of a range, by the largest nodes that lie in it. */
  private static void merge(
      MergeableAccumulator result, int group, MergeableAccumulator tree, int first, int past) {
    int from = first;
    int to = past;
    while (from < to) {
      if ((from & 1) != 0) {
        result.merge(group, tree, from++);
      }
      if ((to & 1) != 0) {
        result.merge(group, tree, --to);
      }
      from >>= 1;
      to >>= 1;
    }
  }
}

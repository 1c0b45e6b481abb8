package org.assaydb.ads;

import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.TreeNode;

/**
 * The tree over the rows of a chunk, or of an aligned part of it, from some level upwards: level l
 * holds at i the node over the rows [i * 2^l, min(n, (i + 1) * 2^l)). Immutable.
 */
final class RowLevels {
  private final NodeTable[] levels;
  private final int lowest;
  private final int rows;

  /**
   * @param levels the lowest one first; not copied
   */
  RowLevels(NodeTable[] levels, int lowest, int rows) {
    this.levels = levels;
    this.lowest = lowest;
    this.rows = rows;
  }

  /**
   * @param bottom all nodes of level {@code lowest}; not copied
   */
  RowLevels(TreeShape shape, NodeTable bottom, int lowest, int rows) {
    this.lowest = lowest;
    this.rows = rows;
    levels = new NodeTable[TreeLevels.ceilLog2(bottom.size()) + 1];
    levels[0] = bottom;
    for (int i = 1; i < levels.length; i++) {
      levels[i] = shape.rowNodes(levels[i - 1]);
    }
  }

  int rows() {
    return rows;
  }

  TreeNode root() {
    return levels[levels.length - 1].node(0);
  }

  /** All nodes of a level, which is at or above the lowest one and at or below the root. */
  NodeTable level(int level) {
    return levels[Math.min(level - lowest, levels.length - 1)];
  }

  /** Whether {@link #node} has the subtree over these rows. */
  boolean holds(int from, int to) {
    int level = Math.max(lowest, TreeLevels.ceilLog2(to - from));
    int index = from >> level;
    return index << level == from && to == Math.min(rows, (index + 1) << level);
  }

  /** Node over the rows [from, to), which must be a subtree of the shape at a level held here. */
  TreeNode node(int from, int to) {
    if (!holds(from, to)) {
      throw new IllegalArgumentException("no subtree: [" + from + ", " + to + ") of " + rows);
    }
    int level = Math.max(lowest, TreeLevels.ceilLog2(to - from));
    return level(level).node(from >> level);
  }

  int sizeBytes() {
    int size = 0;
    for (NodeTable level : levels) {
      size += level.sizeBytes();
    }
    return size;
  }
}

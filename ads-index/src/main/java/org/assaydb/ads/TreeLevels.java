package org.assaydb.ads;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All nodes of one tree of RFC 6962 shape. Level l holds at i the node over the leaves [i * 2^l,
 * min(n, (i + 1) * 2^l)): pairing from the bottom and carrying the odd node up gives that shape.
 * Immutable.
 */
final class TreeLevels<T> {
  private static final Object[] NONE = {};

  private final Object[][] levels;

  private TreeLevels(Object[][] levels) {
    this.levels = levels;
  }

  static <T> TreeLevels<T> of(T[] leaves, BinaryOperator<T> parent) {
    return of(leaves, parent, null);
  }

  /**
   * @param leaves at least one; not copied
   * @param previous a tree whose nodes are used again where both children are the same objects
   */
  static <T> TreeLevels<T> of(
      T[] leaves, BinaryOperator<T> parent, @Nullable TreeLevels<T> previous) {
    int height = ceilLog2(leaves.length);
    Object[][] levels = new Object[height + 1][];
    levels[0] = leaves;
    for (int level = 1; level <= height; level++) {
      Object[] old = NONE;
      Object[] oldBelow = NONE;
      if (previous != null && level < previous.levels.length) {
        old = previous.levels[level];
        oldBelow = previous.levels[level - 1];
      }
      levels[level] = parents(levels[level - 1], parent, old, oldBelow);
    }
    return new TreeLevels<>(levels);
  }

  @SuppressWarnings("unchecked")
  private static <T> Object[] parents(
      Object[] below, BinaryOperator<T> parent, Object[] old, Object[] oldBelow) {
    Object[] nodes = new Object[(below.length + 1) / 2];
    for (int i = 0; i < nodes.length; i++) {
      int left = 2 * i;
      if (left + 1 == below.length) {
        nodes[i] = below[left];
      } else if (left + 1 < oldBelow.length
          && oldBelow[left] == below[left]
          && oldBelow[left + 1] == below[left + 1]) {
        nodes[i] = old[i];
      } else {
        nodes[i] = parent.apply((T) below[left], (T) below[left + 1]);
      }
    }
    return nodes;
  }

  /** Smallest l with 2^l >= size. */
  static int ceilLog2(int size) {
    return 32 - Integer.numberOfLeadingZeros(size - 1);
  }

  int size() {
    return levels[0].length;
  }

  @SuppressWarnings("unchecked")
  T root() {
    return (T) levels[levels.length - 1][0];
  }

  /** Node over the leaves [from, to), which must be a subtree of the shape. */
  @SuppressWarnings("unchecked")
  T node(int from, int to) {
    int level = ceilLog2(to - from);
    int index = from >> level;
    if (index << level != from || to != Math.min(size(), (index + 1) << level)) {
      throw new IllegalArgumentException("no subtree: [" + from + ", " + to + ") of " + size());
    }
    return (T) levels[level][index];
  }

  @Override
  public String toString() {
    return Arrays.toString(levels[levels.length - 1]);
  }
}

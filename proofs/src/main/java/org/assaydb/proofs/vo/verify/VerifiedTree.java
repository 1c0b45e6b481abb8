package org.assaydb.proofs.vo.verify;

import java.util.Arrays;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.NodeTable;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of an index's runs as a verification object shows them, those of a run together,
 * children before their parents, so that the second child of a node is the one before it. Each is
 * split, or known by its summary alone; the roots of chunks and prefixes that are shown are marked.
 * Not thread safe.
 */
final class VerifiedTree {
  private static final int NOT_SPLIT = -1;
  private static final int MOST_AT_FIRST = 8192;

  /** Received for each node, as about every second one is computed; an estimate. */
  private static final int BYTES_PER_NODE = 24;

  private static final byte PREFIX = 1;
  private static final byte DESCENDED = 2;

  private final NodeTable nodes;

  /** First children. */
  private int[] left;

  private @Nullable VerifiedChunk[] chunks;
  private byte[] marks;

  /**
   * @param bytes received for the nodes and all that follows
   */
  VerifiedTree(IndexSchema schema, int bytes) {
    int capacity = Math.min(MOST_AT_FIRST, 8 + bytes / BYTES_PER_NODE);
    nodes = new NodeTable(schema, capacity);
    left = new int[capacity];
    chunks = new @Nullable VerifiedChunk[capacity];
    marks = new byte[capacity];
  }

  NodeTable nodes() {
    return nodes;
  }

  /** Notes that a node was added whose children are not shown, or an entry. */
  int leaf(int node) {
    return split(node, NOT_SPLIT);
  }

  /** Notes that the parent of {@code first} and of the node before it was added. */
  int split(int node, int first) {
    if (node >= left.length) {
      int capacity = NodeTable.grown(node);
      left = Arrays.copyOf(left, capacity);
      chunks = Arrays.copyOf(chunks, capacity);
      marks = Arrays.copyOf(marks, capacity);
    }
    left[node] = first;
    return node;
  }

  void markChunk(int node, VerifiedChunk shown) {
    chunks[node] = shown;
  }

  void markPrefix(int node) {
    marks[node] |= PREFIX;
  }

  void markDescended(int node) {
    marks[node] |= DESCENDED;
  }

  boolean isSplit(int node) {
    return left[node] != NOT_SPLIT;
  }

  /** First child of a node that is split. */
  int left(int node) {
    return left[node];
  }

  /** Second child of a node that is split. */
  int right(int node) {
    return node - 1;
  }

  /** The chunk that this is the root of, when it is shown. */
  @Nullable VerifiedChunk chunk(int node) {
    return chunks[node];
  }

  /** Whether this is the root of a prefix that is shown. */
  boolean isPrefix(int node) {
    return (marks[node] & PREFIX) != 0;
  }

  /** Whether a read asked for a child. */
  boolean isDescended(int node) {
    return (marks[node] & DESCENDED) != 0;
  }
}

package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;

import java.util.Objects;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.jspecify.annotations.Nullable;

/**
 * A node of a run as a verification object shows it: split, or known by its summary alone. The root
 * of a chunk or a prefix that is shown carries that.
 */
final class VerifiedNode implements RunNode {
  private final TreeNode node;
  private final long from;
  private final long to;
  private final @Nullable VerifiedNode left;
  private final @Nullable VerifiedNode right;
  private final @Nullable VerifiedChunk chunk;
  private final boolean prefix;
  private boolean descended;

  private VerifiedNode(
      TreeNode node,
      long from,
      @Nullable VerifiedNode left,
      @Nullable VerifiedNode right,
      @Nullable VerifiedChunk chunk,
      boolean prefix) {
    this.node = node;
    this.from = from;
    to = from + node.summary().count();
    this.left = left;
    this.right = right;
    this.chunk = chunk;
    this.prefix = prefix;
  }

  /** A node whose children are not shown, or an entry. */
  static VerifiedNode leaf(TreeNode node, long from) {
    return new VerifiedNode(node, from, null, null, null, false);
  }

  static VerifiedNode split(TreeNode node, VerifiedNode left, VerifiedNode right) {
    return new VerifiedNode(node, left.from, left, right, null, false);
  }

  /** The rows of a chunk under the digest by which the level above binds them. */
  VerifiedNode ofChunk(TreeNode bound, VerifiedChunk shown) {
    return new VerifiedNode(bound, from, left, right, shown, false);
  }

  /** The chunks of a prefix under the digest by which the level above binds them. */
  VerifiedNode ofPrefix(TreeNode bound) {
    return new VerifiedNode(bound, from, left, right, chunk, true);
  }

  /** The chunk that this is the root of, when it is shown. */
  @Nullable VerifiedChunk chunk() {
    return chunk;
  }

  /** Whether this is the root of a prefix that is shown. */
  boolean isPrefix() {
    return prefix;
  }

  boolean isSplit() {
    return left != null;
  }

  TreeNode node() {
    return node;
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public long to() {
    return to;
  }

  @Override
  public Summary summary() {
    return node.summary();
  }

  /** Whether a read asked for a child. */
  boolean isDescended() {
    return descended;
  }

  /** A child of a node that is split. */
  VerifiedNode splitLeft() {
    return Objects.requireNonNull(left);
  }

  /** A child of a node that is split. */
  VerifiedNode splitRight() {
    return Objects.requireNonNull(right);
  }

  @Override
  public RunNode left() {
    return shown(left);
  }

  @Override
  public RunNode right() {
    return shown(right);
  }

  private RunNode shown(@Nullable VerifiedNode child) {
    if (isEntry()) {
      throw new IllegalStateException("an entry has no children");
    }
    if (child == null) {
      throw new VerificationException(INCOMPLETE_RESULT, "node was not opened");
    }
    descended = true;
    return child;
  }
}

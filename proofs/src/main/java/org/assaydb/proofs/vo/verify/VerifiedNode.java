package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;

import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;

/** A node of a {@link VerifiedTree} for its readers. */
final class VerifiedNode implements RunNode {
  private final VerifiedTree tree;
  private final int node;
  private final long from;

  VerifiedNode(VerifiedTree tree, int node, long from) {
    this.tree = tree;
    this.node = node;
    this.from = from;
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public long to() {
    return from + tree.nodes().count(node);
  }

  @Override
  public long live() {
    return tree.nodes().live(node);
  }

  @Override
  public long minVersion() {
    return tree.nodes().minVersion(node);
  }

  @Override
  public long maxVersion() {
    return tree.nodes().maxVersion(node);
  }

  @Override
  public ColumnSum sum(int place) {
    return tree.nodes().sum(node, place);
  }

  @Override
  public ColumnBounds bounds(int place) {
    return tree.nodes().bounds(node, place);
  }

  @Override
  public boolean isColumnar() {
    VerifiedChunk chunk = tree.chunk(node);
    return chunk != null && chunk.isColumnar();
  }

  @Override
  public RunNode left() {
    requireSplit();
    return new VerifiedNode(tree, tree.left(node), from);
  }

  @Override
  public RunNode right() {
    requireSplit();
    long start = from + tree.nodes().count(tree.left(node));
    return new VerifiedNode(tree, tree.right(node), start);
  }

  private void requireSplit() {
    if (isEntry()) {
      throw new IllegalStateException("an entry has no children");
    }
    if (!tree.isSplit(node)) {
      throw new VerificationException(INCOMPLETE_RESULT, "node was not opened");
    }
    tree.markDescended(node);
  }
}

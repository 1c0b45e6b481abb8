package org.assaydb.proofs.vo;

import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.tree.Summary;

/** A node that notes where it was split, whenever a child is asked for. */
final class RecordedNode implements RunNode {
  private final RunNode node;
  private final Positions cuts;

  RecordedNode(RunNode node, Positions cuts) {
    this.node = node;
    this.cuts = cuts;
  }

  @Override
  public long from() {
    return node.from();
  }

  @Override
  public long to() {
    return node.to();
  }

  @Override
  public Summary summary() {
    return node.summary();
  }

  @Override
  public RunNode left() {
    RunNode child = node.left();
    cuts.add(child.to());
    return new RecordedNode(child, cuts);
  }

  @Override
  public RunNode right() {
    RunNode child = node.right();
    cuts.add(child.from());
    return new RecordedNode(child, cuts);
  }
}

package org.assaydb.proofs.read;

import org.assaydb.proofs.tree.Summary;

/**
 * A node of a run's tree, over the entries at the positions [from, to). Read algorithms descend
 * from {@link RunView#top()}; over a store every descent is recorded for the witness, over a
 * verification object a node that was not opened throws {@link
 * org.assaydb.proofs.RejectReason#INCOMPLETE_RESULT} when its children are asked for.
 */
public interface RunNode {
  long from();

  /** Exclusive; greater than {@link #from()}. */
  long to();

  /** Certified, of exactly the entries of this node. */
  Summary summary();

  /** First child; throws IllegalStateException for a node of a single entry. */
  RunNode left();

  /** Second child; starts where {@link #left()} ends. */
  RunNode right();

  /** Whether this node is a single entry and so has no children. */
  default boolean isEntry() {
    return to() - from() == 1;
  }
}

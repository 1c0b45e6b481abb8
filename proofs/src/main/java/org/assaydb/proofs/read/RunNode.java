package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;

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

  /** Sum of the live deltas of its entries; this and what follows is certified. */
  long live();

  /** Least {@link org.assaydb.proofs.schema.Version#packed} of its entries. */
  long minVersion();

  /** Greatest version of its entries, packed. */
  long maxVersion();

  /**
   * What its entries add to a column.
   *
   * @param place in {@link org.assaydb.proofs.schema.IndexSchema#sums()}
   */
  ColumnSum sum(int place);

  /**
   * Bounds of a column over its PUT entries.
   *
   * @param place in {@link org.assaydb.proofs.schema.IndexSchema#bounds()}
   */
  ColumnBounds bounds(int place);

  /** First child; throws IllegalStateException for a node of a single entry. */
  RunNode left();

  /** Second child; starts where {@link #left()} ends. */
  RunNode right();

  /** Whether this node is all of a chunk that has column chunks. */
  default boolean isColumnar() {
    return false;
  }

  /** Whether this node is a single entry and so has no children. */
  default boolean isEntry() {
    return to() - from() == 1;
  }
}

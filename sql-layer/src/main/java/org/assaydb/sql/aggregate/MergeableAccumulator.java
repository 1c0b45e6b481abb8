package org.assaydb.sql.aggregate;

/** An accumulator that can take over what another one has seen, in little time. */
public interface MergeableAccumulator extends Accumulator {
  /**
   * Adds all rows of a group of an accumulator made by the same function, which may be this one.
   */
  void merge(int group, Accumulator from, int fromGroup);
}

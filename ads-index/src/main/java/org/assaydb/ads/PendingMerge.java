package org.assaydb.ads;

import java.util.List;

/**
 * A merge that a state has decided. All states that descend from the one that started it share it.
 *
 * @param inputs newest first, consecutive runs of the index
 * @param tier of the result
 * @param installHeight at the latest; {@link RunSizing#due} says when earlier
 * @param task its work, shared by all states with these inputs
 */
record PendingMerge(
    List<SealedRun> inputs, int tier, long startHeight, long installHeight, MergeTask task) {
  PendingMerge {
    inputs = List.copyOf(inputs);
  }

  /** Entries of all inputs. */
  long rows() {
    return inputs.stream().mapToLong(r -> r.summary().count()).sum();
  }
}

package org.assaydb.ads;

import java.util.List;
import org.assaydb.proofs.tree.MergeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are merged next, by heights and sizes alone.
 *
 * <p>A merge takes consecutive runs, so that every version of a newer run stays greater than every
 * version of an older one. A large load may become a run of a high tier above runs of lower ones;
 * they would wait there for companions that never come. So a run counts as of the highest tier
 * among itself and all newer runs (a pending merge counting as its result). These tiers ascend from
 * the newest run to the oldest; as soon as {@code fanIn} consecutive runs without a pending merge
 * share one, they are merged. An index thus has fewer than {@code fanIn} waiting runs per tier.
 */
final class MergeSchedule {
  private MergeSchedule() {}

  /** The merge that starts at the end of the block at {@code height}; null when none is due. */
  static @Nullable MergeDescriptor next(
      SealedRuns sealed, long height, long lastWrite, RunSizing sizing) {
    List<SealedRun> runs = sealed.runs();
    boolean[] busy = new boolean[runs.size()];
    int[] tiers = new int[runs.size()];
    int highest = 0;
    for (int i = 0; i < tiers.length; i++) {
      PendingMerge merge = sealed.mergeOf(runs.get(i));
      busy[i] = merge != null;
      int tier = merge == null ? runs.get(i).descriptor().tier() : merge.tier();
      highest = Math.max(highest, tier);
      tiers[i] = highest;
    }
    int from = 0;
    while (from < tiers.length) {
      int to = from;
      while (to < tiers.length && !busy[to] && tiers[to] == tiers[from]) {
        to++;
      }
      if (to - from >= sizing.fanIn()) {
        return merge(runs, from, to, tierOfMerge(runs.subList(from, to), sizing), height, sizing);
      }
      from = Math.max(to, from + 1);
    }
    return idle(sealed, height, lastWrite, sizing);
  }

  private static int tierOfMerge(List<SealedRun> inputs, RunSizing sizing) {
    int highest = inputs.stream().mapToInt(r -> r.descriptor().tier()).max().orElseThrow();
    long ofHighest = inputs.stream().filter(r -> r.descriptor().tier() == highest).count();
    int risen = ofHighest >= sizing.fanIn() ? highest + 1 : highest;
    return Math.max(risen, sizing.tierOf(rows(inputs)));
  }

  /** An index that was not written for a while is merged down to one run. */
  private static @Nullable MergeDescriptor idle(
      SealedRuns sealed, long height, long lastWrite, RunSizing sizing) {
    List<SealedRun> runs = sealed.runs();
    if (runs.size() < 2 || !sealed.merges().isEmpty()) {
      return null;
    }
    long rows = rows(runs);
    return height - lastWrite < sizing.idleHeights(rows)
        ? null
        : merge(runs, 0, runs.size(), sizing.tierOf(rows), height, sizing);
  }

  private static MergeDescriptor merge(
      List<SealedRun> runs, int from, int to, int tier, long height, RunSizing sizing) {
    long install = sizing.installHeight(height, rows(runs.subList(from, to)));
    return new MergeDescriptor(runs.size() - to, to - from, tier, height, install);
  }

  private static long rows(List<SealedRun> runs) {
    return runs.stream().mapToLong(r -> r.summary().count()).sum();
  }

  /**
   * The height up to which a merge moves superseded versions to the history; -1 when it moves none.
   * Only a merge that takes the oldest run can know what of its keys is superseded.
   */
  static long cutoff(List<SealedRun> inputs, boolean takesOldest, long start, RunSizing sizing) {
    if (!takesOldest) {
      return -1;
    }
    long newest = inputs.get(0).summary().maxVersion().height();
    return Math.min(newest, start - sizing.retainBlocks());
  }
}

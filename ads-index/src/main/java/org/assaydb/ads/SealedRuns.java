package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.tree.HistoryRoot;
import org.assaydb.proofs.tree.MergeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The sealed part of an index: runs, pending merges and history. Immutable; the same object as long
 * as nothing of it changes.
 *
 * @param runs newest first
 * @param merges newest inputs first, without common inputs
 * @param history oldest first
 * @param historyRoot of exactly these
 */
record SealedRuns(
    List<SealedRun> runs,
    List<PendingMerge> merges,
    List<SealedHistory> history,
    HistoryRoot historyRoot) {
  static final SealedRuns NONE = of(List.of(), List.of(), List.of());

  SealedRuns {
    runs = List.copyOf(runs);
    merges = List.copyOf(merges);
    history = List.copyOf(history);
  }

  static SealedRuns of(
      List<SealedRun> runs, List<PendingMerge> merges, List<SealedHistory> history) {
    HistoryRoot root = HistoryRoot.of(history.stream().map(SealedHistory::descriptor).toList());
    return new SealedRuns(runs, merges, history, root);
  }

  /** Snapshots at or above it need no history. */
  long floor() {
    return history.isEmpty() ? 0 : history.get(history.size() - 1).floor();
  }

  SealedRuns plus(SealedRun newest) {
    List<SealedRun> more = new ArrayList<>(runs.size() + 1);
    more.add(newest);
    more.addAll(runs);
    return new SealedRuns(more, merges, history, historyRoot);
  }

  @Nullable PendingMerge mergeOf(SealedRun run) {
    for (PendingMerge merge : merges) {
      if (merge.inputs().contains(run)) {
        return merge;
      }
    }
    return null;
  }

  MergeDescriptor describe(PendingMerge merge) {
    int first = runs.indexOf(merge.inputs().get(0));
    int inputs = merge.inputs().size();
    return new MergeDescriptor(
        runs.size() - first - inputs,
        inputs,
        merge.tier(),
        merge.startHeight(),
        merge.installHeight());
  }

  List<MergeDescriptor> describeMerges() {
    return merges.stream().map(this::describe).toList();
  }

  /** Sealed entries that are all newer than the block at {@code height}. */
  private long entriesSince(long height) {
    return runs.stream()
        .filter(r -> r.summary().minVersion().height() > height)
        .mapToLong(r -> r.summary().count())
        .sum();
  }

  /**
   * Puts the results of the merges that are due in place of their inputs; waits for those that are
   * not ready.
   *
   * @throws StorageException when such a merge failed; this state stays as it is
   */
  SealedRuns installed(long height, RunSizing sizing) {
    boolean crowded = runs.size() > sizing.maxRuns();
    SealedRuns next = this;
    for (PendingMerge merge : merges) {
      if (crowded || sizing.due(merge, height, entriesSince(merge.startHeight()))) {
        next = next.install(merge, merge.task().await());
      }
    }
    return next;
  }

  private SealedRuns install(PendingMerge merge, MergeTask.Result result) {
    List<SealedRun> left = new ArrayList<>(runs);
    int first = left.indexOf(merge.inputs().get(0));
    left.subList(first, first + merge.inputs().size()).clear();
    if (result.run() != null) {
      left.add(first, result.run());
    }
    List<PendingMerge> pending = new ArrayList<>(merges);
    pending.remove(merge);
    if (result.history() == null) {
      return new SealedRuns(left, pending, history, historyRoot);
    }
    List<SealedHistory> ended = new ArrayList<>(history);
    ended.add(result.history());
    return of(left, pending, ended);
  }

  /** Starts the merges that are due at the end of the block at {@code height}. */
  SealedRuns scheduled(long height, long lastWrite, MergeWorkers workers) {
    SealedRuns next = this;
    MergeDescriptor due = MergeSchedule.next(next, height, lastWrite, workers.sizing());
    while (due != null) {
      next = next.pending(due, workers);
      due = MergeSchedule.next(next, height, lastWrite, workers.sizing());
    }
    return next;
  }

  /** Adds a merge, new or as it was stored. */
  SealedRuns pending(MergeDescriptor merge, MergeWorkers workers) {
    int to = runs.size() - merge.older();
    List<SealedRun> inputs = runs.subList(to - merge.inputs(), to);
    long cutoff =
        MergeSchedule.cutoff(inputs, merge.older() == 0, merge.startHeight(), workers.sizing());
    MergeTask task = workers.submit(inputs, merge.tier(), cutoff, merge.installHeight());
    PendingMerge added =
        new PendingMerge(inputs, merge.tier(), merge.startHeight(), merge.installHeight(), task);
    List<PendingMerge> all = new ArrayList<>(merges);
    int place = 0;
    while (place < all.size()
        && runs.indexOf(all.get(place).inputs().get(0)) < runs.indexOf(inputs.get(0))) {
      place++;
    }
    all.add(place, added);
    return new SealedRuns(runs, all, history, historyRoot);
  }
}

package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** Merges runs into one sealed run. */
final class RunMerge {
  private RunMerge() {}

  /** Seals run 0 together with the entries of a block that follow it; either may be missing. */
  static SealedRun seal(
      RunBodies bodies,
      IndexSchema schema,
      int chunkRows,
      @Nullable Run0 run,
      List<Entry> added,
      int tier) {
    long count = added.size() + (run == null ? 0 : run.size());
    List<MergeInput> inputs = new ArrayList<>();
    if (run != null) {
      inputs.add(MergeInput.of(run));
    }
    inputs.add(MergeInput.of(added));
    try (RunWriter writer = new RunWriter(bodies, schema, chunkRows, count)) {
      merge(inputs, writer, () -> false);
      return writer.finish(tier);
    }
  }

  /**
   * @param runs at least one, newest first
   * @param tier of the result
   * @param cutoff versions superseded at or below this height go to a history run; -1 for none
   * @throws MergeTask.CancelledException when {@code cancelled} becomes true
   */
  static MergeTask.Result merge(
      RunBodies bodies,
      IndexSchema schema,
      int chunkRows,
      List<SealedRun> runs,
      int tier,
      long cutoff,
      BooleanSupplier cancelled) {
    long count = runs.stream().mapToLong(r -> r.summary().count()).sum();
    long live = runs.stream().mapToLong(r -> r.summary().live()).sum();
    List<MergeInput> inputs = new ArrayList<>();
    try (RunWriter writer = new RunWriter(bodies, schema, chunkRows, count);
        RunWriter history =
            new RunWriter(bodies, schema, chunkRows, cutoff < 0 ? 0 : Math.max(0, count - live))) {
      runs.forEach(r -> inputs.add(MergeInput.of(r)));
      if (cutoff < 0) {
        merge(inputs, writer, cancelled);
      } else {
        HistorySplit split = new HistorySplit(schema, cutoff, writer, history);
        merge(inputs, split, cancelled);
        split.end();
      }
      return new MergeTask.Result(
          writer.isEmpty() ? null : writer.finish(tier),
          history.isEmpty() ? null : new SealedHistory(cutoff, history.finish(1)));
    } finally {
      inputs.forEach(MergeInput::close);
    }
  }

  /** There are few inputs, so the least is found by comparing all; runs of keys of one skip it. */
  private static void merge(List<MergeInput> inputs, EntrySink sink, BooleanSupplier cancelled) {
    List<MergeInput> open = new ArrayList<>(inputs);
    open.removeIf(input -> !input.advance());
    while (!open.isEmpty()) {
      MergeInput least = open.get(0);
      MergeInput second = null;
      for (int i = 1; i < open.size(); i++) {
        MergeInput input = open.get(i);
        if (input.precedes(least)) {
          second = least;
          least = input;
        } else if (second == null || input.precedes(second)) {
          second = input;
        }
      }
      boolean more = true;
      while (more && (second == null || least.precedes(second))) {
        more = step(least, second, sink);
        if (cancelled.getAsBoolean()) {
          throw new MergeTask.CancelledException();
        }
      }
      if (!more) {
        open.remove(least);
      }
    }
  }

  private static boolean step(MergeInput least, @Nullable MergeInput second, EntrySink sink) {
    if (least instanceof MergeInput.Sealed sealed
        && sealed.wholeChunkBefore(second)
        && sink.copyChunk(sealed)) {
      return sealed.skipChunk();
    }
    sink.add(least);
    return least.advance();
  }
}

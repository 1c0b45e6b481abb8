package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.schema.IndexSchema;

/** Merges runs into one sealed run; every version is kept. */
final class RunMerge {
  private RunMerge() {}

  /**
   * @param runs at least one
   * @param tier of the result
   */
  static SealedRun merge(
      RunBodies bodies, IndexSchema schema, int chunkRows, List<? extends Run> runs, int tier) {
    long count = runs.stream().mapToLong(r -> r.summary().count()).sum();
    List<MergeInput> inputs = new ArrayList<>();
    try (RunWriter writer = new RunWriter(bodies, schema, chunkRows, count)) {
      for (Run run : runs) {
        inputs.add(MergeInput.of(run));
      }
      merge(inputs, writer);
      return writer.finish(tier);
    } finally {
      inputs.forEach(MergeInput::close);
    }
  }

  /** There are few inputs, so the least is found by comparing all; runs of keys of one skip it. */
  private static void merge(List<MergeInput> inputs, RunWriter writer) {
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
        least.addTo(writer);
        more = least.advance();
      }
      if (!more) {
        open.remove(least);
      }
    }
  }
}

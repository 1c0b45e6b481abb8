package org.assaydb.proofs.read;

import java.util.List;
import java.util.function.Supplier;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.IndexDescriptor;

/**
 * An index as the read algorithms see it.
 *
 * @param runs one per run of the descriptor, newest first
 * @param history all history runs of the descriptor, newest first; asked for only by reads that
 *     need them. Over a verification object that does not show them it throws INCOMPLETE_RESULT.
 */
public record IndexRuns(
    IndexSchema schema,
    IndexDescriptor descriptor,
    List<RunView> runs,
    Supplier<List<HistoryRun>> history) {
  public IndexRuns {
    runs = List.copyOf(runs);
  }

  /** An index without history. */
  public IndexRuns(IndexSchema schema, IndexDescriptor descriptor, List<RunView> runs) {
    this(schema, descriptor, runs, List::of);
  }
}

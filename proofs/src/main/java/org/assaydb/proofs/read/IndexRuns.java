package org.assaydb.proofs.read;

import java.util.List;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.IndexDescriptor;

/**
 * An index as the read algorithms see it.
 *
 * @param runs one per run of the descriptor, newest first
 */
public record IndexRuns(IndexSchema schema, IndexDescriptor descriptor, List<RunView> runs) {
  public IndexRuns {
    runs = List.copyOf(runs);
  }
}

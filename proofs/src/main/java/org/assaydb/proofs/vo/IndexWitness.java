package org.assaydb.proofs.vo;

import java.util.List;
import org.assaydb.proofs.tree.IndexDescriptor;

/**
 * One index that a witness shows.
 *
 * @param runs one per run of the descriptor, newest first
 */
public record IndexWitness(IndexDescriptor descriptor, List<RecordingRun> runs) {
  public IndexWitness {
    runs = List.copyOf(runs);
  }
}

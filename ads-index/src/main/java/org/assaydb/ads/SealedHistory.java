package org.assaydb.ads;

import org.assaydb.proofs.tree.HistoryDescriptor;

/**
 * A sealed history run.
 *
 * @param floor snapshots below it need the run
 */
record SealedHistory(long floor, SealedRun run) {
  HistoryDescriptor descriptor() {
    return new HistoryDescriptor(floor, run.descriptor());
  }
}

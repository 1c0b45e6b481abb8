package org.assaydb.ads;

import org.assaydb.proofs.schema.Key;

/** What the reads of a request spent on one run. Not thread safe. */
final class RunMeter {
  private final Run run;
  private final ReadBudget budget;
  private long spent;

  RunMeter(Run run, ReadBudget budget) {
    this.run = run;
    this.budget = budget;
  }

  /** Counts bytes; whether the read should be {@linkplain ReadBudget#cut cut}. */
  boolean spend(long bytes) {
    spent += bytes;
    return budget.spend(bytes, spent);
  }

  /** Counts the children of a node that starts at a position. */
  void descended(long from) {
    if (spend(2 * ReadBudget.NODE_BYTES)) {
      int chunk = run.chunkAt(from);
      budget.cut(new Key(run.rows(chunk).key((int) (from - run.chunkStart(chunk)))));
    }
  }
}

package org.assaydb.proofs.vo.verify;

import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.vo.RecordingRun;

/** A verified run with what was read of it. Its nodes note for themselves that they were split. */
final class ReplayedRun extends RecordingRun {
  private final VerifiedRun run;

  /**
   * @param valueColumns number of value columns of the index
   */
  ReplayedRun(VerifiedRun run, int valueColumns) {
    super(run, run, valueColumns);
    this.run = run;
  }

  @Override
  public RunNode top() {
    return run.top();
  }

  VerifiedRun run() {
    return run;
  }
}

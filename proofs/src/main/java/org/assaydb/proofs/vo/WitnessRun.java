package org.assaydb.proofs.vo;

import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;

/** A run that a witness is cut from, with what was read of it. */
public final class WitnessRun extends RecordingRun {
  private final RunSource source;

  /**
   * @param view answers the reads
   * @param source the same run for the witness
   * @param valueColumns number of value columns of the index
   */
  public WitnessRun(RunView view, RunSource source, int valueColumns) {
    super(view, source, valueColumns);
    this.source = source;
  }

  /** The nodes that the witness is made of; a view may have others. */
  @Override
  public RunNode top() {
    return recorded(SourceNode.top(source));
  }

  RunSource source() {
    return source;
  }
}

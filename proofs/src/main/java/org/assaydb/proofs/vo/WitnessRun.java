package org.assaydb.proofs.vo;

import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;

/** A run that a witness is cut from, with what was read of it. */
public final class WitnessRun extends RecordingRun {
  private final RunSource source;

  /** Positions at which nodes were split to look at their children. */
  private final Positions cuts = new Positions();

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
    return new RecordedNode(SourceNode.top(source), cuts);
  }

  Positions cuts() {
    return cuts;
  }

  boolean isOpened() {
    return !openings().isEmpty() || !cuts.isEmpty() || !prefixes().isEmpty();
  }

  RunSource source() {
    return source;
  }
}

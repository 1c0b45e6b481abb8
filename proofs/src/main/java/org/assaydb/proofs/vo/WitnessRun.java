package org.assaydb.proofs.vo;

import org.assaydb.proofs.read.RunView;

/** A run that a witness is cut from, with what was read of it. */
public final class WitnessRun extends RecordingRun {
  private final RunSource source;

  private final SourceNode top;

  /**
   * @param view answers the reads
   * @param source the same run for the witness
   * @param valueColumns number of value columns of the index
   */
  public WitnessRun(RunView view, RunSource source, int valueColumns) {
    super(view, source, valueColumns);
    this.source = source;
    top = SourceNode.top(source);
  }

  /** The nodes that the witness is made of; a view may have others. */
  @Override
  public SourceNode top() {
    return top;
  }

  boolean isOpened() {
    return !openings().isEmpty() || top.isDescended() || !prefixes().isEmpty();
  }

  RunSource source() {
    return source;
  }
}

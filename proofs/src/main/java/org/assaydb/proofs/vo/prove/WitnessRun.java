package org.assaydb.proofs.vo.prove;

import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.vo.RecordingRun;

/** A run that a witness is cut from, with what was read of it. */
public final class WitnessRun extends RecordingRun {
  private final RunSource source;
  private final ReadMeter meter;

  private final SourceNode top;

  /**
   * @param view answers the reads
   * @param source the same run for the witness
   * @param valueColumns number of value columns of the index
   */
  public WitnessRun(RunView view, RunSource source, int valueColumns) {
    this(view, source, valueColumns, ReadMeter.NONE);
  }

  /**
   * As {@link #WitnessRun(RunView, RunSource, int)}.
   *
   * @param meter told what reads open
   */
  public WitnessRun(RunView view, RunSource source, int valueColumns, ReadMeter meter) {
    super(view, source, valueColumns);
    this.source = source;
    this.meter = meter;
    top = SourceNode.top(source, meter);
  }

  @Override
  public long lowerBound(Key key, Version version) {
    meter.place(key);
    return super.lowerBound(key, version);
  }

  @Override
  public void open(long from, long to, int[] columns) {
    meter.entries(from, to, columns);
    super.open(from, to, columns);
  }

  /** The nodes that the witness is made of; a view may have others. */
  @Override
  public SourceNode top() {
    return top;
  }

  boolean isOpened() {
    return !openings().isEmpty() || top.isDescended() || !prefixes().isEmpty();
  }

  /** The same run for the witness. */
  public RunSource source() {
    return source;
  }
}

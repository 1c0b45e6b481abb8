package org.assaydb.proofs.vo;

import java.util.function.LongConsumer;
import org.assaydb.proofs.read.RunView;
import org.jspecify.annotations.Nullable;

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
    this(view, source, valueColumns, null);
  }

  /**
   * As {@link #WitnessRun(RunView, RunSource, int)}.
   *
   * @param onDescent told the first position below a node whose children a read asks for
   */
  public WitnessRun(
      RunView view, RunSource source, int valueColumns, @Nullable LongConsumer onDescent) {
    super(view, source, valueColumns);
    this.source = source;
    top = SourceNode.top(source, onDescent);
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

package org.assaydb.proofs.vo.prove;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.read.HistoryRun;
import org.assaydb.proofs.tree.HistoryDescriptor;
import org.assaydb.proofs.tree.IndexDescriptor;

/** One index that a witness shows. Not thread safe. */
public final class IndexWitness {
  /** A history run with what is read of it. */
  public record History(HistoryDescriptor descriptor, WitnessRun run) {}

  private final IndexDescriptor descriptor;
  private final List<WitnessRun> runs;
  private final List<History> history;
  private boolean historyShown;

  /**
   * @param runs one per run of the descriptor, newest first
   * @param history all history runs, oldest first; shown only when a read asks for them
   */
  public IndexWitness(IndexDescriptor descriptor, List<WitnessRun> runs, List<History> history) {
    this.descriptor = descriptor;
    this.runs = List.copyOf(runs);
    this.history = List.copyOf(history);
  }

  /** An index without history. */
  public IndexWitness(IndexDescriptor descriptor, List<WitnessRun> runs) {
    this(descriptor, runs, List.of());
  }

  public IndexDescriptor descriptor() {
    return descriptor;
  }

  public List<WitnessRun> runs() {
    return runs;
  }

  /** The history for a read that needs it, newest first; from then on the witness shows it. */
  public List<HistoryRun> openHistory() {
    historyShown = true;
    List<HistoryRun> views = new ArrayList<>(history.size());
    for (int i = history.size() - 1; i >= 0; i--) {
      views.add(new HistoryRun(history.get(i).descriptor().floor(), history.get(i).run()));
    }
    return views;
  }

  /** Whether a read asked for the history. */
  public boolean historyShown() {
    return historyShown;
  }

  /** Oldest first. */
  public List<History> history() {
    return history;
  }
}

package org.assaydb.ads;

import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.ReadMeter;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.jspecify.annotations.Nullable;

/**
 * Records what is read from one {@link StateTree} and turns it into a verification object. Not
 * thread safe; one per request.
 */
public final class WitnessSession {
  private final StateTree state;
  private final @Nullable ReadBudget budget;
  private final RunReader reader;
  private final TreeMap<IndexId, IndexWitness> shown = new TreeMap<>();

  /**
   * @param budget null for no limit
   */
  WitnessSession(StateTree state, @Nullable ReadBudget budget) {
    this.state = state;
    this.budget = budget;
    reader = new RunReader(state.height(), this::open);
  }

  private IndexRuns open(IndexId id) {
    IndexState index = StateReader.existing(state, id);
    IndexWitness witness = shown.computeIfAbsent(id, i -> record(index));
    return new IndexRuns(
        index.schema(),
        index.descriptor(),
        List.<RunView>copyOf(witness.runs()),
        witness::openHistory);
  }

  private IndexWitness record(IndexState index) {
    List<ColumnType> types = index.schema().valueTypes();
    int runs = index.runs().size() + index.sealed().history().size();
    return new IndexWitness(
        index.descriptor(),
        index.runs().stream().map(r -> recording(r, runs, types)).toList(),
        index.sealed().history().stream()
            .map(h -> new IndexWitness.History(h.descriptor(), recording(h.run(), runs, types)))
            .toList());
  }

  private WitnessRun recording(Run run, int runs, List<ColumnType> types) {
    ReadMeter meter =
        budget == null ? ReadMeter.NONE : new RunMeter(run, budget, budget.bytesOfRun(runs));
    return new WitnessRun(new StoreRunView(run, types), run, types.size(), meter);
  }

  /** Reads through it are recorded; run every cursor to where the client will run it. */
  public IndexReader reader() {
    return reader;
  }

  /**
   * The verification object of everything read so far, against the root of the state.
   *
   * @throws IllegalStateException when no index was read: there is nothing to prove
   */
  public byte[] cut() {
    if (shown.isEmpty()) {
      throw new IllegalStateException("nothing was read");
    }
    TreeMap<Integer, IndexWitness> byOrdinal = new TreeMap<>();
    shown.forEach((id, witness) -> byOrdinal.put(state.ordinal(id), witness));
    return VoWriter.write(state.leaves(), byOrdinal);
  }
}

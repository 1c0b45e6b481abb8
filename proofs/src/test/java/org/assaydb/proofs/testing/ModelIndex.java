package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.HistoryDescriptor;
import org.assaydb.proofs.tree.HistoryRoot;
import org.assaydb.proofs.tree.IndexDescriptor;

/**
 * An index of model runs.
 *
 * @param runs newest first
 * @param history oldest first
 */
public record ModelIndex(IndexSchema schema, List<ModelRun> runs, List<History> history) {
  /**
   * A history run.
   *
   * @param floor snapshots below it need the run
   */
  public record History(long floor, ModelRun run) {
    public HistoryDescriptor descriptor() {
      return new HistoryDescriptor(floor, run.descriptor());
    }
  }

  public ModelIndex {
    runs = List.copyOf(runs);
    history = List.copyOf(history);
  }

  /** An index without history. */
  public ModelIndex(IndexSchema schema, List<ModelRun> runs) {
    this(schema, runs, List.of());
  }

  public IndexDescriptor descriptor() {
    List<HistoryDescriptor> old = history.stream().map(History::descriptor).toList();
    return new IndexDescriptor(
        schema.id(),
        schema.schemaVersion(),
        old.isEmpty() ? 0 : old.get(old.size() - 1).floor(),
        0,
        runs.stream().map(ModelRun::descriptor).toList(),
        List.of(),
        HistoryRoot.of(old));
  }

  /** Of all runs, those of the history last. */
  public List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    runs.forEach(r -> all.addAll(r.entries()));
    history.forEach(h -> all.addAll(h.run().entries()));
    return all;
  }

  /** The live rows at a snapshot, straight from the definition. */
  public TreeMap<Key, Entry> live(long snapshotHeight) {
    TreeMap<Key, Entry> newest = new TreeMap<>();
    for (Entry entry : entries()) {
      if (entry.version().height() <= snapshotHeight) {
        newest.merge(entry.key(), entry, (a, b) -> a.version().compareTo(b.version()) > 0 ? a : b);
      }
    }
    newest.values().removeIf(e -> !e.kind().isPut());
    return newest;
  }
}

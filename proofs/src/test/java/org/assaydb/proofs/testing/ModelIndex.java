package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.IndexDescriptor;

/**
 * An index of model runs.
 *
 * @param runs newest first
 */
public record ModelIndex(IndexSchema schema, List<ModelRun> runs) {
  public ModelIndex {
    runs = List.copyOf(runs);
  }

  public IndexDescriptor descriptor() {
    return new IndexDescriptor(
        schema.id(),
        schema.schemaVersion(),
        0,
        0,
        runs.stream().map(ModelRun::descriptor).toList());
  }

  public List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    runs.forEach(r -> all.addAll(r.entries()));
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

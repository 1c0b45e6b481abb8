package org.assaydb.engine.replica.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assaydb.ads.IndexState;
import org.assaydb.ads.StateTree;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A block while it is applied: the state before it, the catalog as changed so far, and the entries
 * of the transactions applied so far. Changed only by whole transactions. Not thread safe.
 */
final class OpenBlock {
  /** Transactions of definitions in one block. */
  static final int MAX_DEFINITIONS = 64;

  private int definitions;
  private final StateTree base;
  private final long height;
  private final Map<IndexId, IndexOverlay> overlays = new TreeMap<>();
  private final Map<TableId, OpenTable> tables = new HashMap<>();
  private final Map<IndexId, IndexSchema> created = new TreeMap<>();
  private final List<IndexId> dropped = new ArrayList<>();
  private Catalog catalog;

  OpenBlock(LedgerState parent) {
    this.base = parent.tree();
    this.height = parent.height() + 1;
    this.catalog = parent.catalog();
    if (parent.height() == 0) {
      created.putAll(catalog.indexes());
    }
  }

  long height() {
    return height;
  }

  StateTree base() {
    return base;
  }

  Catalog catalog() {
    return catalog;
  }

  /** The table as it stands; null when there is none with this id. */
  @Nullable OpenTable table(TableId id) {
    OpenTable open = tables.get(id);
    if (open == null) {
      Optional<TableDef> definition = catalog.table(id);
      if (definition.isPresent()) {
        open = new OpenTable(definition.get(), this);
        tables.put(id, open);
      }
    }
    return open;
  }

  /** The overlay of one index; null when no such index exists now. */
  @Nullable IndexOverlay index(IndexId id) {
    IndexOverlay known = overlays.get(id);
    if (known != null) {
      return known;
    }
    for (TableDef table : catalog.tables()) {
      for (IndexDef index : table.indexes()) {
        if (index.id().equals(id)) {
          return index(table, index);
        }
      }
    }
    return null;
  }

  /** The overlay of an index of the catalog or of one that a transaction is about to create. */
  IndexOverlay index(TableDef table, IndexDef index) {
    return overlays.computeIfAbsent(
        index.id(),
        id -> {
          Optional<IndexState> state = base.index(id);
          return new IndexOverlay(
              IndexSchema.of(table, index),
              index.unique() && !index.primary(),
              state.orElse(null),
              base.height());
        });
  }

  /** Takes over the entries of a committed transaction. */
  void add(Map<IndexId, List<Entry>> entries) {
    entries.forEach(
        (id, ofIndex) -> {
          IndexOverlay overlay = index(id);
          if (overlay != null) {
            overlay.add(ofIndex);
          }
        });
  }

  /** Whether one more transaction of definitions may run: each costs work by the whole catalog. */
  boolean takeDefinitions() {
    return ++definitions <= MAX_DEFINITIONS;
  }

  /** Takes over a changed catalog; call it before {@link #add}. */
  void change(Catalog changed) {
    for (Map.Entry<IndexId, IndexSchema> index : changed.indexes().entrySet()) {
      if (!catalog.indexes().containsKey(index.getKey())) {
        created.put(index.getKey(), index.getValue());
      }
    }
    for (IndexId id : catalog.indexes().keySet()) {
      if (!changed.indexes().containsKey(id)) {
        overlays.remove(id);
        if (created.remove(id) == null) {
          dropped.add(id);
        }
      }
    }
    catalog = changed;
    tables.clear();
  }

  /** The state after the block. */
  StateTree close() {
    Map<IndexId, List<Entry>> entries = new TreeMap<>();
    overlays.forEach(
        (id, overlay) -> {
          if (!overlay.isEmpty()) {
            entries.put(id, overlay.sortedEntries());
          }
        });
    dropped.sort(null);
    return base.apply(height, entries, List.copyOf(created.values()), dropped);
  }
}

package org.assaydb.engine.replica.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.IndexEntry;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** One transaction of data definitions: the new catalog, index contents, rows of SYS.OBJECTS. */
final class CatalogTransaction {
  private final OpenBlock block;
  private final Version version;
  private final Map<IndexId, List<Entry>> entries = new HashMap<>();

  CatalogTransaction(OpenBlock block, Version version) {
    this.block = block;
    this.version = version;
  }

  Map<IndexId, List<Entry>> entries() {
    return entries;
  }

  /** Computes everything; the caller hands catalog and entries to the block. */
  Catalog prepare(List<CatalogChange> changes) throws Abort {
    CatalogEditor editor = new CatalogEditor(block.catalog(), block.height());
    for (CatalogChange change : changes) {
      editor.apply(change);
    }
    Catalog changed = editor.catalog();
    for (Map.Entry<IndexId, TableId> index : editor.newIndexes().entrySet()) {
      Optional<TableDef> table = changed.table(index.getValue());
      if (table.isPresent() && block.catalog().table(index.getValue()).isPresent()) {
        fill(table.get(), index.getKey());
      }
    }
    describe(block.catalog(), changed);
    return changed;
  }

  private void fill(TableDef table, IndexId id) throws Abort {
    IndexDef index =
        table.indexes().stream().filter(i -> i.id().equals(id)).findFirst().orElseThrow();
    IndexSchema schema = IndexSchema.of(table, index);
    List<Entry> filled = new ArrayList<>();
    Set<Key> held = new HashSet<>();
    try {
      for (RowImage row : liveRows(table)) {
        Key key = KeyCodec.secondaryKey(schema, row.columns(), row.key());
        if (index.unique() && !hasNull(index, row)) {
          Key parts = new Key(Arrays.copyOf(key.bytes(), KeyCodec.partsLength(schema, key)));
          if (!held.add(parts)) {
            throw new Abort(SqlStates.UNIQUE, "rows with the same key, for index " + index.name());
          }
        }
        filled.add(RowEntries.insertion(schema, row, version));
      }
    } catch (VerificationException e) {
      throw new Abort(SqlStates.LIMIT, String.valueOf(e.getMessage()));
    }
    entries.put(id, filled);
  }

  private static boolean hasNull(IndexDef index, RowImage row) {
    return index.keyParts().stream().anyMatch(p -> row.columns()[p.column()] == null);
  }

  private List<RowImage> liveRows(TableDef table) {
    IndexId primary = table.primaryIndex().id();
    OpenTable open = block.table(table.id());
    List<RowImage> rows = new ArrayList<>();
    if (open == null) {
      return rows;
    }
    if (block.base().index(primary).isPresent()) {
      readBase(table, open, rows);
    }
    Set<Key> inBlock = new TreeSet<>();
    open.primary().blockRows().forEach(e -> inBlock.add(e.key()));
    for (Key key : inBlock) {
      RowImage row = open.row(key);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private void readBase(TableDef table, OpenTable open, List<RowImage> rows) {
    int columns = table.columns().size();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      all.add(i);
    }
    long height = block.base().height();
    ReadSpec scan =
        new ReadSpec.Scan(
            table.primaryIndex().id(), all, height, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    try (RowCursor cursor = block.base().reader().read(scan)) {
      while (cursor.next()) {
        if (!open.primary().wroteInBlock(cursor.key())) {
          @Nullable Object[] values = new @Nullable Object[columns];
          for (int i = 0; i < columns; i++) {
            values[i] = cursor.value(i);
          }
          rows.add(new RowImage(cursor.key(), values));
        }
      }
    }
  }

  private void describe(Catalog before, Catalog after) {
    Set<Integer> ids = new TreeSet<>();
    before.tables().forEach(t -> ids.add(t.id().value()));
    after.tables().forEach(t -> ids.add(t.id().value()));
    OpenTable objects = block.table(SystemTables.OBJECTS);
    if (objects == null) {
      throw new IllegalStateException("SYS.OBJECTS is missing");
    }
    for (int id : ids) {
      RowImage was = image(before, id);
      RowImage is = image(after, id);
      for (IndexEntry entry : objects.rowEntries().derive(was, is, version)) {
        entries.computeIfAbsent(entry.index(), i -> new ArrayList<>()).add(entry.entry());
      }
    }
  }

  private static @Nullable RowImage image(Catalog catalog, int id) {
    return catalog
        .table(new TableId(id))
        .filter(t -> !t.schema().equals(SystemTables.SCHEMA))
        .map(t -> SystemTables.objectRow(t, SystemTables.encode(t)))
        .orElse(null);
  }
}

package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * Uncommitted writes of a transaction, as one more run on top of each index. The run is derived
 * when an index of a written table is read; it needs the committed images of the changed rows,
 * which are read and verified like anything else. Not thread safe.
 */
final class OwnWrites {
  private static final Version UNCOMMITTED = Version.of(Version.MAX_HEIGHT - 1, 0);
  private static final int LOOKUP_KEYS = 4096;

  private final Catalog catalog;
  private final Map<TableId, TableChanges> tables = new HashMap<>();
  private final Map<IndexId, TableId> tableOf = new HashMap<>();
  private final Map<IndexId, MemoryRun> runs = new HashMap<>();
  private final Map<IndexId, Long> deletions = new HashMap<>();
  private final Set<TableId> derived = new HashSet<>();
  private final Map<TableId, Map<Key, @Nullable Object[]>> committed = new HashMap<>();

  OwnWrites(Catalog catalog) {
    this.catalog = catalog;
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  void add(List<TableWrites> writes) throws SQLException {
    for (TableWrites write : writes) {
      TableChanges changes = tables.computeIfAbsent(write.table(), this::changes);
      derived.remove(write.table());
      changes.apply(write.rows());
    }
  }

  private TableChanges changes(TableId id) {
    TableDef table =
        catalog.table(id).orElseThrow(() -> new IllegalStateException("no table " + id));
    table.indexes().forEach(i -> tableOf.put(i.id(), id));
    return new TableChanges(table);
  }

  /** What to send, one write per row. */
  List<TableWrites> writes() {
    List<TableWrites> out = new ArrayList<>();
    for (TableChanges changes : tables.values()) {
      TableWrites writes = changes.writes();
      if (writes != null) {
        out.add(writes);
      }
    }
    return out;
  }

  /** Makes {@link #run} and {@link #deletions} of an index valid; may read through the reader. */
  void prepare(IndexId index, FetchingReader reader) {
    TableId id = tableOf.get(index);
    TableChanges changes = id == null ? null : tables.get(id);
    if (id == null || changes == null || derived.contains(id)) {
      return;
    }
    checkNewKeys(changes, reader);
    Map<Key, @Nullable Object[]> before = committedRows(changes, reader);
    RowEntries entries = new RowEntries(changes.table());
    Map<IndexId, IndexSchema> schemas = new HashMap<>();
    changes.table().indexes().forEach(i -> schemas.put(i.id(), IndexSchema.of(changes.table(), i)));
    Map<IndexId, TreeMap<Key, Entry>> byIndex = new HashMap<>();
    for (TableChanges.Row row : changes.rows()) {
      RowEntries.RowImage old =
          row.origin == null
              ? null
              : new RowEntries.RowImage(row.origin, image(before, row.origin));
      RowEntries.RowImage now =
          row.current == null
              ? null
              : new RowEntries.RowImage(row.current, changes.decode(row.values));
      for (RowEntries.IndexEntry e : entries.derive(old, now, UNCOMMITTED)) {
        byIndex
            .computeIfAbsent(e.index(), i -> new TreeMap<>())
            .merge(e.entry().key(), e.entry(), (one, two) -> net(schemas, e.index(), one, two));
      }
    }
    install(changes.table(), byIndex);
    derived.add(id);
  }

  private static @Nullable Object[] image(Map<Key, @Nullable Object[]> before, Key key) {
    @Nullable Object[] row = before.get(key);
    if (row == null) {
      throw new VerificationException(
          RejectReason.UNSOUND_ROW, "a row that was changed is not in the snapshot");
    }
    return row;
  }

  /** One row leaves a key and another one takes it: a replacement, whichever comes first. */
  private static Entry net(
      Map<IndexId, IndexSchema> schemas, IndexId index, Entry first, Entry second) {
    Entry put = second.kind().isPut() ? second : first;
    IndexSchema schema = Objects.requireNonNull(schemas.get(index));
    byte[] deltas = RowEntries.sumOfDeltas(schema, first, second);
    return new Entry(put.key(), put.version(), EntryKind.UPDATE, deltas, put.values());
  }

  private void install(TableDef table, Map<IndexId, TreeMap<Key, Entry>> byIndex) {
    for (IndexDef index : table.indexes()) {
      TreeMap<Key, Entry> entries = byIndex.get(index.id());
      if (entries == null) {
        runs.remove(index.id());
        deletions.remove(index.id());
        continue;
      }
      List<Entry> list = List.copyOf(entries.values());
      runs.put(index.id(), new MemoryRun(IndexSchema.of(table, index), list));
      deletions.put(index.id(), list.stream().filter(e -> !e.kind().isPut()).count());
    }
  }

  /**
   * A new row under a key that a committed one holds would hide it from every later statement. The
   * commit finds it too, but a statement that reads the table must not build on it.
   */
  private void checkNewKeys(TableChanges changes, FetchingReader reader) {
    List<Key> keys = changes.newKeys();
    IndexId primary = changes.table().primaryIndex().id();
    for (int from = 0; from < keys.size(); from += LOOKUP_KEYS) {
      List<Key> part = keys.subList(from, Math.min(keys.size(), from + LOOKUP_KEYS));
      ReadSpec.Lookup lookup = new ReadSpec.Lookup(primary, List.of(), reader.stateHeight(), part);
      if (reader.readCommitted(lookup).next()) {
        throw new ReadFailure(
            SqlErrors.of(
                SqlStates.UNIQUE,
                "a row with the same primary key exists in " + changes.table().name()));
      }
    }
    changes.foundFree(keys);
  }

  /** Committed images of the changed rows; each is read once in a transaction. */
  private Map<Key, @Nullable Object[]> committedRows(TableChanges changes, FetchingReader reader) {
    Map<Key, @Nullable Object[]> out =
        committed.computeIfAbsent(changes.table().id(), t -> new HashMap<>());
    List<Key> keys = new ArrayList<>();
    for (TableChanges.Row row : changes.rows()) {
      if (row.origin != null && !out.containsKey(row.origin)) {
        keys.add(row.origin);
      }
    }
    Collections.sort(keys);
    IndexSchema primary = IndexSchema.of(changes.table(), changes.table().primaryIndex());
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < primary.valueTypes().size(); i++) {
      columns.add(i);
    }
    for (int from = 0; from < keys.size(); from += LOOKUP_KEYS) {
      List<Key> part = keys.subList(from, Math.min(keys.size(), from + LOOKUP_KEYS));
      RowCursor cursor =
          reader.readCommitted(
              new ReadSpec.Lookup(primary.id(), columns, reader.stateHeight(), part));
      while (cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = cursor.value(i);
        }
        out.put(cursor.key(), row);
      }
    }
    return out;
  }

  /** Null when the index has no own entries. Valid after {@link #prepare}. */
  @Nullable RunView run(IndexId index) {
    return runs.get(index);
  }

  /** Own entries in an index. Valid after {@link #prepare}. */
  long entries(IndexId index) {
    RunView run = runs.get(index);
    return run == null ? 0 : run.summary().count();
  }

  /** Own deletions in an index. Valid after {@link #prepare}. */
  long deletions(IndexId index) {
    return deletions.getOrDefault(index, 0L);
  }
}

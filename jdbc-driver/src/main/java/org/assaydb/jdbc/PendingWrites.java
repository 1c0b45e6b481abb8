package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.jspecify.annotations.Nullable;

/**
 * Writes of the runs of a batch that are not part of the transaction yet. Making them part of it is
 * dear for the next read, which has to look at all of them; a run that reads none of the keys that
 * they write need not wait for it. Not thread safe.
 */
final class PendingWrites {
  /** Makes the writes of one run part of the transaction. */
  interface Writer {
    void write(List<TableWrites> writes) throws SQLException;
  }

  private final Catalog catalog;
  private final Writer writer;
  private final List<List<TableWrites>> runs = new ArrayList<>();
  private final Map<TableId, Set<Key>> keys = new HashMap<>();

  /** How many of the runs have their keys in {@link #keys}. */
  private int keyed;

  PendingWrites(Catalog catalog, Writer writer) {
    this.catalog = catalog;
    this.writer = writer;
  }

  void add(List<TableWrites> run) {
    if (!run.isEmpty()) {
      runs.add(run);
    }
  }

  /** Writes them if they may change what a run reads; null for reads that are not known. */
  void flushBefore(@Nullable List<ReadSpec> reads) throws SQLException {
    if (!runs.isEmpty() && (reads == null || reads.stream().anyMatch(this::mayChange))) {
      flush();
    }
  }

  void flush() throws SQLException {
    List<List<TableWrites>> all = List.copyOf(runs);
    runs.clear();
    keys.clear();
    keyed = 0;
    for (List<TableWrites> run : all) {
      writer.write(run);
    }
  }

  private boolean mayChange(ReadSpec read) {
    for (; keyed < runs.size(); keyed++) {
      runs.get(keyed).forEach(this::note);
    }
    TableDef table = written(read.index());
    if (table == null) {
      return false;
    }
    Set<Key> written = keys.getOrDefault(table.id(), Set.of());
    return !(read instanceof ReadSpec.Lookup lookup)
        || table.hasHiddenRowId()
        || !lookup.index().equals(table.primaryIndex().id())
        || lookup.keys().stream().anyMatch(written::contains);
  }

  /** The table of an index when it is written; null otherwise. */
  private @Nullable TableDef written(IndexId index) {
    for (TableId id : keys.keySet()) {
      TableDef table = catalog.table(id).orElseThrow();
      if (table.indexes().stream().anyMatch(i -> i.id().equals(index))) {
        return table;
      }
    }
    return null;
  }

  /** Where rows were and where they are put. */
  private void note(TableWrites writes) {
    TableDef table = catalog.table(writes.table()).orElseThrow();
    Set<Key> written = keys.computeIfAbsent(table.id(), id -> new HashSet<>());
    for (RowWrite row : writes.rows()) {
      if (row instanceof RowWrite.Delete delete) {
        written.add(delete.key());
      } else if (row instanceof RowWrite.Update update) {
        written.add(update.key());
        note(table, update.values(), written);
      } else if (row instanceof RowWrite.Insert insert) {
        note(table, insert.values(), written);
      }
    }
  }

  private static void note(TableDef table, byte[] values, Set<Key> written) {
    if (!table.hasHiddenRowId()) {
      List<ColumnType> types = table.columns().stream().map(column -> column.type()).toList();
      IndexSchema primary = IndexSchema.of(table, table.primaryIndex());
      written.add(KeyCodec.primaryKey(primary, RowCodec.decode(types, values)));
    }
  }
}

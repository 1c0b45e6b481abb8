package org.assaydb.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.planner.CalcitePlanner;

/** A naive ledger: rows in maps, one height per statement, all snapshots kept as copies. */
public final class MemoryDatabase {
  public static final long TIME_MS = 1_767_323_045_006L; // 2026-01-02 03:04:05.006

  public final CalcitePlanner planner;
  public final List<ReadSpec> reads = new ArrayList<>();
  public final List<List<ReadSpec>> announced = new ArrayList<>();
  private final List<Map<TableId, NavigableMap<Key, Object[]>>> states = new ArrayList<>();
  private Catalog catalog = new Catalog(1, 1, List.of());

  public MemoryDatabase() {
    this(new CalcitePlanner());
  }

  public MemoryDatabase(CalcitePlanner planner) {
    this.planner = planner;
    states.add(new HashMap<>());
  }

  public Catalog catalog() {
    return catalog;
  }

  public long height() {
    return states.size() - 1;
  }

  /** Another planner on the same data. */
  public List<Object[]> query(SqlPlanner other, String sql, Object... parameters) {
    PlannedStatement.Query query = (PlannedStatement.Query) other.plan(sql, catalog);
    return rows(query, parameters);
  }

  public List<Object[]> query(String sql, Object... parameters) {
    return query(planner, sql, parameters);
  }

  private List<Object[]> rows(PlannedStatement.Query query, Object... parameters) {
    List<Object[]> rows = new ArrayList<>();
    try (PlannedStatement.RowIterator iterator = query.execute(context(), parameters)) {
      for (Object[] row = iterator.next(); row != null; row = iterator.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  public ExecutionContext context() {
    return new ExecutionContext(new NaiveReader(this), height(), TIME_MS, time -> time / 1000);
  }

  /** Runs a definition or change; the number of rows. */
  public long run(String sql, Object... parameters) {
    return run(planner.plan(sql, catalog), parameters);
  }

  /** As above with a plan at hand. */
  public long run(PlannedStatement planned, Object... parameters) {
    Map<TableId, NavigableMap<Key, Object[]>> next = new HashMap<>();
    states.get(states.size() - 1).forEach((k, v) -> next.put(k, new TreeMap<>(v)));
    long count = 0;
    if (planned instanceof PlannedStatement.Definition definition) {
      if (definition.change() != null) {
        apply(definition.change(), next);
      }
    } else {
      PlannedStatement.WriteSet writes =
          ((PlannedStatement.Update) planned).execute(context(), parameters);
      writes.writes().forEach(w -> apply(w, next));
      count = writes.rowCount();
    }
    states.add(next);
    return count;
  }

  private void apply(CatalogChange change, Map<TableId, NavigableMap<Key, Object[]>> state) {
    List<TableDef> tables = new ArrayList<>(catalog.tables());
    int nextTable = catalog.nextTableId();
    int nextIndex = catalog.nextIndexId();
    if (change instanceof CatalogChange.CreateTable create) {
      TableDef d = create.definition();
      List<IndexDef> indexes = new ArrayList<>();
      for (IndexDef index : d.indexes()) {
        indexes.add(index.createdAs(new IndexId(nextIndex++), states.size()));
      }
      TableId id = new TableId(nextTable++);
      tables.add(new TableDef(id, 1, d.schema(), d.name(), d.columns(), indexes));
      state.put(id, new TreeMap<>());
    } else if (change instanceof CatalogChange.DropTable drop) {
      tables.removeIf(t -> t.id().equals(drop.table()));
    } else if (change instanceof CatalogChange.CreateIndex create) {
      IndexDef index = create.definition().createdAs(new IndexId(nextIndex++), states.size());
      tables.replaceAll(t -> t.id().equals(create.table()) ? with(t, index) : t);
    } else if (change instanceof CatalogChange.DropIndex drop) {
      tables.replaceAll(t -> t.id().equals(drop.table()) ? without(t, drop.index()) : t);
    }
    catalog = new Catalog(nextTable, nextIndex, tables);
  }

  private static TableDef with(TableDef t, IndexDef index) {
    List<IndexDef> indexes = new ArrayList<>(t.indexes());
    indexes.add(index);
    return new TableDef(t.id(), t.schemaVersion(), t.schema(), t.name(), t.columns(), indexes);
  }

  private static TableDef without(TableDef t, IndexId id) {
    List<IndexDef> indexes = new ArrayList<>(t.indexes());
    indexes.removeIf(i -> i.id().equals(id));
    return new TableDef(t.id(), t.schemaVersion(), t.schema(), t.name(), t.columns(), indexes);
  }

  private void apply(TableWrites writes, Map<TableId, NavigableMap<Key, Object[]>> state) {
    TableDef table = catalog.table(writes.table()).orElseThrow();
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    NavigableMap<Key, Object[]> rows = state.get(table.id());
    int ordinal = 0;
    // A statement takes effect as a whole: keys may move onto keys that it frees.
    for (RowWrite write : writes.rows()) {
      if (write instanceof RowWrite.Delete delete) {
        assertPresent(rows.remove(delete.key()));
      } else if (write instanceof RowWrite.Update update) {
        assertPresent(rows.remove(update.key()));
      }
    }
    for (RowWrite write : writes.rows()) {
      if (write instanceof RowWrite.Update update) {
        Object[] row = RowCodec.decode(types, update.values());
        put(rows, table.hasHiddenRowId() ? update.key() : key(table, row, ordinal), row);
      } else if (write instanceof RowWrite.Insert insert) {
        Object[] row = RowCodec.decode(types, insert.values());
        put(rows, key(table, row, ordinal++), row);
      }
    }
  }

  private static void put(NavigableMap<Key, Object[]> rows, Key key, Object[] row) {
    if (rows.put(key, row) != null) {
      throw new IllegalStateException("duplicate key");
    }
  }

  private static void assertPresent(Object row) {
    if (row == null) {
      throw new AssertionError("a write of a row that is not there");
    }
  }

  private Key key(TableDef table, Object[] row, int ordinal) {
    return table.hasHiddenRowId()
        ? KeyCodec.rowId(Version.of(states.size(), 0), ordinal)
        : KeyCodec.primaryKey(IndexSchema.of(table, table.primaryIndex()), row);
  }

  /** The rows of an index at a height, by key. */
  NavigableMap<Key, Object[]> index(IndexSchema schema, long height) {
    TableDef table =
        catalog.tables().stream()
            .filter(t -> t.indexes().stream().anyMatch(i -> i.id().equals(schema.id())))
            .findFirst()
            .orElseThrow();
    IndexDef definition =
        table.indexes().stream().filter(i -> i.id().equals(schema.id())).findFirst().orElseThrow();
    if (height < definition.validFrom()) {
      throw new AssertionError("a read of " + definition.name() + " before it was");
    }
    NavigableMap<Key, Object[]> index = new TreeMap<>();
    states
        .get((int) height)
        .getOrDefault(table.id(), new TreeMap<>())
        .forEach(
            (key, row) ->
                index.put(RowEntries.keyIn(schema, new RowEntries.RowImage(key, row)), row));
    return index;
  }
}

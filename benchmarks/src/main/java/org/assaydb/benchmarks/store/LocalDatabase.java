package org.assaydb.benchmarks.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.read.RunView;
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
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.jspecify.annotations.Nullable;

/**
 * The SQL layer over tables in memory: no replicas, no network, no proofs. Every statement is a
 * block; only the newest state is kept. Reads go through the read algorithms of the driver. Not
 * thread safe.
 */
public final class LocalDatabase {
  private static final long TIME_MS = 1_767_323_045_006L; // 2026-01-02 03:04:05.006

  private final SqlPlanner planner;
  private final LocalCatalog catalog = new LocalCatalog();
  private final Map<TableId, TreeMap<Key, byte[]>> tables = new HashMap<>();
  private final Map<IndexId, IndexRuns> runs = new HashMap<>();
  private long height = 1;

  public LocalDatabase(SqlPlanner planner) {
    this.planner = planner;
  }

  public Catalog catalog() {
    return catalog.now();
  }

  /** Plans a statement against the tables as they are. */
  public PlannedStatement plan(String sql) {
    return planner.plan(sql, catalog.now());
  }

  /** Reads the newest state; of use until the next statement. */
  public ExecutionContext context() {
    return new ExecutionContext(reader(), height, TIME_MS);
  }

  private IndexReader reader() {
    return new RunReader(height, id -> runs.computeIfAbsent(id, this::build));
  }

  /**
   * Runs a definition or a change.
   *
   * @return rows changed
   * @throws SqlLayerException as the SQL layer throws it; 23505 when a key is there already
   */
  public long run(String sql, @Nullable Object... parameters) {
    PlannedStatement planned = plan(sql);
    if (planned instanceof PlannedStatement.Definition definition) {
      if (definition.change() != null) {
        define(definition.change());
      }
      return 0;
    } else if (planned instanceof PlannedStatement.Update update) {
      return change(update, parameters);
    }
    throw new IllegalArgumentException("neither a definition nor a change: " + sql);
  }

  /** Runs a change that was planned before. */
  public long change(PlannedStatement.Update update, @Nullable Object... parameters) {
    PlannedStatement.WriteSet writes = update.execute(context(), parameters);
    height++;
    writes.writes().forEach(this::apply);
    return writes.rowCount();
  }

  /** All rows of a query. */
  public List<@Nullable Object[]> query(String sql, @Nullable Object... parameters) {
    if (plan(sql) instanceof PlannedStatement.Query query) {
      return rows(query, context(), parameters);
    }
    throw new IllegalArgumentException("no query: " + sql);
  }

  /** Runs a query to its end. */
  public static List<@Nullable Object[]> rows(
      PlannedStatement.Query query, ExecutionContext context, @Nullable Object... parameters) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (PlannedStatement.RowIterator iterator = query.execute(context, parameters)) {
      for (@Nullable Object[] row = iterator.next(); row != null; row = iterator.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private void define(CatalogChange change) {
    height++;
    catalog.apply(change);
    for (TableDef table : catalog().tables()) {
      tables.computeIfAbsent(table.id(), id -> new TreeMap<>());
    }
    if (change instanceof CatalogChange.DropTable drop) {
      tables.remove(drop.table());
    }
  }

  /** As the ledger does: all or nothing, and keys may move onto keys that the statement frees. */
  private void apply(TableWrites writes) {
    TableDef table = catalog().table(writes.table()).orElseThrow();
    TreeMap<Key, byte[]> rows = rowsOf(table);
    TreeMap<Key, byte[]> removed = new TreeMap<>();
    TreeMap<Key, byte[]> added = new TreeMap<>();
    int ordinal = 0;
    for (RowWrite write : writes.rows()) {
      if (write instanceof RowWrite.Delete delete) {
        removed.put(delete.key(), removedRow(rows, delete.key()));
      } else if (write instanceof RowWrite.Update update) {
        removed.put(update.key(), removedRow(rows, update.key()));
        Key key = table.hasHiddenRowId() ? update.key() : key(table, update.values(), 0);
        add(added, key, update.values());
      } else if (write instanceof RowWrite.Insert insert) {
        add(added, key(table, insert.values(), ordinal++), insert.values());
      }
    }
    for (Key key : added.keySet()) {
      if (rows.containsKey(key) && !removed.containsKey(key)) {
        throw duplicate();
      }
    }
    removed.keySet().forEach(rows::remove);
    rows.putAll(added);
    table.indexes().forEach(index -> runs.remove(index.id()));
  }

  private static byte[] removedRow(TreeMap<Key, byte[]> rows, Key key) {
    byte[] row = rows.get(key);
    if (row == null) {
      throw new IllegalStateException("a write of a row that is not there");
    }
    return row;
  }

  private static void add(TreeMap<Key, byte[]> added, Key key, byte[] values) {
    if (added.put(key, values) != null) {
      throw duplicate();
    }
  }

  private static SqlLayerException duplicate() {
    return new SqlLayerException("23505", "a row with this key is there already");
  }

  private Key key(TableDef table, byte[] values, int ordinal) {
    return table.hasHiddenRowId()
        ? KeyCodec.rowId(Version.of(height, 0), ordinal)
        : KeyCodec.primaryKey(
            IndexSchema.of(table, table.primaryIndex()), RowCodec.decode(types(table), values));
  }

  private static List<ColumnType> types(TableDef table) {
    return table.columns().stream().map(Column::type).toList();
  }

  private TreeMap<Key, byte[]> rowsOf(TableDef table) {
    return tables.computeIfAbsent(table.id(), id -> new TreeMap<>());
  }

  /** All rows of a table as the entries of one of its indexes, written by one block. */
  List<Entry> entries(TableDef table, IndexDef index, Version version) {
    IndexSchema schema = IndexSchema.of(table, index);
    List<ColumnType> types = types(table);
    List<Entry> entries = new ArrayList<>(rowsOf(table).size());
    rowsOf(table)
        .forEach(
            (key, values) -> {
              RowImage row = new RowImage(key, RowCodec.decode(types, values));
              entries.add(RowEntries.insertion(schema, row, version));
            });
    entries.sort(null);
    return entries;
  }

  private IndexRuns build(IndexId id) {
    TableDef table =
        catalog().tables().stream()
            .filter(t -> t.indexes().stream().anyMatch(i -> i.id().equals(id)))
            .findFirst()
            .orElseThrow();
    IndexDef index =
        table.indexes().stream().filter(i -> i.id().equals(id)).findFirst().orElseThrow();
    IndexSchema schema = IndexSchema.of(table, index);
    List<Entry> entries = entries(table, index, Version.of(1, 0));
    List<RunView> views = entries.isEmpty() ? List.of() : List.of(new MemoryRun(schema, entries));
    return new IndexRuns(
        schema, new IndexDescriptor(id, table.schemaVersion(), 0, 0, List.of()), views);
  }
}

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
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RowEntries;
import org.assaydb.proofs.read.SkipFilter;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
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
    return new ExecutionContext(new Reader(), height(), TIME_MS, time -> time / 1000);
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

  private final class Reader implements IndexReader {
    @Override
    public long stateHeight() {
      return height();
    }

    @Override
    public void prefetch(List<ReadSpec> specs) {
      announced.add(List.copyOf(specs));
    }

    @Override
    public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
      reads.add(spec);
      IndexSchema schema = catalog.index(spec.index()).orElseThrow();
      NavigableMap<Key, Object[]> groups = new TreeMap<>();
      if (spec.groupParts() == 0) {
        groups.put(Key.MIN, totals(spec));
      }
      index(schema, spec.snapshotHeight())
          .forEach(
              (key, row) -> {
                if (spec.ranges().stream().anyMatch(r -> r.contains(key))) {
                  Key group = KeyCodec.firstParts(schema, key, spec.groupParts());
                  Object[] totals = groups.computeIfAbsent(group, g -> totals(spec));
                  totals[0] = (Long) totals[0] + 1;
                  for (int i = 0; i < spec.columns().size(); i++) {
                    Object value = row[schema.valueColumns().get(spec.columns().get(i))];
                    totals[i + 1] = ((ColumnSum) totals[i + 1]).plus(ColumnSum.of(value));
                  }
                }
              });
      return new Totals(spec, List.copyOf(groups.entrySet()));
    }

    @Override
    public RowCursor read(ReadSpec spec) {
      reads.add(spec);
      IndexSchema schema = catalog.index(spec.index()).orElseThrow();
      NavigableMap<Key, Object[]> index = index(schema, spec.snapshotHeight());
      List<Map.Entry<Key, Object[]>> found = new ArrayList<>();
      if (spec instanceof ReadSpec.Lookup lookup) {
        ascending(lookup.keys());
        for (Key key : lookup.keys()) {
          if (index.containsKey(key)) {
            found.add(Map.entry(key, index.get(key)));
          }
        }
      } else if (spec instanceof ReadSpec.Scan scan) {
        ascending(scan.ranges().stream().map(KeyRange::lower).toList());
        for (KeyRange range : scan.ranges()) {
          if (range.isEmpty()) {
            throw new AssertionError("empty range");
          }
          index.forEach(
              (key, row) -> {
                if (range.contains(key)) {
                  found.add(Map.entry(key, row));
                }
              });
        }
        if (scan.descending()) {
          java.util.Collections.reverse(found);
        }
        if (found.size() > scan.limit()) {
          found.subList((int) scan.limit(), found.size()).clear();
        }
      }
      if (spec instanceof ReadSpec.Skip skip) {
        index.forEach(
            (key, row) -> {
              boolean in = skip.ranges().stream().anyMatch(r -> r.contains(key));
              if (in && found.size() < skip.limit() && holds(skip.filter(), schema, row)) {
                found.add(Map.entry(key, row));
              }
            });
      } else if (spec instanceof ReadSpec.Top top) {
        top(top, schema, index, found);
      } else if (spec instanceof ReadSpec.History) {
        throw new AssertionError("no history in memory");
      }
      return new Cursor(schema, spec.columns(), found);
    }

    private static Object[] totals(ReadSpec.Aggregate spec) {
      Object[] totals = new Object[spec.columns().size() + 1];
      java.util.Arrays.fill(totals, ColumnSum.ZERO);
      totals[0] = 0L;
      return totals;
    }

    private static boolean holds(SkipFilter filter, IndexSchema schema, Object[] row) {
      return filter.clauses().stream()
          .allMatch(
              clause ->
                  clause.terms().stream()
                      .anyMatch(
                          term -> {
                            Key value = ordered(schema, term.column(), row);
                            return value == null
                                ? term.range() == null
                                : term.range() != null && term.range().contains(value);
                          }));
    }

    private static Key ordered(IndexSchema schema, int position, Object[] row) {
      if (!schema.bounds().contains(position)) {
        throw new AssertionError("no bounds of column " + position);
      }
      Object value = row[schema.valueColumns().get(position)];
      return value == null ? null : KeyCodec.ordered(schema.valueTypes().get(position), value);
    }

    private static void top(
        ReadSpec.Top top,
        IndexSchema schema,
        NavigableMap<Key, Object[]> index,
        List<Map.Entry<Key, Object[]>> found) {
      index.forEach(
          (key, row) -> {
            if (top.range().contains(key) && ordered(schema, top.orderColumn(), row) != null) {
              found.add(Map.entry(key, row));
            }
          });
      java.util.Comparator<Map.Entry<Key, Object[]>> order =
          java.util.Comparator.comparing(e -> ordered(schema, top.orderColumn(), e.getValue()));
      found.sort(top.greatest() ? order.reversed() : order);
      if (found.size() > top.limit()) {
        found.subList((int) top.limit(), found.size()).clear();
      }
    }

    private void ascending(List<Key> keys) {
      for (int i = 1; i < keys.size(); i++) {
        if (keys.get(i - 1).compareTo(keys.get(i)) >= 0) {
          throw new AssertionError("keys out of order");
        }
      }
    }

    private NavigableMap<Key, Object[]> index(IndexSchema schema, long height) {
      TableDef table =
          catalog.tables().stream()
              .filter(t -> t.indexes().stream().anyMatch(i -> i.id().equals(schema.id())))
              .findFirst()
              .orElseThrow();
      IndexDef definition =
          table.indexes().stream()
              .filter(i -> i.id().equals(schema.id()))
              .findFirst()
              .orElseThrow();
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

  /** Per group the live rows and the sums, in the order of the columns. */
  private static final class Totals implements AggregateCursor {
    private final ReadSpec.Aggregate spec;
    private final List<Map.Entry<Key, Object[]>> groups;
    private int at = -1;

    Totals(ReadSpec.Aggregate spec, List<Map.Entry<Key, Object[]>> groups) {
      this.spec = spec;
      this.groups = groups;
    }

    @Override
    public boolean next() {
      return ++at < groups.size();
    }

    @Override
    public Key group() {
      return groups.get(at).getKey();
    }

    @Override
    public long live() {
      return (Long) groups.get(at).getValue()[0];
    }

    @Override
    public ColumnSum sum(int column) {
      return (ColumnSum) groups.get(at).getValue()[spec.columns().indexOf(column) + 1];
    }
  }

  private static final class Cursor implements RowCursor {
    private final IndexSchema schema;
    private final List<Integer> columns;
    private final List<Map.Entry<Key, Object[]>> rows;
    private int at = -1;

    Cursor(IndexSchema schema, List<Integer> columns, List<Map.Entry<Key, Object[]>> rows) {
      this.schema = schema;
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public boolean next() {
      return ++at < rows.size();
    }

    @Override
    public Key key() {
      return rows.get(at).getKey();
    }

    @Override
    public Version version() {
      return Version.of(1, 0);
    }

    @Override
    public EntryKind kind() {
      return EntryKind.INSERT;
    }

    @Override
    public Object value(int column) {
      if (!columns.contains(column)) {
        throw new AssertionError("column " + column + " was not asked for");
      }
      return rows.get(at).getValue()[schema.valueColumns().get(column)];
    }
  }
}

package org.assaydb.benchmarks.oracle.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.assaydb.benchmarks.oracle.generate.Dialect;
import org.assaydb.benchmarks.oracle.generate.World;
import org.assaydb.benchmarks.oracle.reference.TableRows;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
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
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlPlanner;
import org.jspecify.annotations.Nullable;

/** A catalog and its rows in sorted maps: one height, no proofs. Not thread safe. */
public final class MemoryTables {
  /** 2026-01-02 03:04:05.006. */
  public static final long TIME_MS = 1_767_323_045_006L;

  static final long HEIGHT = 1;

  private final Map<TableId, NavigableMap<Key, @Nullable Object[]>> rows = new HashMap<>();
  private Catalog catalog = new Catalog(1, 1, List.of());
  private int rowIds;

  /** The tables of a world. */
  public static MemoryTables of(World world, SqlPlanner planner) {
    MemoryTables tables = new MemoryTables();
    for (World.Table table : world.tables()) {
      tables.run(planner, table.definition(Dialect.ASSAY));
      table.indexes().forEach(index -> tables.run(planner, index));
      for (@Nullable Object[] row : table.rows()) {
        if (!tables.add(table.name().toUpperCase(Locale.ROOT), row)) {
          throw new IllegalStateException("two rows of one key in " + table.name());
        }
      }
    }
    return tables;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** Rows of a table by their keys, in the Java representation of their columns. */
  NavigableMap<Key, @Nullable Object[]> rows(TableDef table) {
    return rows.getOrDefault(table.id(), new TreeMap<>());
  }

  public ExecutionContext context() {
    return context(() -> {});
  }

  /** A context with an end from outside. */
  ExecutionContext context(Runnable interruptCheck) {
    MemoryReader reader = new MemoryReader(this);
    return new ExecutionContext(reader, reader, HEIGHT, TIME_MS, time -> HEIGHT, interruptCheck);
  }

  /** Runs a definition, INSERT, UPDATE or DELETE. */
  public void run(SqlPlanner planner, String sql) {
    PlannedStatement planned = planner.plan(sql, catalog);
    if (planned instanceof PlannedStatement.Definition definition) {
      CatalogChange change = definition.change();
      if (change != null) {
        apply(change);
      }
    } else {
      ((PlannedStatement.Update) planned)
          .execute(context(), new @Nullable Object[0])
          .writes()
          .forEach(this::apply);
    }
  }

  /** Adds a row in the values of the reference interpreter; false when its key is taken. */
  public boolean add(String table, @Nullable Object[] values) {
    TableDef definition = table(table);
    @Nullable Object[] row = new @Nullable Object[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = StoredValues.toStored(definition.columns().get(i).type(), values[i]);
    }
    return tableRows(definition).putIfAbsent(key(definition, row), row) == null;
  }

  private NavigableMap<Key, @Nullable Object[]> tableRows(TableDef table) {
    return rows.computeIfAbsent(table.id(), id -> new TreeMap<>());
  }

  private TableDef table(String name) {
    return catalog.table("PUBLIC", name).orElseThrow();
  }

  /** The same rows for the reference interpreter. */
  public TableRows reference() {
    return name -> {
      TableDef table =
          name.size() < 2 || !name.get(name.size() - 2).equals("PUBLIC")
              ? null
              : catalog.table("PUBLIC", name.get(name.size() - 1)).orElse(null);
      if (table == null) {
        throw new IllegalStateException("no table " + name);
      }
      List<@Nullable Object[]> result = new ArrayList<>();
      for (@Nullable Object[] stored : rows(table).values()) {
        @Nullable Object[] row = new @Nullable Object[stored.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = StoredValues.toReference(table.columns().get(i).type(), stored[i]);
        }
        result.add(row);
      }
      return result;
    };
  }

  private void apply(CatalogChange change) {
    List<TableDef> tables = new ArrayList<>(catalog.tables());
    int nextTable = catalog.nextTableId();
    int nextIndex = catalog.nextIndexId();
    if (change instanceof CatalogChange.CreateTable create) {
      TableDef d = create.definition();
      List<IndexDef> indexes = new ArrayList<>();
      for (IndexDef index : d.indexes()) {
        indexes.add(index.createdAs(new IndexId(nextIndex++), HEIGHT));
      }
      TableId id = new TableId(nextTable++);
      tables.add(new TableDef(id, 1, d.schema(), d.name(), d.columns(), indexes));
    } else if (change instanceof CatalogChange.CreateIndex create) {
      IndexDef index = create.definition().createdAs(new IndexId(nextIndex++), HEIGHT);
      tables.replaceAll(t -> t.id().equals(create.table()) ? with(t, index) : t);
    } else if (change instanceof CatalogChange.DropTable drop) {
      tables.removeIf(t -> t.id().equals(drop.table()));
    } else {
      throw new IllegalArgumentException("no tests change the catalog so: " + change);
    }
    catalog = new Catalog(nextTable, nextIndex, tables);
  }

  private static TableDef with(TableDef t, IndexDef index) {
    List<IndexDef> indexes = new ArrayList<>(t.indexes());
    indexes.add(index);
    return new TableDef(t.id(), t.schemaVersion(), t.schema(), t.name(), t.columns(), indexes);
  }

  private void apply(TableWrites writes) {
    TableDef table = catalog.table(writes.table()).orElseThrow();
    List<ColumnType> types = table.columns().stream().map(Column::type).toList();
    NavigableMap<Key, @Nullable Object[]> all = tableRows(table);
    for (RowWrite write : writes.rows()) {
      if (write instanceof RowWrite.Insert insert) {
        @Nullable Object[] row = RowCodec.decode(types, insert.values());
        all.put(key(table, row), row);
      } else if (write instanceof RowWrite.Delete delete) {
        all.remove(delete.key());
      } else {
        throw new IllegalArgumentException("no test updates rows");
      }
    }
  }

  private Key key(TableDef table, @Nullable Object[] row) {
    return table.hasHiddenRowId()
        ? KeyCodec.rowId(Version.of(HEIGHT, 0), rowIds++)
        : KeyCodec.primaryKey(IndexSchema.of(table, table.primaryIndex()), row);
  }
}

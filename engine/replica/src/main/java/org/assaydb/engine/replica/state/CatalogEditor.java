package org.assaydb.engine.replica.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;

/**
 * The catalog while one transaction changes it. Ids are assigned in the order of the changes and
 * never used again; new indexes are valid from the block's height, whatever was proposed.
 */
final class CatalogEditor {
  /** Tables of a catalog. */
  static final int MAX_TABLES = 10_000;

  /** Bytes of all definitions: a client fetches the catalog in one message. */
  static final int MAX_CATALOG_BYTES = 4 << 20;

  private final Map<Integer, TableDef> tables = new TreeMap<>();
  private final Map<IndexId, TableId> newIndexes = new HashMap<>();
  private final long height;

  /** Of all definitions. */
  private long bytes;

  private int nextTableId;
  private int nextIndexId;

  /**
   * @param height of the block whose transaction it is
   */
  CatalogEditor(Catalog catalog, long height) {
    this.height = height;
    for (TableDef table : catalog.tables()) {
      tables.put(table.id().value(), table);
      bytes += SystemTables.encode(table).length;
    }
    nextTableId = catalog.nextTableId();
    nextIndexId = catalog.nextIndexId();
  }

  Catalog catalog() {
    return new Catalog(nextTableId, nextIndexId, List.copyOf(tables.values()));
  }

  /** Indexes added to tables that may have rows. */
  Map<IndexId, TableId> newIndexes() {
    return newIndexes;
  }

  void apply(CatalogChange change) throws Abort {
    try {
      if (change instanceof CatalogChange.CreateTable create) {
        createTable(create.definition());
      } else if (change instanceof CatalogChange.DropTable drop) {
        drop(writable(drop.table()));
      } else if (change instanceof CatalogChange.CreateIndex create) {
        createIndex(writable(create.table()), create.definition());
      } else if (change instanceof CatalogChange.DropIndex drop) {
        dropIndex(writable(drop.table()), drop.index());
      }
    } catch (VerificationException e) {
      boolean limit = e.reason() == RejectReason.LIMIT_EXCEEDED;
      throw new Abort(
          limit ? SqlStates.LIMIT : SqlStates.INVALID_DEFINITION, String.valueOf(e.getMessage()));
    }
  }

  private void createTable(TableDef proposed) throws Abort {
    checkOwner(proposed);
    Names.check(proposed);
    if (tables.values().stream().anyMatch(t -> sameName(t, proposed))) {
      throw new Abort(SqlStates.DUPLICATE_TABLE, "table " + proposed.name() + " exists");
    }
    IndexDef primary = proposed.primaryIndex();
    List<IndexDef> indexes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (IndexDef index : proposed.indexes()) {
      if (!index.primary()) {
        checkIndexName(proposed.schema(), index.name());
      }
      if (!names.add(index.name())) {
        throw new Abort(SqlStates.DUPLICATE_TABLE, "index " + index.name() + " is named twice");
      }
      indexes.add(index.createdAs(new IndexId(nextIndexId++), height));
    }
    boolean nullableKey =
        primary.keyParts().stream().anyMatch(p -> proposed.columns().get(p.column()).nullable());
    if (nullableKey || !primary.unique()) {
      throw new Abort(SqlStates.INVALID_DEFINITION, "a PRIMARY KEY is unique and NOT NULL");
    }
    put(
        new TableDef(
            new TableId(nextTableId++),
            1,
            proposed.schema(),
            proposed.name(),
            proposed.columns(),
            indexes));
  }

  private void createIndex(TableDef table, IndexDef proposed) throws Abort {
    checkIndexName(table.schema(), proposed.name());
    IndexDef index = proposed.createdAs(new IndexId(nextIndexId++), height);
    List<IndexDef> indexes = new ArrayList<>(table.indexes());
    indexes.add(index);
    put(with(table, indexes));
    newIndexes.put(index.id(), table.id());
  }

  private void dropIndex(TableDef table, IndexId id) throws Abort {
    if (table.primaryIndex().id().equals(id)) {
      throw new Abort(SqlStates.WRONG_OBJECT, "the primary index of a table cannot be dropped");
    }
    List<IndexDef> left = table.indexes().stream().filter(i -> !i.id().equals(id)).toList();
    if (left.size() == table.indexes().size()) {
      throw new Abort(SqlStates.UNKNOWN_OBJECT, "no such index of " + table.name());
    }
    put(with(table, left));
    newIndexes.remove(id);
  }

  private void drop(TableDef table) {
    tables.remove(table.id().value());
    bytes -= SystemTables.encode(table).length;
  }

  private void put(TableDef table) throws Abort {
    int length = SystemTables.encode(table).length;
    if (length > SystemTables.MAX_DEFINITION_BYTES) {
      throw new Abort(SqlStates.LIMIT, "definition of " + table.name() + " is too long");
    }
    long bytesBefore = bytes;
    TableDef before = tables.get(table.id().value());
    if (before != null) {
      drop(before);
    }
    tables.put(table.id().value(), table);
    bytes += length;
    boolean full = tables.size() > MAX_TABLES || bytes > MAX_CATALOG_BYTES;
    if (full && bytes > bytesBefore) {
      throw new Abort(
          SqlStates.LIMIT,
          "the catalog is full: "
              + MAX_TABLES
              + " tables, "
              + (MAX_CATALOG_BYTES >> 20)
              + " MiB of definitions; drop tables or indexes");
    }
  }

  private static TableDef with(TableDef table, List<IndexDef> indexes) {
    return new TableDef(
        table.id(), table.schemaVersion(), table.schema(), table.name(), table.columns(), indexes);
  }

  private TableDef writable(TableId id) throws Abort {
    TableDef table = tables.get(id.value());
    if (table == null) {
      throw new Abort(SqlStates.UNKNOWN_TABLE, "no such table");
    }
    checkOwner(table);
    return table;
  }

  private static void checkOwner(TableDef table) throws Abort {
    if (table.schema().equals(SystemTables.SCHEMA)) {
      throw new Abort(SqlStates.FORBIDDEN, "the SYS tables belong to the ledger");
    }
  }

  private void checkIndexName(String schema, String name) throws Abort {
    Names.check("index", name);
    boolean taken =
        tables.values().stream()
            .filter(t -> t.schema().equals(schema))
            .flatMap(t -> t.indexes().stream())
            .anyMatch(i -> !i.primary() && i.name().equals(name));
    if (taken) {
      throw new Abort(SqlStates.DUPLICATE_TABLE, "index " + name + " exists");
    }
  }

  private static boolean sameName(TableDef left, TableDef right) {
    return left.schema().equals(right.schema()) && left.name().equals(right.name());
  }
}

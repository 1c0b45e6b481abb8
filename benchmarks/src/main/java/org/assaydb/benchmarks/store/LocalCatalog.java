package org.assaydb.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;

/** A catalog under definitions, which numbers tables and indexes in their order. */
final class LocalCatalog {
  /** Height from which all indexes are valid: no older state is read. */
  private static final long ALWAYS = 1;

  private Catalog catalog = new Catalog(1, 1, List.of());

  Catalog now() {
    return catalog;
  }

  /** Applies a definition that was planned against {@link #now}. */
  void apply(CatalogChange change) {
    int nextTable = catalog.nextTableId();
    int nextIndex = catalog.nextIndexId();
    List<TableDef> tables = new ArrayList<>(catalog.tables());
    if (change instanceof CatalogChange.CreateTable create) {
      TableDef proposed = create.definition();
      List<IndexDef> indexes = new ArrayList<>();
      for (IndexDef index : proposed.indexes()) {
        indexes.add(index.createdAs(new IndexId(nextIndex++), ALWAYS));
      }
      tables.add(with(proposed, new TableId(nextTable++), indexes));
    } else if (change instanceof CatalogChange.DropTable drop) {
      tables.removeIf(t -> t.id().equals(drop.table()));
    } else if (change instanceof CatalogChange.CreateIndex create) {
      IndexDef index = create.definition().createdAs(new IndexId(nextIndex++), ALWAYS);
      replace(tables, create.table(), old -> old.add(index));
    } else if (change instanceof CatalogChange.DropIndex drop) {
      replace(tables, drop.table(), old -> old.removeIf(i -> i.id().equals(drop.index())));
    }
    catalog = new Catalog(nextTable, nextIndex, tables);
  }

  /** Changes a list of indexes in place. */
  private interface Edit {
    void apply(List<IndexDef> indexes);
  }

  private static void replace(List<TableDef> tables, TableId id, Edit edit) {
    UnaryOperator<TableDef> edited =
        table -> {
          List<IndexDef> indexes = new ArrayList<>(table.indexes());
          edit.apply(indexes);
          return with(table, id, indexes);
        };
    tables.replaceAll(table -> table.id().equals(id) ? edited.apply(table) : table);
  }

  private static TableDef with(TableDef table, TableId id, List<IndexDef> indexes) {
    return new TableDef(
        id,
        Math.max(1, table.schemaVersion()),
        table.schema(),
        table.name(),
        table.columns(),
        indexes);
  }
}

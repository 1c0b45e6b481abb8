package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlExplainLevel;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.sql.frontend.Frontend;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.syntax.DdlParser;
import org.assaydb.sql.syntax.SqlText;

/** Logical plans of SQL texts over some tables, as the converter makes them. */
final class Queries {
  private final Catalog catalog;

  Queries(String... definitions) {
    List<TableDef> tables = new ArrayList<>();
    int nextIndex = 100;
    for (String definition : definitions) {
      CatalogChange change =
          new DdlParser(definition, new Catalog(1, 1, List.of())).parse().change();
      TableDef table = ((CatalogChange.CreateTable) change).definition();
      List<IndexDef> indexes = new ArrayList<>();
      for (IndexDef index : table.indexes()) {
        indexes.add(index.createdAs(new IndexId(nextIndex++), 1));
      }
      TableId id = new TableId(tables.size() + 100);
      tables.add(new TableDef(id, 1, table.schema(), table.name(), table.columns(), indexes));
    }
    catalog = new Catalog(1000, 1000, tables);
  }

  RelNode plan(String sql) {
    Frontend frontend = new Frontend(catalog, AssayTable.Extra.NONE);
    return frontend.convert(SqlText.parse(sql)).root().project(true);
  }

  static String text(RelNode plan) {
    return RelOptUtil.toString(plan, SqlExplainLevel.EXPPLAN_ATTRIBUTES).replace("\r", "");
  }
}

package org.assaydb.sql.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.TableDef;
import org.jspecify.annotations.Nullable;

/** INFORMATION_SCHEMA.TABLES and COLUMNS, computed from the certified catalog. */
public final class InformationSchema {
  private InformationSchema() {}

  public static void addTo(SchemaPlus root, Catalog catalog) {
    SchemaPlus schema = root.add("INFORMATION_SCHEMA", new AbstractSchema());
    List<@Nullable Object[]> tables = new ArrayList<>();
    List<@Nullable Object[]> columns = new ArrayList<>();
    for (TableDef table : catalog.tables()) {
      tables.add(new @Nullable Object[] {table.schema(), table.name(), "BASE TABLE"});
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        columns.add(
            new @Nullable Object[] {
              table.schema(),
              table.name(),
              column.name(),
              i + 1,
              column.defaultSql(),
              column.nullable() ? "YES" : "NO",
              column.type().toString()
            });
      }
    }
    schema.add(
        "TABLES", new ComputedTable(List.of("TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE"), tables));
    schema.add(
        "COLUMNS",
        new ComputedTable(
            List.of(
                "TABLE_SCHEMA",
                "TABLE_NAME",
                "COLUMN_NAME",
                "ORDINAL_POSITION",
                "COLUMN_DEFAULT",
                "IS_NULLABLE",
                "DATA_TYPE"),
            columns));
  }
}

package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.syntax.SqlText;
import org.jspecify.annotations.Nullable;

/** Resolves the names of the table and columns that a statement writes. */
final class TargetTable {
  private TargetTable() {}

  static TableDef resolve(Catalog catalog, SqlNode target) {
    if (!(target instanceof SqlIdentifier name)) {
      throw new SqlLayerException(SqlStates.SYNTAX, "a table name is needed: " + target);
    }
    int last = name.names.size() - 1;
    String schema = last > 0 ? name.names.get(last - 1) : "PUBLIC";
    TableDef table =
        catalog
            .table(schema, name.names.get(last))
            .orElseThrow(
                () ->
                    new SqlLayerException(
                        SqlStates.UNKNOWN_TABLE, "Table '" + name + "' not found"));
    if (table.schema().equals("SYS")) {
      throw new SqlLayerException(
          SqlStates.FORBIDDEN, "SYS tables are written by the ledger alone");
    }
    return table;
  }

  /** Ordinals of the named columns; all columns when no list was given. */
  static List<Integer> ordinals(TableDef table, @Nullable SqlNodeList names) {
    List<Integer> ordinals = new ArrayList<>();
    if (names == null || names.isEmpty()) {
      for (int i = 0; i < table.columns().size(); i++) {
        ordinals.add(i);
      }
      return ordinals;
    }
    for (SqlNode node : names) {
      SqlIdentifier id = (SqlIdentifier) node;
      String name = id.names.get(id.names.size() - 1);
      int ordinal = table.columnOrdinal(name);
      if (ordinal < 0) {
        throw new SqlLayerException(
            SqlStates.UNKNOWN_COLUMN, "Column '" + name + "' not found in " + table.name());
      }
      if (ordinals.contains(ordinal)) {
        throw new SqlLayerException(
            SqlStates.DUPLICATE_COLUMN, "Column '" + name + "' is assigned twice");
      }
      ordinals.add(ordinal);
    }
    return ordinals;
  }

  /** The DEFAULT of a column as an expression, null without one. */
  static @Nullable SqlNode defaultOf(Column column) {
    String sql = column.defaultSql();
    return sql == null ? null : SqlText.parseExpression(sql);
  }
}

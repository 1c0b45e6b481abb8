package org.assaydb.sql.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/** Columns and keys of a CREATE TABLE while it is read. */
final class TableElements {
  /** A key column by name. */
  record KeyName(String column, boolean descending) {}

  private final DdlTokens in;
  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<KeyName>> uniques = new ArrayList<>();
  private @Nullable List<KeyName> primaryKey;
  private IndexClauses clauses = new IndexClauses();

  TableElements(DdlTokens in, String name) {
    this.in = in;
    this.name = name;
  }

  public void column(Column column) {
    if (columns.stream().anyMatch(c -> c.name().equals(column.name()))) {
      throw new SqlLayerException(
          SqlStates.DUPLICATE_COLUMN, "column " + column.name() + " appears twice");
    }
    columns.add(column);
  }

  public void primaryKey(List<KeyName> names) {
    if (primaryKey != null) {
      throw new SqlLayerException(
          SqlStates.INVALID_DEFINITION, "table " + name + " has two primary keys");
    }
    primaryKey = names;
  }

  public void unique(List<KeyName> names) {
    uniques.add(names);
  }

  /** What follows the closing parenthesis: clauses of the primary index. */
  public void clauses(IndexClauses primary) {
    clauses = primary;
  }

  public TableDef table() {
    if (columns.isEmpty() || columns.size() > TableDef.MAX_COLUMNS) {
      throw in.unexpected("1 to " + TableDef.MAX_COLUMNS + " columns");
    }
    List<IndexDef> indexes = new ArrayList<>();
    checkLength("PK_" + name);
    List<IndexDef.KeyPart> key = primaryKey == null ? List.of() : parts(columns, primaryKey);
    indexes.add(clauses.primary("PK_" + name, columns, key));
    for (List<KeyName> unique : uniques) {
      StringBuilder indexName = new StringBuilder("UQ_" + name);
      unique.forEach(u -> indexName.append('_').append(u.column()));
      checkLength(indexName.toString());
      indexes.add(
          new IndexDef(
              new IndexId(0),
              indexName.toString(),
              false,
              true,
              parts(columns, unique),
              List.of()));
    }
    List<Column> definite = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      int ordinal = i;
      boolean inKey = key.stream().anyMatch(p -> p.column() == ordinal);
      definite.add(
          new Column(
              column.name(), column.type(), column.nullable() && !inKey, column.defaultSql()));
    }
    return new TableDef(new TableId(0), 1, "PUBLIC", name, definite, indexes);
  }

  private static void checkLength(String index) {
    if (index.getBytes(StandardCharsets.UTF_8).length > Column.MAX_NAME_BYTES) {
      throw new SqlLayerException(
          SqlStates.NAME_TOO_LONG,
          "index " + index + " has a name of more than " + Column.MAX_NAME_BYTES + " bytes");
    }
  }

  public static List<IndexDef.KeyPart> parts(List<Column> columns, List<KeyName> names) {
    List<IndexDef.KeyPart> parts = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (KeyName key : names) {
      int ordinal = ordinal(columns, key.column());
      if (!seen.add(ordinal)) {
        throw new SqlLayerException(
            SqlStates.DUPLICATE_COLUMN, "column " + key.column() + " appears twice in a key");
      }
      parts.add(new IndexDef.KeyPart(ordinal, key.descending()));
    }
    return parts;
  }

  public static int ordinal(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new SqlLayerException(SqlStates.UNKNOWN_COLUMN, "Column '" + name + "' not found");
  }
}

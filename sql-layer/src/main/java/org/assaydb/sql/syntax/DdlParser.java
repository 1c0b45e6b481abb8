package org.assaydb.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE, CREATE INDEX, DROP TABLE, DROP INDEX by recursive descent: Calcite's grammar knows
 * no indexes.
 */
public final class DdlParser {
  private static final String SCHEMA = "PUBLIC";
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "FOREIGN",
          "CHECK",
          "REFERENCES",
          "CONSTRAINT",
          "GENERATED",
          "COLLATE",
          "AS",
          "LIKE",
          "PARTITION",
          "WITH",
          "TEMPORARY",
          "TEMP",
          "VIEW",
          "SCHEMA",
          "FUNCTION",
          "TRIGGER",
          "SEQUENCE",
          "ROLE",
          "USER",
          "DATABASE",
          "MATERIALIZED",
          "OR",
          "EXCLUDE",
          "CASCADE",
          "RESTRICT",
          "USING",
          "WHERE",
          "INHERITS",
          "AUTO_INCREMENT",
          "IDENTITY",
          "ALTER");
  private static final Set<String> AFTER_DEFAULT =
      Set.of("NOT", "NULL", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES", "CONSTRAINT", "COLLATE");

  private final Catalog catalog;
  private final DdlTokens in;

  public DdlParser(String sql, Catalog catalog) {
    this.catalog = catalog;
    in = new DdlTokens(sql, UNSUPPORTED);
  }

  public PlannedStatement.Definition parse() {
    try {
      return definition();
    } catch (VerificationException e) {
      // A definition that the catalog cannot hold; no answer of anybody's has failed a check.
      throw new SqlLayerException(SqlStates.INVALID_DEFINITION, String.valueOf(e.getMessage()), e);
    }
  }

  private PlannedStatement.Definition definition() {
    PlannedStatement.Definition definition;
    if (in.accept("CREATE")) {
      boolean unique = in.accept("UNIQUE");
      if (!unique && in.accept("TABLE")) {
        definition = createTable();
      } else {
        in.expect("INDEX");
        definition = createIndex(unique);
      }
    } else if (in.accept("DROP")) {
      boolean table = in.accept("TABLE");
      if (!table) {
        in.expect("INDEX");
      }
      definition = table ? dropTable() : dropIndex();
    } else {
      throw in.unexpected("CREATE or DROP");
    }
    while (in.accept(";")) {
      // one or more terminators
    }
    in.expectEnd();
    return definition;
  }

  private boolean accept(String first, String... more) {
    if (!in.accept(first)) {
      return false;
    }
    for (String word : more) {
      in.expect(word);
    }
    return true;
  }

  private String name() {
    String name = in.name();
    if (in.accept(".")) {
      if (!name.equals(SCHEMA)) {
        throw new SqlLayerException(
            SqlStates.FORBIDDEN, "only schema PUBLIC can be changed, not " + name);
      }
      return in.name();
    }
    return name;
  }

  private PlannedStatement.Definition createTable() {
    boolean lenient = accept("IF", "NOT", "EXISTS");
    String name = name();
    TableElements elements = new TableElements(in, name);
    in.expect("(");
    do {
      if (accept("PRIMARY", "KEY")) {
        elements.primaryKey(keyNames());
      } else if (in.accept("UNIQUE")) {
        elements.unique(keyNames());
      } else {
        column(elements);
      }
    } while (in.accept(","));
    in.expect(")");
    elements.clauses(IndexClauses.read(in, false));
    boolean exists = catalog.table(SCHEMA, name).isPresent();
    if (exists && !lenient) {
      throw new SqlLayerException(SqlStates.DUPLICATE_TABLE, "table " + name + " exists already");
    }
    TableDef table = elements.table();
    return new PlannedStatement.Definition(exists ? null : new CatalogChange.CreateTable(table));
  }

  private void column(TableElements elements) {
    String name = in.name();
    ColumnType type = ColumnTypes.read(in);
    boolean nullable = true;
    String defaultSql = null;
    boolean more = true;
    while (more) {
      if (accept("NOT", "NULL")) {
        nullable = false;
      } else if (in.accept("DEFAULT")) {
        defaultSql = in.expression(AFTER_DEFAULT);
        SqlText.parseExpression(defaultSql);
      } else if (accept("PRIMARY", "KEY")) {
        elements.primaryKey(List.of(new TableElements.KeyName(name, false)));
      } else if (in.accept("UNIQUE")) {
        elements.unique(List.of(new TableElements.KeyName(name, false)));
      } else if (in.accept("COLLATE")) {
        collation(type);
      } else {
        more = in.accept("NULL");
      }
    }
    elements.column(new Column(name, type, nullable, defaultSql));
  }

  private void collation(ColumnType type) {
    String name = in.name();
    Collations.check(name, in.place());
    if (type.kind() != ColumnType.Kind.VARCHAR && type.kind() != ColumnType.Kind.CHAR) {
      throw new SqlLayerException(
          SqlStates.TYPE_MISMATCH, "collations are not supported by type " + type + in.place());
    }
  }

  private List<TableElements.KeyName> keyNames() {
    List<TableElements.KeyName> names = new ArrayList<>();
    in.expect("(");
    do {
      String name = in.name();
      if (in.accept("COLLATE")) {
        Collations.check(in.name(), in.place());
      }
      boolean descending = in.accept("DESC");
      if (!descending) {
        in.accept("ASC");
      }
      names.add(new TableElements.KeyName(name, descending));
    } while (in.accept(","));
    in.expect(")");
    return names;
  }

  private PlannedStatement.Definition createIndex(boolean unique) {
    boolean lenient = accept("IF", "NOT", "EXISTS");
    String name = in.name();
    in.expect("ON");
    TableDef table = table(name());
    List<IndexDef.KeyPart> parts = TableElements.parts(table.columns(), keyNames());
    IndexClauses clauses = IndexClauses.read(in, true);
    if (indexNamed(name) != null) {
      if (lenient) {
        return new PlannedStatement.Definition(null);
      }
      throw new SqlLayerException(SqlStates.DUPLICATE_TABLE, "index " + name + " exists already");
    }
    IndexDef index =
        clauses.secondary(name, unique, table.columns(), parts, table.primaryIndex().keyParts());
    return new PlannedStatement.Definition(new CatalogChange.CreateIndex(table.id(), index));
  }

  private TableDef table(String name) {
    return catalog
        .table(SCHEMA, name)
        .orElseThrow(
            () -> new SqlLayerException(SqlStates.UNKNOWN_TABLE, "Table '" + name + "' not found"));
  }

  private record Found(TableId table, IndexDef index) {}

  private @Nullable Found indexNamed(String name) {
    for (TableDef table : catalog.tables()) {
      for (IndexDef index : table.indexes()) {
        if (table.schema().equals(SCHEMA) && index.name().equals(name)) {
          return new Found(table.id(), index);
        }
      }
    }
    return null;
  }

  private PlannedStatement.Definition dropTable() {
    boolean lenient = accept("IF", "EXISTS");
    String name = name();
    if (lenient && catalog.table(SCHEMA, name).isEmpty()) {
      return new PlannedStatement.Definition(null);
    }
    return new PlannedStatement.Definition(new CatalogChange.DropTable(table(name).id()));
  }

  private PlannedStatement.Definition dropIndex() {
    boolean lenient = accept("IF", "EXISTS");
    String name = name();
    Found found = indexNamed(name);
    if (found == null) {
      if (lenient) {
        return new PlannedStatement.Definition(null);
      }
      throw new SqlLayerException(SqlStates.UNKNOWN_OBJECT, "Index '" + name + "' not found");
    }
    if (found.index.primary()) {
      throw new SqlLayerException(
          SqlStates.INVALID_DEFINITION, "a primary index goes with its table");
    }
    return new PlannedStatement.Definition(
        new CatalogChange.DropIndex(found.table, found.index.id()));
  }
}

package org.assaydb.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.jspecify.annotations.Nullable;

/** The certified catalog in the shape of JDBC's metadata results. */
record CatalogRows(Catalog catalog) {
  private static final ColumnType TEXT = ColumnType.of(Kind.VARCHAR, 1024);
  private static final ColumnType INT = ColumnType.of(Kind.INTEGER);
  private static final ColumnType SHORT = ColumnType.of(Kind.SMALLINT);
  private static final ColumnType BOOL = ColumnType.of(Kind.BOOLEAN);

  /** A result with these columns; a trailing # means INTEGER, ~ SMALLINT, ? BOOLEAN. */
  static ResultSet result(List<@Nullable Object[]> rows, String... names) {
    List<ResultColumn> columns = new ArrayList<>();
    for (String name : names) {
      char mark = name.charAt(name.length() - 1);
      ColumnType type = mark == '#' ? INT : mark == '~' ? SHORT : mark == '?' ? BOOL : TEXT;
      String label = type.equals(TEXT) ? name : name.substring(0, name.length() - 1);
      columns.add(new ResultColumn(label, type, true, "", ""));
    }
    return RowsResultSet.of(columns, rows);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  /** JDBC's LIKE pattern: % and _, escaped by a backslash; null matches everything. */
  static boolean matches(@Nullable String pattern, String name) {
    if (pattern == null) {
      return true;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
  }

  private static String kind(TableDef table) {
    return table.schema().equals("SYS") ? "SYSTEM TABLE" : "TABLE";
  }

  private List<TableDef> tables(@Nullable String schema, @Nullable String name) {
    return catalog.tables().stream()
        .filter(t -> matches(schema, t.schema()) && matches(name, t.name()))
        .sorted(
            Comparator.comparing(CatalogRows::kind)
                .thenComparing(TableDef::schema)
                .thenComparing(TableDef::name))
        .toList();
  }

  ResultSet tables(@Nullable String schema, @Nullable String name, String @Nullable [] types) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableDef t : tables(schema, name)) {
      if (types == null || Arrays.asList(types).contains(kind(t))) {
        rows.add(row(null, t.schema(), t.name(), kind(t), "", null, null, null, null, null));
      }
    }
    return result(
        rows,
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "TABLE_TYPE",
        "REMARKS",
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "SELF_REFERENCING_COL_NAME",
        "REF_GENERATION");
  }

  ResultSet schemas(@Nullable String pattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String schema : List.of("PUBLIC", "SYS")) {
      if (matches(pattern, schema)) {
        rows.add(row(schema, null));
      }
    }
    return result(rows, "TABLE_SCHEM", "TABLE_CATALOG");
  }

  ResultSet columns(@Nullable String schema, @Nullable String table, @Nullable String pattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableDef t : tables(schema, table)) {
      for (int i = 0; i < t.columns().size(); i++) {
        if (matches(pattern, t.columns().get(i).name())) {
          rows.add(column(t, t.columns().get(i), i + 1));
        }
      }
    }
    return result(
        rows,
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE#",
        "TYPE_NAME",
        "COLUMN_SIZE#",
        "BUFFER_LENGTH#",
        "DECIMAL_DIGITS#",
        "NUM_PREC_RADIX#",
        "NULLABLE#",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE#",
        "SQL_DATETIME_SUB#",
        "CHAR_OCTET_LENGTH#",
        "ORDINAL_POSITION#",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE~",
        "IS_AUTOINCREMENT",
        "IS_GENERATEDCOLUMN");
  }

  private static @Nullable Object[] column(TableDef t, Column c, int ordinal) {
    ColumnType type = c.type();
    boolean text = type.kind() == Kind.VARCHAR || type.kind() == Kind.CHAR;
    return row(
        null,
        t.schema(),
        t.name(),
        c.name(),
        ColumnValues.jdbcType(type).getVendorTypeNumber(),
        type.kind().name(),
        ColumnValues.precision(type),
        null,
        type.kind() == Kind.DECIMAL ? type.scale() : null,
        10,
        c.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        null,
        c.defaultSql(),
        null,
        null,
        text ? 4 * type.precision() : null,
        ordinal,
        c.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  ResultSet primaryKeys(@Nullable String schema, String table) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableDef t : catalog.tables()) {
      if (t.name().equals(table) && (schema == null || t.schema().equals(schema))) {
        short number = 1;
        for (IndexDef.KeyPart part : t.primaryIndex().keyParts()) {
          String name = t.columns().get(part.column()).name();
          rows.add(row(null, t.schema(), t.name(), name, number++, t.primaryIndex().name()));
        }
      }
    }
    rows.sort(Comparator.comparing(r -> String.valueOf(r[3])));
    return result(
        rows, "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ~", "PK_NAME");
  }

  ResultSet indexes(@Nullable String schema, String table, boolean uniqueOnly) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableDef t : catalog.tables()) {
      if (t.name().equals(table) && (schema == null || t.schema().equals(schema))) {
        t.indexes().stream()
            .filter(i -> i.unique() || !uniqueOnly)
            .sorted(Comparator.comparing((IndexDef i) -> !i.unique()).thenComparing(IndexDef::name))
            .forEach(i -> addIndex(t, i, rows));
      }
    }
    return result(
        rows,
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "NON_UNIQUE?",
        "INDEX_QUALIFIER",
        "INDEX_NAME",
        "TYPE~",
        "ORDINAL_POSITION~",
        "COLUMN_NAME",
        "ASC_OR_DESC",
        "CARDINALITY#",
        "PAGES#",
        "FILTER_CONDITION");
  }

  private static void addIndex(TableDef t, IndexDef index, List<@Nullable Object[]> rows) {
    short number = 1;
    for (IndexDef.KeyPart part : index.keyParts()) {
      rows.add(
          row(
              null,
              t.schema(),
              t.name(),
              !index.unique(),
              null,
              index.name(),
              DatabaseMetaData.tableIndexOther,
              number++,
              t.columns().get(part.column()).name(),
              part.descending() ? "D" : "A",
              0,
              0,
              null));
    }
  }

  static ResultSet typeInfo() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      boolean sized = kind == Kind.VARCHAR || kind == Kind.CHAR || kind == Kind.VARBINARY;
      ColumnType type =
          kind == Kind.DECIMAL
              ? ColumnType.decimal(38, 0)
              : ColumnType.of(kind, sized ? ColumnType.MAX_LENGTH : 0);
      rows.add(typeRow(kind, type, sized));
    }
    rows.sort(Comparator.comparing(r -> (Integer) java.util.Objects.requireNonNull(r[1])));
    return result(
        rows,
        "TYPE_NAME",
        "DATA_TYPE#",
        "PRECISION#",
        "LITERAL_PREFIX",
        "LITERAL_SUFFIX",
        "CREATE_PARAMS",
        "NULLABLE~",
        "CASE_SENSITIVE?",
        "SEARCHABLE~",
        "UNSIGNED_ATTRIBUTE?",
        "FIXED_PREC_SCALE?",
        "AUTO_INCREMENT?",
        "LOCAL_TYPE_NAME",
        "MINIMUM_SCALE~",
        "MAXIMUM_SCALE~",
        "SQL_DATA_TYPE#",
        "SQL_DATETIME_SUB#",
        "NUM_PREC_RADIX#");
  }

  private static @Nullable Object[] typeRow(Kind kind, ColumnType type, boolean sized) {
    boolean decimal = kind == Kind.DECIMAL;
    String quote = kind == Kind.VARCHAR || kind == Kind.CHAR ? "'" : null;
    return row(
        kind.name(),
        ColumnValues.jdbcType(type).getVendorTypeNumber(),
        ColumnValues.precision(type),
        quote,
        quote,
        decimal ? "precision,scale" : sized ? "length" : null,
        (short) DatabaseMetaData.typeNullable,
        quote != null,
        (short) DatabaseMetaData.typeSearchable,
        false,
        false,
        false,
        kind.name(),
        (short) 0,
        (short) (decimal ? 38 : 0),
        null,
        null,
        10);
  }
}

package org.assaydb.benchmarks.oracle.generate;

import java.util.List;
import org.assaydb.proofs.schema.ColumnType;

/** Types as far as a generated expression must know them to be valid. */
public enum Family {
  BOOLEAN(ColumnType.of(ColumnType.Kind.BOOLEAN)),
  SMALLINT(ColumnType.of(ColumnType.Kind.SMALLINT)),
  INTEGER(ColumnType.of(ColumnType.Kind.INTEGER)),
  BIGINT(ColumnType.of(ColumnType.Kind.BIGINT)),
  DECIMAL(ColumnType.decimal(10, 2)),
  /** 38 digits. */
  WIDE_DECIMAL(ColumnType.decimal(38, 4)),
  DOUBLE(ColumnType.of(ColumnType.Kind.DOUBLE)),
  TEXT(ColumnType.of(ColumnType.Kind.VARCHAR, 20)),
  CHAR(ColumnType.of(ColumnType.Kind.CHAR, 5)),
  DATE(ColumnType.of(ColumnType.Kind.DATE)),
  TIME(ColumnType.of(ColumnType.Kind.TIME)),
  TIMESTAMP(ColumnType.of(ColumnType.Kind.TIMESTAMP)),
  BINARY(ColumnType.of(ColumnType.Kind.VARBINARY, 8)),
  UUID(ColumnType.of(ColumnType.Kind.UUID));

  static final List<Family> ALL = List.of(values());
  static final List<Family> EXACT = List.of(SMALLINT, INTEGER, BIGINT, DECIMAL, WIDE_DECIMAL);
  static final List<Family> COMMON =
      List.of(INTEGER, INTEGER, INTEGER, BIGINT, DECIMAL, TEXT, TEXT, BOOLEAN, DATE, DOUBLE);

  private final ColumnType column;

  Family(ColumnType column) {
    this.column = column;
  }

  /** The type of its columns. */
  public ColumnType column() {
    return column;
  }

  boolean isExact() {
    return EXACT.contains(this);
  }

  boolean isNumber() {
    return this == DOUBLE || isExact();
  }

  boolean isInteger() {
    return this == SMALLINT || this == INTEGER || this == BIGINT;
  }

  /** The type's name in SQL. */
  public String sql(Dialect dialect) {
    return switch (this) {
      case DECIMAL -> "DECIMAL(10, 2)";
      case WIDE_DECIMAL -> "DECIMAL(38, 4)";
      case DOUBLE -> "DOUBLE PRECISION";
      case TEXT -> "VARCHAR(20)";
      case CHAR -> dialect == Dialect.DUCKDB ? "VARCHAR(5)" : "CHAR(5)";
      case TIME -> dialect == Dialect.ASSAY || dialect == Dialect.DUCKDB ? "TIME" : "TIME(3)";
      case TIMESTAMP ->
          dialect == Dialect.ASSAY || dialect == Dialect.DUCKDB ? "TIMESTAMP" : "TIMESTAMP(3)";
      case BINARY ->
          dialect == Dialect.DUCKDB
              ? "BLOB"
              : dialect == Dialect.POSTGRESQL ? "BYTEA" : "VARBINARY(8)";
      default -> name();
    };
  }
}

package org.assaydb.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.PlannedStatement.ResultColumn;

/** Metadata of a result, from the plan over the certified catalog. */
record ColumnsMetaData(List<ResultColumn> columns) implements ResultSetMetaData {
  private ResultColumn at(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw SqlErrors.of(SqlStates.NO_SUCH_POSITION, "column " + index + " of " + columns.size());
    }
    return columns.get(index - 1);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int column) {
    return false;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    Kind kind = at(column).type().kind();
    return kind == Kind.VARCHAR || kind == Kind.CHAR;
  }

  @Override
  public boolean isSearchable(int column) {
    return true;
  }

  @Override
  public boolean isCurrency(int column) {
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return at(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return switch (at(column).type().kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
      default -> false;
    };
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return ColumnValues.precision(at(column).type()) + (isSigned(column) ? 2 : 0);
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return at(column).label();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return at(column).label();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return at(column).schema();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return ColumnValues.precision(at(column).type());
  }

  @Override
  public int getScale(int column) throws SQLException {
    return at(column).type().kind() == Kind.TIMESTAMP ? 3 : at(column).type().scale();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return at(column).table();
  }

  @Override
  public String getCatalogName(int column) {
    return "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return ColumnValues.jdbcType(at(column).type()).getVendorTypeNumber();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return at(column).type().kind().name();
  }

  @Override
  public boolean isReadOnly(int column) {
    return true;
  }

  @Override
  public boolean isWritable(int column) {
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) {
    return false;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return ColumnValues.javaClass(at(column).type()).getName();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}

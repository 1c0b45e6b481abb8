package org.assaydb.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.schema.Column;
import org.jspecify.annotations.Nullable;

/** Metadata from the certified catalog; nothing here is a server's word. */
final class AssayDatabaseMetaData extends ConservativeMetaData {
  private final AssayConnection connection;

  AssayDatabaseMetaData(AssayConnection connection) {
    this.connection = connection;
  }

  private CatalogRows rows() throws SQLException {
    return new CatalogRows(connection.executor().catalog());
  }

  @Override
  ResultSet empty(String method) {
    return CatalogRows.result(List.of(), "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME");
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String name,
      String @Nullable [] types)
      throws SQLException {
    return rows().tables(schema, name, types);
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column)
      throws SQLException {
    return rows().columns(schema, table, column);
  }

  @Override
  public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    return rows().primaryKeys(schema, table);
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return rows().indexes(schema, table, unique);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return rows().schemas(null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String pattern)
      throws SQLException {
    return rows().schemas(pattern);
  }

  @Override
  public ResultSet getCatalogs() {
    return CatalogRows.result(List.of(), "TABLE_CAT");
  }

  @Override
  public ResultSet getTableTypes() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {"SYSTEM TABLE"});
    rows.add(new Object[] {"TABLE"});
    return CatalogRows.result(rows, "TABLE_TYPE");
  }

  @Override
  public ResultSet getTypeInfo() {
    return CatalogRows.typeInfo();
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return connection.url();
  }

  @Override
  public String getDatabaseProductName() {
    return "AssayDB";
  }

  @Override
  public String getDatabaseProductVersion() {
    return AssayDriver.VERSION;
  }

  @Override
  public int getDatabaseMajorVersion() {
    return AssayDriver.MAJOR;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return AssayDriver.MINOR;
  }

  @Override
  public String getDriverName() {
    return "AssayDB JDBC driver";
  }

  @Override
  public String getDriverVersion() {
    return AssayDriver.VERSION;
  }

  @Override
  public int getDriverMajorVersion() {
    return AssayDriver.MAJOR;
  }

  @Override
  public int getDriverMinorVersion() {
    return AssayDriver.MINOR;
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public String getSchemaTerm() {
    return "schema";
  }

  @Override
  public String getCatalogTerm() {
    return "catalog";
  }

  @Override
  public int getMaxColumnNameLength() {
    return Column.MAX_NAME_BYTES;
  }

  @Override
  public int getMaxTableNameLength() {
    return Column.MAX_NAME_BYTES;
  }

  @Override
  public int getMaxSchemaNameLength() {
    return Column.MAX_NAME_BYTES;
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_SERIALIZABLE;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public boolean allTablesAreSelectable() {
    return true;
  }

  @Override
  public boolean nullPlusNonNullIsNull() {
    return true;
  }

  @Override
  public boolean nullsAreSortedLow() {
    return true;
  }

  @Override
  public boolean storesUpperCaseIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsTransactions() {
    return true;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_SERIALIZABLE;
  }

  @Override
  public boolean dataDefinitionCausesTransactionCommit() {
    return true;
  }

  @Override
  public boolean supportsBatchUpdates() {
    return true;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean supportsOpenStatementsAcrossCommit() {
    return true;
  }

  @Override
  public boolean supportsMultipleTransactions() {
    return true;
  }

  @Override
  public boolean supportsNonNullableColumns() {
    return true;
  }

  @Override
  public boolean supportsColumnAliasing() {
    return true;
  }

  @Override
  public boolean supportsTableCorrelationNames() {
    return true;
  }

  @Override
  public boolean supportsExpressionsInOrderBy() {
    return true;
  }

  @Override
  public boolean supportsOrderByUnrelated() {
    return true;
  }

  @Override
  public boolean supportsGroupBy() {
    return true;
  }

  @Override
  public boolean supportsGroupByUnrelated() {
    return true;
  }

  @Override
  public boolean supportsLikeEscapeClause() {
    return true;
  }

  @Override
  public boolean supportsMinimumSQLGrammar() {
    return true;
  }

  @Override
  public boolean supportsANSI92EntryLevelSQL() {
    return true;
  }

  @Override
  public boolean supportsOuterJoins() {
    return true;
  }

  @Override
  public boolean supportsFullOuterJoins() {
    return true;
  }

  @Override
  public boolean supportsLimitedOuterJoins() {
    return true;
  }

  @Override
  public boolean supportsSubqueriesInComparisons() {
    return true;
  }

  @Override
  public boolean supportsSubqueriesInExists() {
    return true;
  }

  @Override
  public boolean supportsSubqueriesInIns() {
    return true;
  }

  @Override
  public boolean supportsCorrelatedSubqueries() {
    return true;
  }

  @Override
  public boolean supportsUnion() {
    return true;
  }

  @Override
  public boolean supportsUnionAll() {
    return true;
  }

  @Override
  public boolean supportsSchemasInDataManipulation() {
    return true;
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

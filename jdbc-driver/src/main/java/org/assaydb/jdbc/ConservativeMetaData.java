package org.assaydb.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/**
 * Answers of a database without optional features: unlimited, empty, unknown. What AssayDB has is
 * overridden.
 */
abstract class ConservativeMetaData extends BasicFeatures {
  /** A result with the columns that JDBC names for {@code method}, without rows. */
  abstract java.sql.ResultSet empty(String method) throws SQLException;

  @Override
  public ResultSet getAttributes(String label, String argument1, String argument2, String argument3)
      throws SQLException {
    return empty("getAttributes");
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String label, String argument1, String argument2, int argument3, boolean argument4)
      throws SQLException {
    return empty("getBestRowIdentifier");
  }

  @Override
  public String getCatalogSeparator() {
    return "";
  }

  @Override
  public String getCatalogTerm() {
    return "";
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return empty("getCatalogs");
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return empty("getClientInfoProperties");
  }

  @Override
  public ResultSet getColumnPrivileges(
      String label, String argument1, String argument2, String argument3) throws SQLException {
    return empty("getColumnPrivileges");
  }

  @Override
  public ResultSet getColumns(String label, String argument1, String argument2, String argument3)
      throws SQLException {
    return empty("getColumns");
  }

  @Override
  public Connection getConnection() throws SQLException {
    throw SqlErrors.unsupported("getConnection");
  }

  @Override
  public ResultSet getCrossReference(
      String label,
      String argument1,
      String argument2,
      String argument3,
      String argument4,
      String argument5)
      throws SQLException {
    return empty("getCrossReference");
  }

  @Override
  public int getDatabaseMajorVersion() {
    return 0;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return 0;
  }

  @Override
  public String getDatabaseProductName() {
    return "";
  }

  @Override
  public String getDatabaseProductVersion() {
    return "";
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return 0;
  }

  @Override
  public int getDriverMajorVersion() {
    return 0;
  }

  @Override
  public int getDriverMinorVersion() {
    return 0;
  }

  @Override
  public String getDriverName() {
    return "";
  }

  @Override
  public String getDriverVersion() {
    return "";
  }

  @Override
  public ResultSet getExportedKeys(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getExportedKeys");
  }

  @Override
  public String getExtraNameCharacters() {
    return "";
  }

  @Override
  public ResultSet getFunctionColumns(
      String label, String argument1, String argument2, String argument3) throws SQLException {
    return empty("getFunctionColumns");
  }

  @Override
  public ResultSet getFunctions(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getFunctions");
  }

  @Override
  public String getIdentifierQuoteString() {
    return "";
  }

  @Override
  public ResultSet getImportedKeys(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getImportedKeys");
  }

  @Override
  public ResultSet getIndexInfo(
      String label, String argument1, String argument2, boolean argument3, boolean argument4)
      throws SQLException {
    return empty("getIndexInfo");
  }

  @Override
  public int getJDBCMajorVersion() {
    return 0;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 0;
  }

  @Override
  public int getMaxBinaryLiteralLength() {
    return 0;
  }

  @Override
  public int getMaxCatalogNameLength() {
    return 0;
  }

  @Override
  public int getMaxCharLiteralLength() {
    return 0;
  }

  @Override
  public int getMaxColumnNameLength() {
    return 0;
  }

  @Override
  public int getMaxColumnsInGroupBy() {
    return 0;
  }

  @Override
  public int getMaxColumnsInIndex() {
    return 0;
  }

  @Override
  public int getMaxColumnsInOrderBy() {
    return 0;
  }

  @Override
  public int getMaxColumnsInSelect() {
    return 0;
  }

  @Override
  public int getMaxColumnsInTable() {
    return 0;
  }

  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public int getMaxCursorNameLength() {
    return 0;
  }

  @Override
  public int getMaxIndexLength() {
    return 0;
  }

  @Override
  public int getMaxProcedureNameLength() {
    return 0;
  }

  @Override
  public int getMaxRowSize() {
    return 0;
  }

  @Override
  public int getMaxSchemaNameLength() {
    return 0;
  }

  @Override
  public int getMaxStatementLength() {
    return 0;
  }

  @Override
  public int getMaxStatements() {
    return 0;
  }

  @Override
  public int getMaxTableNameLength() {
    return 0;
  }

  @Override
  public int getMaxTablesInSelect() {
    return 0;
  }

  @Override
  public int getMaxUserNameLength() {
    return 0;
  }

  @Override
  public String getNumericFunctions() {
    return "";
  }

  @Override
  public ResultSet getPrimaryKeys(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getPrimaryKeys");
  }

  @Override
  public ResultSet getProcedureColumns(
      String label, String argument1, String argument2, String argument3) throws SQLException {
    return empty("getProcedureColumns");
  }

  @Override
  public String getProcedureTerm() {
    return "";
  }

  @Override
  public ResultSet getProcedures(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getProcedures");
  }

  @Override
  public ResultSet getPseudoColumns(
      String label, String argument1, String argument2, String argument3) throws SQLException {
    return empty("getPseudoColumns");
  }

  @Override
  public int getResultSetHoldability() {
    return 0;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() throws SQLException {
    throw SqlErrors.unsupported("getRowIdLifetime");
  }

  @Override
  public String getSQLKeywords() {
    return "";
  }

  @Override
  public int getSQLStateType() {
    return 0;
  }

  @Override
  public String getSchemaTerm() {
    return "";
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return empty("getSchemas");
  }

  @Override
  public ResultSet getSchemas(String label, String argument1) throws SQLException {
    return empty("getSchemas");
  }

  @Override
  public String getSearchStringEscape() {
    return "";
  }

  @Override
  public String getStringFunctions() {
    return "";
  }

  @Override
  public ResultSet getSuperTables(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getSuperTables");
  }

  @Override
  public ResultSet getSuperTypes(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getSuperTypes");
  }

  @Override
  public String getSystemFunctions() {
    return "";
  }

  @Override
  public ResultSet getTablePrivileges(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getTablePrivileges");
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return empty("getTableTypes");
  }

  @Override
  public ResultSet getTables(String label, String argument1, String argument2, String[] argument3)
      throws SQLException {
    return empty("getTables");
  }

  @Override
  public String getTimeDateFunctions() {
    return "";
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return empty("getTypeInfo");
  }

  @Override
  public ResultSet getUDTs(String label, String argument1, String argument2, int[] argument3)
      throws SQLException {
    return empty("getUDTs");
  }

  @Override
  public String getURL() {
    return "";
  }

  @Override
  public String getUserName() {
    return "";
  }

  @Override
  public ResultSet getVersionColumns(String label, String argument1, String argument2)
      throws SQLException {
    return empty("getVersionColumns");
  }
}

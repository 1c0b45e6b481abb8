package org.assaydb.sql.frontend;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;

/** Calcite's validator, with what it lacks about columns of joins. */
final class QueryValidator extends SqlValidatorImpl {
  QueryValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      RelDataTypeFactory types,
      Config config) {
    super(operators, catalog, types, config);
  }

  /** The first clause to be looked at once the tables of FROM are known. */
  @Override
  protected void validateWhereClause(SqlSelect select) {
    if (select.getFrom() instanceof SqlJoin join) {
      new CommonColumns(this, join).replaceIn(select);
    }
    super.validateWhereClause(select);
  }
}

package org.assaydb.sql;

import org.assaydb.proofs.schema.Catalog;

/** Plans one statement. */
final class StatementPlanner {
  StatementPlanner(Catalog catalog, boolean useIndexes) {}

  PlannedStatement plan(String sql) {
    throw new SqlLayerException(SqlStates.NOT_SUPPORTED, "not yet");
  }
}

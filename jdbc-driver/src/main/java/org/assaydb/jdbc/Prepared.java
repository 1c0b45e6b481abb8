package org.assaydb.jdbc;

import java.util.List;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.statistics.RowCounts;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was looked at before it has values.
 *
 * @param parameters their number
 * @param plan null when its types depend on the values
 */
record Prepared(int parameters, @Nullable PlannedStatement plan) {
  /** Mistakes that no type of a parameter can mend. */
  private static final Set<String> NAMES =
      Set.of(SqlStates.UNKNOWN_TABLE, SqlStates.UNKNOWN_COLUMN, SqlStates.AMBIGUOUS_COLUMN);

  /** Finds mistakes, except those that may be none once values have given their types. */
  static Prepared of(SqlPlanner planner, String sql, Catalog catalog, RowCounts counts) {
    try {
      PlannedStatement plan = planner.plan(sql, catalog, List.of(), counts);
      return new Prepared(plan.parameterTypes().size(), plan);
    } catch (SqlLayerException e) {
      int parameters = NAMES.contains(e.sqlState()) ? 0 : count(planner, sql);
      if (parameters == 0) {
        throw e;
      }
      return new Prepared(parameters, null);
    }
  }

  /** 0 also when the syntax is wrong: then planning has said so already. */
  private static int count(SqlPlanner planner, String sql) {
    try {
      return planner.parameterCount(sql);
    } catch (SqlLayerException e) {
      return 0;
    }
  }
}

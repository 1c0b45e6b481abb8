package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.statistics.RowCounts;
import org.jspecify.annotations.Nullable;

/**
 * Plans of one statement over one catalog, by the types of the values that its parameters have. An
 * INSERT that assigns all of them has one plan for all rows of a batch. Not thread safe.
 */
final class TypedPlans {
  private final SqlPlanner planner;
  private final String sql;
  private final Catalog catalog;
  private final RowCounts counts;
  private final Map<List<@Nullable ColumnType>, PlannedStatement> plans = new HashMap<>();
  private Set<Integer> assigned = Set.of();

  TypedPlans(SqlPlanner planner, String sql, Catalog catalog, RowCounts counts) {
    this.planner = planner;
    this.sql = sql;
    this.catalog = catalog;
    this.counts = counts;
  }

  /** The plan for these values, which its parameters can take. */
  PlannedStatement of(SetValues values) throws SQLException {
    List<@Nullable ColumnType> types = values.typesWithout(assigned);
    PlannedStatement plan = plans.get(types);
    if (plan == null) {
      plan = planner.plan(sql, catalog, types, counts);
      if (plan instanceof PlannedStatement.Update update) {
        assigned = update.assignedParameters();
      }
      plans.put(values.typesWithout(assigned), plan);
    }
    values.check(plan.parameterTypes(), assigned);
    return plan;
  }
}

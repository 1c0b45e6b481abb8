package org.assaydb.sql.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.syntax.ChangeStatement;
import org.assaydb.sql.syntax.MergeStatement;
import org.jspecify.annotations.Nullable;

/** Plans the statements that change rows, each kind by its planner. */
public final class Changes {
  private final QueryPlanner planner;
  private final Catalog catalog;

  public Changes(QueryPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  /** Null for a statement that changes no rows. */
  public PlannedStatement.@Nullable Update plan(SqlNode statement) {
    if (statement instanceof SqlInsert insert) {
      return new InsertPlanner(planner, catalog).plan(insert);
    } else if (statement instanceof SqlUpdate || statement instanceof SqlDelete) {
      return new ChangePlanner(planner, catalog).plan(statement, null);
    } else if (statement instanceof ChangeStatement.Joined joined) {
      return new ChangePlanner(planner, catalog).plan(joined.change(), joined.source());
    } else if (statement instanceof ChangeStatement.InsertOnConflict insert) {
      return new ConflictPlanner(planner, catalog).plan(insert);
    } else if (statement instanceof MergeStatement merge) {
      return new MergePlanner(planner, catalog).plan(merge);
    } else if (statement instanceof ChangeStatement.Truncate truncate) {
      return truncate(truncate);
    }
    return null;
  }

  private PlannedStatement.Update truncate(ChangeStatement.Truncate truncate) {
    Map<TableId, ChangePlan> plans = new LinkedHashMap<>();
    for (SqlNode name : truncate.tables()) {
      ChangePlan plan = new ChangePlanner(planner, catalog).deleteAll(name);
      plans.putIfAbsent(plan.table().id(), plan);
    }
    return new TruncatePlan(List.copyOf(plans.values()));
  }
}

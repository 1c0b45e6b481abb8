package org.assaydb.sql.execution;

import org.apache.calcite.rel.core.Project;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
import org.assaydb.sql.operator.Plan;

/** Compiles projections with window functions. */
final class WindowCompiler {
  private final PlanCompiler plans;

  WindowCompiler(PlanCompiler plans) {
    this.plans = plans;
  }

  Plan compile(Project project) {
    throw new SqlLayerException(SqlStates.NOT_SUPPORTED, "window functions are not supported");
  }
}

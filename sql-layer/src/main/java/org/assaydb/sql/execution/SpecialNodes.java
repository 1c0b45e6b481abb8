package org.assaydb.sql.execution;

import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.schema.TransientTable;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.operator.RecursivePlan;
import org.assaydb.sql.operator.UnnestPlan;
import org.assaydb.sql.operator.WorkTablePlan;

/** Compiles the rarer nodes: recursion and UNNEST. */
final class SpecialNodes {
  private final PlanCompiler plans;

  SpecialNodes(PlanCompiler plans) {
    this.plans = plans;
  }

  Plan compile(RelNode rel) {
    if (rel instanceof RepeatUnion union) {
      return recursive(union);
    } else if (rel instanceof Spool spool) {
      return plans.compile(spool.getInput()); // The rows are kept by the recursion itself.
    } else if (rel instanceof Uncollect uncollect) {
      return new UnnestPlan(plans.compile(uncollect.getInput()), uncollect.withOrdinality);
    }
    throw new SqlLayerException(
        SqlStates.NOT_SUPPORTED, rel.getRelTypeName() + " is not supported");
  }

  private Plan recursive(RepeatUnion union) {
    if (union.iterationLimit >= 0) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "a limit of iterations is not supported");
    }
    RelOptTable table = union.getTransientTable();
    String name = table == null ? "" : String.join(".", table.getQualifiedName());
    WorkTablePlan.Table work = plans.workTables().computeIfAbsent(name, WorkTablePlan.Table::new);
    Plan seed =
        plans.aligned(
            plans.compile(union.getSeedRel()), union.getSeedRel().getRowType(), union.getRowType());
    Plan step =
        plans.aligned(
            plans.compile(union.getIterativeRel()),
            union.getIterativeRel().getRowType(),
            union.getRowType());
    return new RecursivePlan(work, seed, step, !union.all);
  }

  Plan workTable(RelOptTable table) {
    if (table.unwrap(TransientTable.class) == null) {
      throw new IllegalStateException("no access was chosen for " + table.getQualifiedName());
    }
    String name = String.join(".", table.getQualifiedName());
    WorkTablePlan.Table work = plans.workTables().computeIfAbsent(name, WorkTablePlan.Table::new);
    return new WorkTablePlan(work, PlanCompiler.types(table.getRowType()));
  }
}

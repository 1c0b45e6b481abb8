package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** All rewrites of a logical plan, in their order. Thread safe. */
public final class Rewrites {
  /** The rewrites, each of which can be left out. */
  public enum Rewrite {
    /** Sub-queries become joins. */
    SUB_QUERIES,
    /** Conditions move towards the tables, outer joins become inner ones. */
    PREDICATES,
    /** Fields that nobody reads are not carried. */
    COLUMNS
  }

  private final Set<Rewrite> chosen;

  public Rewrites() {
    this(EnumSet.allOf(Rewrite.class));
  }

  /** Some rewrites only, for tests that compare plans. */
  public Rewrites(Set<Rewrite> chosen) {
    this.chosen = Set.copyOf(chosen);
  }

  /**
   * A plan with the same rows and the same row type (names, types, nullability).
   *
   * @param plan as the converter made it: logical nodes, sub-queries inside of expressions
   */
  public RelNode apply(RelNode plan) {
    RexBuilder builder = plan.getCluster().getRexBuilder();
    RelNode rel = plan;
    if (chosen.contains(Rewrite.SUB_QUERIES)) {
      rel = new SubQueryUnnesting(builder).rewrite(rel);
    }
    if (chosen.contains(Rewrite.PREDICATES)) {
      rel = new PredicatePushdown(builder).rewrite(rel);
    }
    if (chosen.contains(Rewrite.COLUMNS)) {
      rel = new ColumnPruning().rewrite(rel);
    }
    return typed(rel, plan);
  }

  private static RelNode typed(RelNode rel, RelNode as) {
    List<RelDataTypeField> fields = as.getRowType().getFieldList();
    if (rel.getRowType().getFieldList().equals(fields)) {
      return rel;
    }
    List<RexNode> references = new ArrayList<>();
    fields.forEach(field -> references.add(new RexInputRef(field.getIndex(), field.getType())));
    return LogicalProject.create(rel, List.of(), references, as.getRowType());
  }
}

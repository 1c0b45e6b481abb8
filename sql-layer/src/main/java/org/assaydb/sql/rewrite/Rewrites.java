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
    /** Inner joins are ordered. */
    JOIN_ORDER,
    /** Fields that nobody reads are not carried. */
    COLUMNS
  }

  private final Set<Rewrite> chosen;
  private final RowEstimates estimates;

  /** All rewrites; row counts are those that the tables' statistics state. */
  public Rewrites() {
    this(EnumSet.allOf(Rewrite.class), RowEstimates.ofStatistics());
  }

  /**
   * Some rewrites only.
   *
   * @param estimates is asked about inputs of joins, and about them without their filters
   */
  public Rewrites(Set<Rewrite> chosen, RowEstimates estimates) {
    this.chosen = Set.copyOf(chosen);
    this.estimates = estimates;
  }

  /** Some rewrites only, by the row counts that the tables' statistics state. */
  public static Rewrites only(Set<Rewrite> chosen) {
    return new Rewrites(chosen, RowEstimates.ofStatistics());
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
    estimates.prepare(rel);
    if (chosen.contains(Rewrite.JOIN_ORDER)) {
      rel = new JoinOrder(builder, estimates).rewrite(rel);
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

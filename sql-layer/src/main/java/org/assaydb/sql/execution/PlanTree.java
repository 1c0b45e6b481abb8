package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.rewrite.RowEstimates;
import org.jspecify.annotations.Nullable;

/** The operators of a query that ran, each above its inputs, then those of its sub-queries. */
final class PlanTree {
  /**
   * An operator.
   *
   * @param figures null when it never started
   * @param estimate of its rows, null when nothing was estimated
   */
  record Line(
      int depth, String text, RunProfile.@Nullable Figures figures, @Nullable Double estimate) {}

  private final RunProfile profile;
  private final @Nullable PlanNodes nodes;
  private final RowEstimates estimates = RowEstimates.ofParts(PlanTree::known);
  private final Set<Plan> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Line> lines = new ArrayList<>();

  private PlanTree(RunProfile profile, @Nullable PlanNodes nodes) {
    this.profile = profile;
    this.nodes = nodes;
  }

  static List<Line> of(CompiledQuery query, RunProfile profile) {
    PlanTree tree = new PlanTree(profile, query.nodes());
    tree.add(query.plan(), 0);
    List<Plan> others = new ArrayList<>();
    for (Object operator : profile.operators()) {
      if (operator instanceof Plan plan && !tree.shown.contains(plan)) {
        others.add(plan);
      }
    }
    Set<Plan> inputs = Collections.newSetFromMap(new IdentityHashMap<>());
    others.forEach(plan -> inputs.addAll(plan.inputs()));
    for (Plan plan : others) {
      if (!inputs.contains(plan)) {
        tree.lines.add(new Line(0, "(sub-query, or a way that was turned to)", null, null));
        tree.add(plan, 1);
      }
    }
    return tree.lines;
  }

  private void add(Plan plan, int depth) {
    shown.add(plan);
    lines.add(new Line(depth, plan.describe(), profile.of(plan), estimate(plan)));
    plan.inputs().forEach(input -> add(input, depth + 1));
  }

  private @Nullable Double estimate(Plan plan) {
    RelNode node = nodes == null ? null : nodes.origins().get(plan);
    return node == null ? null : (Double) estimates.rows(node);
  }

  private static double known(RelNode node) {
    return node instanceof IndexScan scan
        ? scan.estimateRowCount(node.getCluster().getMetadataQuery())
        : Double.NaN;
  }
}

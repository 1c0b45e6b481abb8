package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A sub-query taken apart: its rows are the outputs over those rows of the base for which the
 * conjuncts are true, tested in their order.
 *
 * <p>Conjuncts that name the outer row are pulled up through projections, inner joins, and the
 * preserved side of other joins. Once one is pulled, what comes after it and can fail is pulled
 * too: it was guarded by it. Nothing is pulled out of aggregates, limits, set operations, windows
 * and null-supplying sides: there it would change what they see.
 *
 * @param base does not name the outer row
 * @param conjuncts over the fields of the base, and the outer row
 * @param outputs over the fields of the base, and the outer row; in no certain order of rows
 */
record Peeled(RelNode base, List<RexNode> conjuncts, List<RexNode> outputs) {

  /**
   * Takes a sub-query apart.
   *
   * @param outer the variables that stand for the outer row
   * @return null when it cannot be freed of the outer row
   */
  static @Nullable Peeled of(RelNode rel, Set<CorrelationId> outer) {
    return new Peeling(rel.getCluster().getRexBuilder(), outer).peel(rel);
  }

  /** One run for one sub-query. */
  private record Peeling(RexBuilder builder, Set<CorrelationId> outer) {

    private boolean namesOuter(RexNode node) {
      return Correlations.of(List.of(node)).use(outer);
    }

    @Nullable Peeled peel(RelNode rel) {
      if (!Correlations.of(rel).use(outer)) {
        return new Peeled(rel, List.of(), builder.identityProjects(rel.getRowType()));
      }
      if (rel instanceof Filter filter) {
        return filter(filter);
      }
      if (rel instanceof Project project) {
        return project(project);
      }
      if (rel instanceof Join join) {
        return join(join);
      }
      return rel instanceof Sort sort && sort.fetch == null && sort.offset == null
          ? peel(sort.getInput())
          : null;
    }

    private @Nullable Peeled filter(Filter filter) {
      Peeled input = peel(filter.getInput());
      if (input == null || !filter.getVariablesSet().isEmpty()) {
        return null;
      }
      List<RexNode> conjuncts = Conjuncts.of(filter.getCondition());
      Divided divided = divide(conjuncts, input.conjuncts, input.outputs);
      return divided == null
          ? null
          : new Peeled(Conjuncts.filter(input.base, divided.kept), divided.pulled, input.outputs);
    }

    private @Nullable Peeled project(Project project) {
      Peeled input = peel(project.getInput());
      if (input == null
          || project.containsOver()
          || project.getProjects().stream().anyMatch(Division::hasSubQuery)) {
        return null;
      }
      List<RexNode> outputs = new ArrayList<>();
      project.getProjects().forEach(e -> outputs.add(References.substituted(e, input.outputs)));
      return new Peeled(input.base, input.conjuncts, outputs);
    }

    private @Nullable Peeled join(Join join) {
      JoinRelType type = join.getJoinType();
      Peeled left = peel(join.getLeft());
      Peeled right = peel(join.getRight());
      if (left == null || right == null || !join.getVariablesSet().isEmpty()) {
        return null;
      }
      boolean inner = type == JoinRelType.INNER;
      boolean leftOnly =
          type == JoinRelType.LEFT || type == JoinRelType.SEMI || type == JoinRelType.ANTI;
      if (!inner && (!leftOnly || Correlations.of(join.getRight()).use(outer))) {
        return null;
      }
      int width = left.base.getRowType().getFieldCount();
      List<RexNode> pulled = new ArrayList<>(left.conjuncts);
      pulled.addAll(References.shifted(right.conjuncts, width));
      List<RexNode> fields = new ArrayList<>(left.outputs);
      fields.addAll(References.shifted(right.outputs, width));
      Divided divided = divide(Conjuncts.of(join.getCondition()), pulled, fields);
      if (divided == null || (!inner && divided.pulled.size() > pulled.size())) {
        return null;
      }
      RelNode base =
          LogicalJoin.create(
              left.base,
              right.base,
              List.of(),
              Conjuncts.and(builder, divided.kept),
              Set.of(),
              type);
      List<RexNode> outputs = fields.subList(0, join.getRowType().getFieldCount());
      if (type == JoinRelType.LEFT) {
        outputs = new ArrayList<>(left.outputs);
        for (int i = width; i < base.getRowType().getFieldCount(); i++) {
          outputs.add(builder.makeInputRef(base, i));
        }
      }
      return new Peeled(base, divided.pulled, outputs);
    }

    /** What of a condition stays, and what was pulled up so far. */
    private record Divided(List<RexNode> kept, List<RexNode> pulled) {}

    private @Nullable Divided divide(
        List<RexNode> conjuncts, List<RexNode> before, List<RexNode> fields) {
      List<RexNode> kept = new ArrayList<>();
      List<RexNode> pulled = new ArrayList<>(before);
      for (RexNode conjunct : conjuncts) {
        RexNode over = References.substituted(conjunct, fields);
        boolean names = namesOuter(over);
        if (names || (!pulled.isEmpty() && Failures.canFail(over))) {
          if (names && Division.hasSubQuery(over)) {
            return null;
          }
          pulled.add(over);
        } else {
          kept.add(over);
        }
      }
      return new Divided(kept, pulled);
    }
  }
}

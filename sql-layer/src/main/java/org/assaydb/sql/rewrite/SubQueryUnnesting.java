package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Sub-queries as joins where that is provably the same: conjuncts by {@link SemiJoinUnnesting},
 * values of aggregates by {@link ScalarUnnesting}, from the innermost sub-query to the outermost.
 * All others stay in their expressions, which the executor evaluates once for each distinct
 * combination of outer values.
 */
final class SubQueryUnnesting {
  private final RexBuilder builder;
  private final SemiJoinUnnesting semiJoins;
  private final ScalarUnnesting scalars;

  SubQueryUnnesting(RexBuilder builder) {
    this.builder = builder;
    semiJoins = new SemiJoinUnnesting(builder);
    scalars = new ScalarUnnesting(builder);
  }

  RelNode rewrite(RelNode rel) {
    RelNode node = Nodes.mapSubQueries(Nodes.mapInputs(rel, this::rewrite), this::rewrite);
    if (node instanceof Filter filter) {
      return filter(filter);
    }
    return node instanceof Project project ? project(project) : node;
  }

  /** Conjuncts in their order: those before a join guard what it compares. */
  private RelNode filter(Filter filter) {
    List<RexNode> conjuncts = Conjuncts.of(filter.getCondition());
    if (conjuncts.stream().noneMatch(Division::hasSubQuery)) {
      return filter;
    }
    Set<CorrelationId> variables = filter.getVariablesSet();
    RelNode rel = filter.getInput();
    List<RexNode> open = new ArrayList<>();
    boolean changed = false;
    for (RexNode conjunct : conjuncts) {
      RelNode after =
          Division.hasSubQuery(conjunct)
              ? conjunct(new OuterRow(Conjuncts.filter(rel, open, variables), variables), conjunct)
              : null;
      if (after == null) {
        open.add(conjunct);
      } else {
        rel = after;
        open.clear();
        changed = true;
      }
    }
    return changed ? Conjuncts.filter(rel, open, variables) : filter;
  }

  private @Nullable RelNode conjunct(OuterRow row, RexNode conjunct) {
    RelNode join = semiJoins.unnested(row, conjunct);
    if (join != null) {
      return join;
    }
    ScalarShuttle values = new ScalarShuttle(row);
    RexNode over = conjunct.accept(values);
    return values.rel == row.rel()
        ? null
        : Nodes.fields(
            Conjuncts.filter(values.rel, List.of(values.widened(over)), row.variables()),
            ImmutableBitSet.range(row.width()).toList());
  }

  private RelNode project(Project project) {
    OuterRow row = new OuterRow(project.getInput(), project.getVariablesSet());
    if (row.variables().isEmpty()) {
      return project;
    }
    ScalarShuttle values = new ScalarShuttle(row);
    List<RexNode> expressions = values.apply(project.getProjects());
    if (values.rel == row.rel()) {
      return project;
    }
    List<RexNode> over = expressions.stream().map(values::widened).toList();
    return LogicalProject.create(
        values.rel,
        project.getHints(),
        over,
        project.getRowType().getFieldNames(),
        Correlations.used(over, row.variables()));
  }

  /** Replaces sub-queries by values that are joined to the row. */
  private final class ScalarShuttle extends RexShuttle {
    private final OuterRow row;
    private RelNode rel;

    ScalarShuttle(OuterRow row) {
      this.row = row;
      rel = row.rel();
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      ScalarUnnesting.Joined joined = scalars.unnested(row, rel, subQuery);
      if (joined == null) {
        return super.visitSubQuery(subQuery);
      }
      rel = joined.rel();
      return joined.value();
    }

    /** Sub-queries that are left name the row with what was joined to it. */
    RexNode widened(RexNode node) {
      return node.accept(Correlations.over(Pruned.whole(rel), row.variables()));
    }
  }
}

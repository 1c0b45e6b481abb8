package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Moves conditions to where their columns come from, in one pass from the root to the leaves.
 *
 * <p>The rule about errors: a conjunct that {@link Failures can fail} goes past what keeps all rows
 * (projections, sorts without limit, other filters) if everything in front of it goes too; it stays
 * above joins, aggregates and set operations. Conjuncts that cannot fail go anywhere. So a guard
 * stays in front of what it guards, and no row is looked at that was not looked at before.
 */
final class PredicatePushdown {
  private final RexBuilder builder;
  private final JoinPushdown joins;

  PredicatePushdown(RexBuilder builder) {
    this.builder = builder;
    joins = new JoinPushdown(builder, this::pushed);
  }

  RelNode rewrite(RelNode rel) {
    return pushed(rel, List.of());
  }

  /**
   * The rows of a node for which conjuncts are true, tested in their order.
   *
   * @param conjuncts without sub-queries
   */
  RelNode pushed(RelNode rel, List<RexNode> conjuncts) {
    RexShuttle subQueries = Nodes.subQueries(this::rewrite);
    if (rel instanceof Filter filter) {
      return filter(filter, conjuncts, subQueries);
    }
    RelNode node = rel.accept(subQueries);
    if (node instanceof Project project) {
      ProjectedValues values = new ProjectedValues(project);
      return past(project, Division.past(conjuncts, true, values::below));
    }
    if (node instanceof Join join) {
      return joins.pushed(join, conjuncts);
    }
    if (node instanceof Aggregate aggregate) {
      Division division = Division.past(conjuncts, false, c -> groupCondition(aggregate, c));
      return past(aggregate, division);
    }
    if (node instanceof SetOp operation) {
      boolean keepsRows = operation instanceof Union && operation.all;
      Division division =
          Division.past(conjuncts, keepsRows, c -> sameInAllInputs(operation, c) ? c : null);
      return past(operation, division);
    }
    if (node instanceof Sort sort && sort.fetch == null && sort.offset == null) {
      return past(sort, new Division(conjuncts, List.of()));
    }
    if (node instanceof LogicalCorrelate correlate) {
      return correlate(correlate, conjuncts);
    }
    return past(node, new Division(List.of(), conjuncts));
  }

  /** A node with what goes past it in all its inputs. */
  private RelNode past(RelNode node, Division division) {
    RelNode rest =
        Nodes.mapInputs(node, input -> pushed(input, References.over(input, division.moved())));
    return Conjuncts.filter(rest, division.kept());
  }

  private RelNode filter(Filter filter, List<RexNode> above, RexShuttle subQueries) {
    Set<RexNode> all = new LinkedHashSet<>();
    for (RexNode conjunct : Conjuncts.of(filter.getCondition())) {
      all.addAll(Conjuncts.factored(builder, conjunct));
    }
    all.addAll(above);
    Division division = Division.past(List.copyOf(all), true, c -> c);
    RelNode input = pushed(filter.getInput(), division.moved());
    // What is kept are sub-queries, which may name the row, and what they may guard.
    List<RexNode> kept = new ArrayList<>();
    division.kept().forEach(c -> kept.add(c.accept(subQueries)));
    return Conjuncts.filter(input, kept, filter.getVariablesSet());
  }

  /** Conditions on group columns choose groups as a whole; there must be a group for each row. */
  private static @Nullable RexNode groupCondition(Aggregate aggregate, RexNode conjunct) {
    int groups = aggregate.getGroupCount();
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || groups == 0
        || References.of(conjunct).length() > groups) {
      return null;
    }
    return References.mapped(conjunct, field -> aggregate.getGroupSet().nth(field));
  }

  /** Whether the fields of a condition have the same types in all inputs: CHAR(3) is no CHAR(5). */
  private static boolean sameInAllInputs(SetOp operation, RexNode conjunct) {
    for (int field : References.of(conjunct)) {
      RelDataType type = operation.getRowType().getFieldList().get(field).getType();
      for (RelNode input : operation.getInputs()) {
        RelDataType inside = input.getRowType().getFieldList().get(field).getType();
        if (!SqlTypeUtil.equalSansNullability(type, inside)) {
          return false;
        }
      }
    }
    return true;
  }

  private RelNode correlate(LogicalCorrelate correlate, List<RexNode> conjuncts) {
    int width = correlate.getLeft().getRowType().getFieldCount();
    Division left =
        Division.past(conjuncts, false, c -> References.of(c).length() <= width ? c : null);
    boolean inner = correlate.getJoinType() == JoinRelType.INNER;
    ImmutableBitSet rightFields =
        ImmutableBitSet.range(width, Math.max(width, correlate.getRowType().getFieldCount()));
    Division right =
        Division.past(
            left.kept(),
            false,
            c ->
                inner && rightFields.contains(References.of(c))
                    ? References.shifted(c, -width)
                    : null);
    RelNode rest =
        Nodes.withInputs(
            correlate,
            List.of(
                pushed(correlate.getLeft(), left.moved()),
                pushed(correlate.getRight(), right.moved())));
    return Conjuncts.filter(rest, right.kept());
  }
}

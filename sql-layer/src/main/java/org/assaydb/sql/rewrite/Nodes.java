package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Nodes like others, with other parts. */
final class Nodes {
  private Nodes() {}

  /**
   * A node with other inputs, which have the same fields or fields that lost their nullability. The
   * same node when they are the same inputs.
   */
  static RelNode withInputs(RelNode rel, List<RelNode> inputs) {
    if (sameObjects(inputs, rel.getInputs())) {
      return rel;
    }
    if (rel instanceof Aggregate aggregate) {
      RelNode input = inputs.get(0);
      return aggregate(
          input, aggregate.getGroupSet(), aggregate.getGroupSets(), aggregate.getAggCallList());
    }
    return rel.copy(rel.getTraitSet(), inputs);
  }

  private static boolean sameObjects(List<RelNode> a, List<RelNode> b) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** A node over its inputs each rewritten. */
  static RelNode mapInputs(RelNode rel, UnaryOperator<RelNode> rewrite) {
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(rewrite.apply(input));
    }
    return withInputs(rel, inputs);
  }

  /** A node whose expressions have their sub-queries each rewritten, to the same row type. */
  static RelNode mapSubQueries(RelNode rel, UnaryOperator<RelNode> rewrite) {
    return rel.accept(subQueries(rewrite));
  }

  static RexShuttle subQueries(UnaryOperator<RelNode> rewrite) {
    return new RexShuttle() {
      @Override
      public RexNode visitSubQuery(RexSubQuery subQuery) {
        RexSubQuery outside = (RexSubQuery) super.visitSubQuery(subQuery);
        RelNode inside = rewrite.apply(outside.rel);
        return inside == outside.rel ? outside : outside.clone(inside);
      }
    };
  }

  /** An aggregate whose calls have the types that they have over this input. */
  static LogicalAggregate aggregate(
      RelNode input,
      ImmutableBitSet groupSet,
      List<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    boolean hasEmptyGroup = groupSets.stream().anyMatch(ImmutableBitSet::isEmpty);
    List<AggregateCall> typed = new ArrayList<>();
    for (AggregateCall call : calls) {
      typed.add(
          AggregateCall.create(
              call.getAggregation(),
              call.isDistinct(),
              call.isApproximate(),
              call.ignoreNulls(),
              call.rexList,
              call.getArgList(),
              call.filterArg,
              call.distinctKeys,
              call.getCollation(),
              hasEmptyGroup,
              input,
              null,
              call.getName()));
    }
    return LogicalAggregate.create(input, List.of(), groupSet, groupSets, typed);
  }

  /** A projection; names that are null are made up. */
  static LogicalProject project(
      RelNode input, List<? extends RexNode> expressions, @Nullable List<String> names) {
    return LogicalProject.create(input, List.of(), expressions, names);
  }

  /** Some fields of a node in some order, with their names. */
  static LogicalProject fields(RelNode input, List<Integer> fields) {
    List<RexNode> references = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int field : fields) {
      references.add(input.getCluster().getRexBuilder().makeInputRef(input, field));
      names.add(input.getRowType().getFieldNames().get(field));
    }
    return project(input, references, names);
  }
}

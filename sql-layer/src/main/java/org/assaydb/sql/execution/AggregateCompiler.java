package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.ImmutableBitSet;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.expression.compiler.ValueTypes;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.operator.AggregatePlan;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Compiles GROUP BY. */
final class AggregateCompiler {
  private final PlanCompiler plans;

  AggregateCompiler(PlanCompiler plans) {
    this.plans = plans;
  }

  Plan compile(Aggregate aggregate) {
    Plan input = plans.compile(aggregate.getInput());
    List<Integer> groups = aggregate.getGroupSet().asList();
    List<List<Integer>> sets =
        aggregate.getGroupSets().stream().map(ImmutableBitSet::asList).toList();
    List<AggregateCall> calls = new ArrayList<>();
    for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
      calls.add(call(call));
    }
    return AggregatePlan.over(input, groups, sets, calls);
  }

  static AggregateCall call(org.apache.calcite.rel.core.AggregateCall call) {
    if (call.distinctKeys != null) {
      throw new SqlLayerException(SqlStates.NOT_SUPPORTED, "WITHIN DISTINCT is not supported");
    }
    AggregateCall.Modifiers modifiers =
        new AggregateCall.Modifiers(
            call.isDistinct(),
            call.ignoreNulls(),
            call.filterArg,
            PlanCompiler.order(call.getCollation().getFieldCollations()).keys());
    String name = call.getAggregation().getName();
    ValueType type = ValueTypes.of(call.getType());
    return new AggregateCall(name, call.getArgList(), type, modifiers, literal(call));
  }

  /** The value that LITERAL_AGG gives. */
  private static @Nullable Object literal(org.apache.calcite.rel.core.AggregateCall call) {
    return !call.rexList.isEmpty()
            && call.rexList.get(0) instanceof RexLiteral literal
            && ExpressionCompiler.withoutRows().compile(literal) instanceof Constant constant
        ? constant.value()
        : null;
  }
}

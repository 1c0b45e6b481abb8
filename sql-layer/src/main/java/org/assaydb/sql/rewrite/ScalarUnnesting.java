package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A scalar sub-query {@code SELECT f(agg(..)) FROM .. WHERE inner = outer AND ..} as a left join
 * with the aggregate grouped by the inner keys.
 *
 * <p>An outer row has at most one group, as equality of the keys is an equivalence. Without a group
 * the aggregates have their value over no rows: NULL, or 0 for counts. What stands above the
 * aggregate is evaluated above the join. The aggregate also runs for groups that no outer row asks
 * for, so neither its arguments nor itself can fail, nor what its rows come from.
 */
final class ScalarUnnesting {
  private final RexBuilder builder;

  ScalarUnnesting(RexBuilder builder) {
    this.builder = builder;
  }

  /**
   * A row with the value of a sub-query.
   *
   * @param rel the fields of the outer row first
   * @param value over its fields
   */
  record Joined(RelNode rel, RexNode value) {}

  /** The inner side: keys equal to expressions over the outer row, and the aggregate's input. */
  private record Keys(List<RexNode> outer, List<RexNode> inner) {}

  /**
   * Joins the value of a sub-query to a row.
   *
   * @param row its fields are the first ones of {@code to}
   * @return null when the sub-query is none of the pattern
   */
  @Nullable Joined unnested(OuterRow row, RelNode to, RexSubQuery subQuery) {
    if (subQuery.getKind() != SqlKind.SCALAR_QUERY
        || !row.isNamedBy(subQuery)
        || !row.matches(subQuery)) {
      return null;
    }
    RelNode top = subQuery.rel;
    RexNode value = builder.makeInputRef(top, 0);
    while (top instanceof Project project) {
      if (project.containsOver()
          || project.getProjects().stream().anyMatch(Division::hasSubQuery)) {
        return null;
      }
      value = References.substituted(value, project.getProjects());
      top = project.getInput();
    }
    if (!(top instanceof Aggregate aggregate)
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getGroupCount() > 0) {
      return null;
    }
    Peeled input = Peeled.of(aggregate.getInput(), row.variables());
    Keys keys = input == null ? null : keys(row, input.conjuncts());
    if (keys == null || input == null || Failures.planCanFail(input.base())) {
      return null;
    }
    RelNode groups = grouped(row, aggregate, input, keys);
    Joined joined = groups == null ? null : joined(row, to, aggregate, keys.outer, groups, value);
    return joined != null
            && SqlTypeUtil.equalSansNullability(joined.value.getType(), subQuery.getType())
        ? joined
        : null;
  }

  private @Nullable Keys keys(OuterRow row, List<RexNode> conjuncts) {
    List<RexNode> outer = new ArrayList<>();
    List<RexNode> inner = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      if (conjunct.getKind() != SqlKind.EQUALS || Failures.canFail(conjunct)) {
        return null;
      }
      List<RexNode> sides = ((RexCall) conjunct).getOperands();
      int ofOuter = row.isNamedBy(sides.get(0)) ? 0 : 1;
      RexNode out = sides.get(ofOuter);
      RexNode in = sides.get(1 - ofOuter);
      if (row.isNamedBy(in)
          || !References.of(out).isEmpty()
          || References.of(in).isEmpty()
          || !OuterRow.equate(out.getType(), in.getType())) {
        return null;
      }
      outer.add(row.alone(out));
      inner.add(in);
    }
    return inner.isEmpty() ? null : new Keys(outer, inner);
  }

  private @Nullable RelNode grouped(OuterRow row, Aggregate aggregate, Peeled input, Keys keys) {
    List<RexNode> fields = new ArrayList<>(keys.inner);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<Integer> arguments = new ArrayList<>();
      for (int argument : call.getArgList()) {
        arguments.add(fields.size());
        fields.add(input.outputs().get(argument));
      }
      if (!isSafe(call, fields.subList(fields.size() - arguments.size(), fields.size()))) {
        return null;
      }
      int filter = -1;
      if (call.filterArg >= 0) {
        filter = fields.size();
        fields.add(input.outputs().get(call.filterArg));
      }
      calls.add(call.withArgList(arguments).withFilter(filter));
    }
    if (fields.stream().anyMatch(f -> Failures.canFail(f) || row.isNamedBy(f))) {
      return null;
    }
    ImmutableBitSet groups = ImmutableBitSet.range(keys.inner.size());
    return Nodes.aggregate(
        Nodes.project(input.base(), fields, null), groups, List.of(groups), calls);
  }

  /** Whether a call is one of those whose value over no rows is known, and cannot overflow. */
  private static boolean isSafe(AggregateCall call, List<RexNode> arguments) {
    if (!call.rexList.isEmpty()
        || call.distinctKeys != null
        || !call.getCollation().getKeys().isEmpty()) {
      return false;
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT, MIN, MAX -> true;
      case SUM, SUM0, AVG -> Failures.sumHasRoom(call, arguments.get(0).getType());
      default -> false;
    };
  }

  private @Nullable Joined joined(
      OuterRow row,
      RelNode to,
      Aggregate aggregate,
      List<RexNode> outerKeys,
      RelNode groups,
      RexNode value) {
    int width = to.getRowType().getFieldCount();
    List<RexNode> condition = new ArrayList<>();
    for (int i = 0; i < outerKeys.size(); i++) {
      RexNode key = References.shifted(builder.makeInputRef(groups, i), width);
      condition.add(builder.makeCall(SqlStdOperatorTable.EQUALS, outerKeys.get(i), key));
    }
    RelNode join =
        LogicalJoin.create(
            to, groups, List.of(), Conjuncts.and(builder, condition), Set.of(), JoinRelType.LEFT);
    List<RexNode> results = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      RexNode result = builder.makeInputRef(join, width + outerKeys.size() + i);
      AggregateCall call = aggregate.getAggCallList().get(i);
      if (!SqlTypeUtil.equalSansNullability(call.getType(), result.getType())) {
        return null;
      }
      results.add(overNoRows(call, result));
    }
    RexNode above = row.alone(References.substituted(value, results));
    return row.isNamedBy(above) ? null : new Joined(join, above);
  }

  /** NULL stands for the missing group: right for all but counts. */
  private RexNode overNoRows(AggregateCall call, RexNode result) {
    SqlKind kind = call.getAggregation().getKind();
    if (kind != SqlKind.COUNT && kind != SqlKind.SUM0) {
      return result;
    }
    RelDataType type = call.getType();
    return builder.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, result),
            builder.makeAbstractCast(type, result, false),
            builder.makeZeroLiteral(type)));
  }
}

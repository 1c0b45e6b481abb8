package org.assaydb.sql.rewrite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Estimates from the form of a plan, the rows of tables, and keys. */
final class StructuralEstimates implements RowEstimates {
  /** Rows of a group, matches of a row by columns that are no key. */
  static final double DUPLICATES = 10;

  private final ToDoubleFunction<RelNode> known;
  private final Map<Integer, Double> estimated = new ConcurrentHashMap<>();

  StructuralEstimates(ToDoubleFunction<RelNode> known) {
    this.known = known;
  }

  @Override
  public double rows(RelNode rel) {
    Double before = estimated.get(rel.getId());
    if (before != null) {
      return before;
    }
    double rows = Math.max(1, estimate(rel));
    estimated.put(rel.getId(), rows);
    return rows;
  }

  private double estimate(RelNode rel) {
    double given = known.applyAsDouble(rel);
    if (!Double.isNaN(given)) {
      return given;
    }
    if (rel instanceof Filter filter) {
      return filtered(filter);
    }
    if (rel instanceof Values values) {
      return values.getTuples().size();
    }
    if (rel instanceof Aggregate aggregate) {
      double input = rows(aggregate.getInput());
      return aggregate.getGroupCount() == 0
          ? 1
          : UniqueKeys.isUnique(aggregate.getInput(), aggregate.getGroupSet())
              ? input
              : input / DUPLICATES;
    }
    if (rel instanceof Sort sort) {
      double input = rows(sort.getInput());
      return sort.fetch instanceof RexLiteral fetch && !fetch.isNull()
          ? Math.min(input, fetch.getValueAs(Double.class))
          : input;
    }
    if (rel instanceof Join join) {
      return joined(join);
    }
    if (rel instanceof Correlate correlate) {
      return rows(correlate.getLeft());
    }
    double sum = 0;
    for (RelNode input : rel.getInputs()) {
      sum += rows(input);
    }
    return sum;
  }

  /** As {@link NestEstimates} does for two parts of a nest. */
  private double joined(Join join) {
    double left = rows(join.getLeft());
    if (!join.getJoinType().projectsRight()) {
      return left / 2;
    }
    double right = rows(join.getRight());
    if (join.getCondition().isAlwaysTrue()) {
      return left * right;
    }
    int width = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet equal = equated(join.getCondition());
    ImmutableBitSet leftKeys = equal.intersect(ImmutableBitSet.range(width));
    ImmutableBitSet rightKeys = equal.except(leftKeys).shift(-width);
    double allLeft = RowEstimates.unfiltered(this, join.getLeft());
    double allRight = RowEstimates.unfiltered(this, join.getRight());
    double inner = Math.min(left * right, Math.max(left, right) * DUPLICATES);
    if (UniqueKeys.isUnique(join.getRight(), rightKeys)) {
      inner = left * Math.min(1, right / allRight);
    } else if (UniqueKeys.isUnique(join.getLeft(), leftKeys)) {
      inner = right * Math.min(1, left / allLeft);
    } else if (!leftKeys.isEmpty() && !rightKeys.isEmpty()) {
      inner = left * right / Math.max(1, Math.min(allLeft, allRight) / DUPLICATES);
    }
    return switch (join.getJoinType()) {
      case LEFT -> Math.max(left, inner);
      case RIGHT -> Math.max(right, inner);
      case FULL -> Math.max(left + right, inner);
      default -> inner;
    };
  }

  /** Fields that equalities name. */
  private static ImmutableBitSet equated(RexNode condition) {
    ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
    for (RexNode conjunct : Conjuncts.of(condition)) {
      if (conjunct.getKind() == SqlKind.EQUALS) {
        for (RexNode side : ((RexCall) conjunct).getOperands()) {
          if (side instanceof RexInputRef ref) {
            fields.set(ref.getIndex());
          }
        }
      }
    }
    return fields.build();
  }

  /** An input without filters, projections and semi joins at its top. */
  static RelNode below(RelNode input) {
    RelNode rel = input;
    while (rel instanceof Filter
        || rel instanceof Project
        || (rel instanceof Join join && !join.getJoinType().projectsRight())) {
      rel = rel.getInput(0);
    }
    return rel;
  }

  private double filtered(Filter filter) {
    double rows = rows(filter.getInput());
    ImmutableBitSet fixed = equated(filter.getCondition());
    return UniqueKeys.isUnique(filter.getInput(), fixed) ? 1 : rows * allOf(filter.getCondition());
  }

  private static double selectivity(RexNode conjunct) {
    return switch (conjunct.getKind()) {
      case EQUALS, IS_NULL -> 0.1;
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, BETWEEN -> 0.4;
      case LIKE, SEARCH -> 0.2;
      case OR ->
          Math.min(
              1,
              Conjuncts.operands(conjunct, SqlKind.OR).stream()
                  .mapToDouble(StructuralEstimates::allOf)
                  .sum());
      case NOT, NOT_EQUALS, IS_NOT_NULL -> 0.9;
      default -> 0.5;
    };
  }

  static double allOf(RexNode condition) {
    double selectivity = 1;
    for (RexNode conjunct : Conjuncts.of(condition)) {
      selectivity *= selectivity(conjunct);
    }
    return selectivity;
  }
}

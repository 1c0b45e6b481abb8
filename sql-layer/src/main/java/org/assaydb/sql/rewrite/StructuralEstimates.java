package org.assaydb.sql.rewrite;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
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

  private final ToDoubleFunction<TableScan> tables;

  StructuralEstimates(ToDoubleFunction<TableScan> tables) {
    this.tables = tables;
  }

  @Override
  public double rows(RelNode rel) {
    return Math.max(1, estimate(rel));
  }

  private double estimate(RelNode rel) {
    if (rel instanceof TableScan scan) {
      return tables.applyAsDouble(scan);
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
      double left = rows(join.getLeft());
      return switch (join.getJoinType()) {
        case SEMI, ANTI -> left / 2;
        default ->
            join.getCondition().isAlwaysTrue()
                ? left * rows(join.getRight())
                : Math.max(left, rows(join.getRight()));
      };
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

  private double filtered(Filter filter) {
    double rows = rows(filter.getInput());
    List<RexNode> conjuncts = Conjuncts.of(filter.getCondition());
    ImmutableBitSet.Builder fixed = ImmutableBitSet.builder();
    double selectivity = 1;
    for (RexNode conjunct : conjuncts) {
      selectivity *= selectivity(conjunct);
      if (conjunct.getKind() == SqlKind.EQUALS) {
        for (RexNode side : ((RexCall) conjunct).getOperands()) {
          if (side instanceof RexInputRef ref) {
            fixed.set(ref.getIndex());
          }
        }
      }
    }
    return UniqueKeys.isUnique(filter.getInput(), fixed.build()) ? 1 : rows * selectivity;
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

  private static double allOf(RexNode condition) {
    double selectivity = 1;
    for (RexNode conjunct : Conjuncts.of(condition)) {
      selectivity *= selectivity(conjunct);
    }
    return selectivity;
  }
}

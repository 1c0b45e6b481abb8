package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * A conjunct [NOT] EXISTS (Q) or x [NOT] IN (Q) as a semi or anti join.
 *
 * <ul>
 *   <li>EXISTS that does not name the outer row stays: one row of it decides, read once.
 *   <li>NOT IN is an anti join by equality when neither side can be NULL; else, with an equality
 *       between inner and outer row beside it, an anti join in which a comparison that is not
 *       surely false counts as a match. Without one it stays: the executor has the values in one
 *       hash table and knows the rules for NULL.
 * </ul>
 */
final class SemiJoinUnnesting {
  private final RexBuilder builder;

  SemiJoinUnnesting(RexBuilder builder) {
    this.builder = builder;
  }

  /** The rows for which a conjunct is true, by a join; null when it is none of the patterns. */
  @Nullable RelNode unnested(OuterRow row, RexNode conjunct) {
    boolean negated = conjunct.getKind() == SqlKind.NOT;
    RexNode inside = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
    if (!(inside instanceof RexSubQuery subQuery)
        || subQuery.getOperands().stream().anyMatch(Division::hasSubQuery)
        || !row.matches(conjunct)) {
      return null;
    }
    return switch (subQuery.getKind()) {
      case EXISTS -> exists(row, subQuery, negated);
      case IN -> in(row, subQuery, negated);
      default -> null;
    };
  }

  private @Nullable RelNode exists(OuterRow row, RexSubQuery subQuery, boolean negated) {
    Peeled peeled =
        row.isNamedBy(subQuery) ? Peeled.of(someRow(subQuery.rel), row.variables()) : null;
    return peeled == null || peeled.conjuncts().isEmpty()
        ? null
        : join(row, peeled, List.of(), negated);
  }

  /** Less of a plan that gives a row just when the whole does. */
  private static RelNode someRow(RelNode rel) {
    RelNode some = rel;
    while (true) {
      boolean groups =
          some instanceof Aggregate aggregate
              && aggregate.getGroupType() == Aggregate.Group.SIMPLE
              && aggregate.getGroupCount() > 0;
      boolean first = some instanceof Sort sort && sort.offset == null && keepsFirst(sort.fetch);
      if (!groups && !first && !(some instanceof Project)) {
        return some;
      }
      some = some.getInput(0);
    }
  }

  private static boolean keepsFirst(@Nullable RexNode fetch) {
    return fetch == null
        || (fetch instanceof RexLiteral literal
            && !literal.isNull()
            && literal.getValueAs(java.math.BigDecimal.class).signum() > 0);
  }

  private @Nullable RelNode in(OuterRow row, RexSubQuery subQuery, boolean negated) {
    RelNode distinct = withoutDistinct(subQuery.rel);
    Peeled peeled = Peeled.of(distinct, row.variables());
    if (peeled == null) {
      return null;
    }
    List<RexNode> equalities = new ArrayList<>();
    boolean neverNull = true;
    for (int i = 0; i < peeled.outputs().size(); i++) {
      RexNode left = subQuery.getOperands().get(i);
      RexNode right = row.joined(peeled.outputs().get(i));
      if (!OuterRow.equate(left.getType(), right.getType())) {
        return null;
      }
      neverNull &= isNeverNull(left) && isNeverNull(right);
      equalities.add(builder.makeCall(SqlStdOperatorTable.EQUALS, left, right));
    }
    if (negated && !neverNull) {
      if (peeled.conjuncts().stream().noneMatch(c -> c.getKind() == SqlKind.EQUALS)) {
        return null;
      }
      RexNode equal = Conjuncts.and(builder, equalities);
      equalities = List.of(builder.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, equal));
    }
    return join(row, peeled, equalities, negated);
  }

  /** A membership does not depend on how often a row is there. */
  private static RelNode withoutDistinct(RelNode rel) {
    return rel instanceof Aggregate aggregate
            && aggregate.getGroupType() == Aggregate.Group.SIMPLE
            && aggregate.getAggCallList().isEmpty()
            && aggregate.getGroupCount() > 0
        ? Nodes.fields(aggregate.getInput(), aggregate.getGroupSet().toList())
        : rel;
  }

  /** Derived types are not relied upon: only columns and literals. */
  private static boolean isNeverNull(RexNode node) {
    return (node instanceof RexInputRef || node instanceof RexLiteral)
        && !node.getType().isNullable();
  }

  private @Nullable RelNode join(
      OuterRow row, Peeled peeled, List<RexNode> comparisons, boolean negated) {
    List<RexNode> condition = new ArrayList<>();
    peeled.conjuncts().forEach(c -> condition.add(row.joined(c)));
    condition.addAll(comparisons);
    if (condition.stream().anyMatch(row::isNamedBy)) {
      return null;
    }
    return LogicalJoin.create(
        row.rel(),
        peeled.base(),
        List.of(),
        Conjuncts.and(builder, condition),
        Set.of(),
        negated ? JoinRelType.ANTI : JoinRelType.SEMI);
  }
}

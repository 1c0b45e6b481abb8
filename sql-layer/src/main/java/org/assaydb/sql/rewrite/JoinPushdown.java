package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Conditions at a join: those above it and its own go to the side that has their columns, where the
 * kind of join allows it.
 *
 * <pre>
 *            above goes to                own condition goes to
 * INNER      left, right, condition       left, right
 * LEFT       left                         right
 * RIGHT      right                        left
 * FULL       -                            -
 * SEMI       left                         left, right
 * ANTI       left                         right
 * </pre>
 */
final class JoinPushdown {
  private final RexBuilder builder;
  private final BiFunction<RelNode, List<RexNode>, RelNode> push;

  /**
   * @param push applies conjuncts to an input
   */
  JoinPushdown(RexBuilder builder, BiFunction<RelNode, List<RexNode>, RelNode> push) {
    this.builder = builder;
    this.push = push;
  }

  /** Where the conjuncts of one join go. */
  private final class Places {
    private final JoinRelType type;
    private final int width;
    private final ImmutableBitSet leftFields;
    private final ImmutableBitSet rightFields;
    private final List<RexNode> left = new ArrayList<>();
    private final List<RexNode> right = new ArrayList<>();
    private final Set<RexNode> condition = new LinkedHashSet<>();
    private final List<RexNode> above = new ArrayList<>();

    Places(Join join, List<RexNode> conjuncts) {
      width = join.getLeft().getRowType().getFieldCount();
      int all = width + join.getRight().getRowType().getFieldCount();
      leftFields = ImmutableBitSet.range(width);
      rightFields = ImmutableBitSet.range(width, all);
      type = NullRejection.strengthened(join.getJoinType(), conjuncts, leftFields, rightFields);
    }

    /** Whether a conjunct went to a side. */
    private boolean toSide(RexNode conjunct, boolean mayLeft, boolean mayRight) {
      ImmutableBitSet fields = References.of(conjunct);
      if (mayLeft && leftFields.contains(fields)) {
        left.add(conjunct);
        return true;
      }
      if (mayRight && rightFields.contains(fields)) {
        right.add(References.shifted(conjunct, -width));
        return true;
      }
      return false;
    }

    void fromAbove(RexNode conjunct) {
      boolean mayLeft = type != JoinRelType.RIGHT && type != JoinRelType.FULL;
      boolean mayRight = type == JoinRelType.INNER || type == JoinRelType.RIGHT;
      if (!Division.isSafe(conjunct)) {
        above.add(conjunct);
      } else if (!toSide(conjunct, mayLeft, mayRight)) {
        implied(conjunct, mayLeft, mayRight);
        (type == JoinRelType.INNER ? condition : above).add(conjunct);
      }
    }

    void fromCondition(RexNode conjunct) {
      boolean mayLeft =
          type == JoinRelType.INNER || type == JoinRelType.RIGHT || type == JoinRelType.SEMI;
      boolean mayRight = type != JoinRelType.RIGHT && type != JoinRelType.FULL;
      if (!Division.isSafe(conjunct)) {
        condition.add(conjunct);
      } else if (!toSide(conjunct, mayLeft, mayRight)) {
        implied(conjunct, mayLeft, mayRight);
        condition.add(conjunct);
      }
    }

    /** (a.x AND b.y) OR (a.z AND b.w) implies a.x OR a.z, and the like of b. */
    private void implied(RexNode conjunct, boolean mayLeft, boolean mayRight) {
      if (conjunct.getKind() != SqlKind.OR) {
        return;
      }
      RexNode ofLeft = mayLeft ? impliedOn(conjunct, leftFields) : null;
      if (ofLeft != null) {
        left.add(ofLeft);
      }
      RexNode ofRight = mayRight ? impliedOn(conjunct, rightFields) : null;
      if (ofRight != null) {
        right.add(References.shifted(ofRight, -width));
      }
    }

    private @Nullable RexNode impliedOn(RexNode disjunction, ImmutableBitSet side) {
      Set<RexNode> branches = new LinkedHashSet<>();
      for (RexNode branch : Conjuncts.operands(disjunction, SqlKind.OR)) {
        List<RexNode> conjuncts = Conjuncts.of(branch);
        conjuncts.removeIf(c -> !side.contains(References.of(c)));
        if (conjuncts.isEmpty()) {
          return null;
        }
        branches.add(Conjuncts.and(builder, conjuncts));
      }
      return Conjuncts.or(builder, List.copyOf(branches));
    }
  }

  RelNode pushed(Join join, List<RexNode> conjuncts) {
    switch (join.getJoinType()) {
      case INNER, LEFT, RIGHT, FULL, SEMI, ANTI -> {}
      default -> {
        return Conjuncts.filter(
            Nodes.mapInputs(join, input -> push.apply(input, List.of())), conjuncts);
      }
    }
    Places places = new Places(join, conjuncts);
    for (RexNode own : Conjuncts.of(join.getCondition())) {
      Conjuncts.factored(builder, own).forEach(places::fromCondition);
    }
    conjuncts.forEach(places::fromAbove);
    RelNode rest =
        join.copy(
            join.getTraitSet(),
            Conjuncts.and(builder, List.copyOf(places.condition)),
            push.apply(join.getLeft(), places.left),
            push.apply(join.getRight(), places.right),
            places.type,
            join.isSemiJoinDone());
    return Conjuncts.filter(rest, places.above);
  }
}

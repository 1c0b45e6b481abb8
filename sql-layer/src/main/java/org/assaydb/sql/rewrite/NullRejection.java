package org.assaydb.sql.rewrite;

import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Conditions that are not true for rows that an outer join has filled up with NULLs: above them the
 * outer join may be an inner one. Only operators that are NULL as soon as one operand is are looked
 * into.
 */
final class NullRejection {
  private NullRejection() {}

  /** The join that gives the same rows under some conjuncts. */
  static JoinRelType strengthened(
      JoinRelType type, List<RexNode> above, ImmutableBitSet left, ImmutableBitSet right) {
    boolean fillsLeft = type == JoinRelType.RIGHT || type == JoinRelType.FULL;
    boolean fillsRight = type == JoinRelType.LEFT || type == JoinRelType.FULL;
    if (!fillsLeft && !fillsRight) {
      return type;
    }
    for (RexNode conjunct : above) {
      fillsLeft &= !rejects(conjunct, left);
      fillsRight &= !rejects(conjunct, right);
    }
    if (fillsLeft) {
      return fillsRight ? JoinRelType.FULL : JoinRelType.RIGHT;
    }
    return fillsRight ? JoinRelType.LEFT : JoinRelType.INNER;
  }

  /** Whether a condition is surely not true where some fields are all NULL. */
  static boolean rejects(RexNode node, ImmutableBitSet fields) {
    if (!(node instanceof RexCall call)) {
      return isNull(node, fields) || (node instanceof RexLiteral && node.isAlwaysFalse());
    }
    return switch (call.getKind()) {
      case AND -> call.getOperands().stream().anyMatch(o -> rejects(o, fields));
      case OR -> call.getOperands().stream().allMatch(o -> rejects(o, fields));
      case IS_TRUE -> rejects(call.getOperands().get(0), fields);
      case IS_FALSE, IS_NOT_NULL -> isNull(call.getOperands().get(0), fields);
      default -> isNull(call, fields);
    };
  }

  /** Whether an expression is surely NULL where some fields are all NULL. */
  private static boolean isNull(RexNode node, ImmutableBitSet fields) {
    if (node instanceof RexInputRef ref) {
      return fields.get(ref.getIndex());
    }
    if (!(node instanceof RexCall call)) {
      return node instanceof RexLiteral literal && literal.isNull();
    }
    return switch (call.getKind()) {
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          !call.getOperands().get(0).getType().isStruct() && anyNull(call, fields);
      case PLUS,
          CHECKED_PLUS,
          MINUS,
          CHECKED_MINUS,
          TIMES,
          CHECKED_TIMES,
          DIVIDE,
          CHECKED_DIVIDE,
          MOD,
          MINUS_PREFIX,
          CHECKED_MINUS_PREFIX,
          NOT,
          CAST,
          LIKE,
          EXTRACT ->
          anyNull(call, fields);
      case AND, OR -> call.getOperands().stream().allMatch(o -> isNull(o, fields));
      default -> false;
    };
  }

  private static boolean anyNull(RexCall call, ImmutableBitSet fields) {
    return call.getOperands().stream().anyMatch(o -> isNull(o, fields));
  }
}

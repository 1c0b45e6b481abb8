package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.operator.JoinKey;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a join as keys and a rest. An equality is a key when each side names columns of
 * one input alone and cannot fail: keys are computed for all rows, guarded by nothing.
 */
final class JoinConditions {
  private final RexBuilder builder;
  private final ExpressionCompiler left;
  private final ExpressionCompiler right;
  private final int leftWidth;
  private final List<JoinKey> keys = new ArrayList<>();
  private final List<RexNode> rest = new ArrayList<>();

  JoinConditions(
      RexBuilder builder, ExpressionCompiler left, ExpressionCompiler right, int leftWidth) {
    this.builder = builder;
    this.left = left;
    this.right = right;
    this.leftWidth = leftWidth;
  }

  List<JoinKey> keys() {
    return keys;
  }

  /** Null when the keys say all. */
  @Nullable RexNode rest() {
    return rest.isEmpty() ? null : RexUtil.composeConjunction(builder, rest);
  }

  void split(RexNode condition) {
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      JoinKey key = key(conjunct);
      if (key == null) {
        rest.add(conjunct);
      } else {
        keys.add(key);
      }
    }
  }

  private @Nullable JoinKey key(RexNode conjunct) {
    boolean equal = conjunct.getKind() == SqlKind.EQUALS;
    if (!equal && conjunct.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
      return null;
    }
    RexNode a = ((RexCall) conjunct).getOperands().get(0);
    RexNode b = ((RexCall) conjunct).getOperands().get(1);
    RelDataType type = builder.getTypeFactory().leastRestrictive(List.of(a.getType(), b.getType()));
    if (type == null) {
      return null;
    }
    JoinKey.Nulls nulls = equal ? JoinKey.Nulls.NO_MATCH : JoinKey.Nulls.EQUAL;
    JoinKey direct = key(a, b, type, nulls);
    return direct == null ? key(b, a, type, nulls) : direct;
  }

  private @Nullable JoinKey key(RexNode a, RexNode b, RelDataType type, JoinKey.Nulls nulls) {
    if (!names(a, 0, leftWidth) || !names(b, leftWidth, Integer.MAX_VALUE)) {
      return null;
    }
    Expression onLeft = left.compile(cast(a, type));
    Expression onRight = right.compile(cast(RexUtil.shift(b, -leftWidth), type));
    ValueType is = onLeft.type();
    boolean same = is.layout() == onRight.type().layout() && is.scale() == onRight.type().scale();
    return !same || onLeft.canFail() || onRight.canFail()
        ? null
        : new JoinKey(onLeft, onRight, nulls);
  }

  private RexNode cast(RexNode node, RelDataType type) {
    return node.getType().getSqlTypeName() == type.getSqlTypeName()
            && node.getType().getScale() == type.getScale()
        ? node
        : builder.makeAbstractCast(type, node, false);
  }

  /** Whether an expression names columns, and only within a range. */
  private static boolean names(RexNode node, int from, int to) {
    if (RexUtil.SubQueryFinder.find(node) instanceof RexSubQuery) {
      return false;
    }
    ImmutableBitSet bits = RelOptUtil.InputFinder.bits(node);
    return !bits.isEmpty() && bits.nth(0) >= from && bits.length() <= to;
  }
}

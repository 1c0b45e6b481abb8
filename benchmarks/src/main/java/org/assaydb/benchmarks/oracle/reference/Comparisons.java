package org.assaydb.benchmarks.oracle.reference;

import com.google.common.collect.Range;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Comparisons with the three values of SQL. */
final class Comparisons {
  private Comparisons() {}

  static @Nullable Object value(RexCall call, @Nullable Object[] values) {
    List<RexNode> operands = call.getOperands();
    if (call.getKind() == SqlKind.SEARCH) {
      return search(operands.get(0).getType(), values[0], (RexLiteral) operands.get(1));
    }
    RexNode left = operands.get(0);
    RexNode right = operands.get(1);
    Object a = against(values[0], left, right);
    Object b = against(values[1], right, left);
    return switch (call.getKind()) {
      case IS_DISTINCT_FROM -> !ValueOrder.same(a, b);
      case IS_NOT_DISTINCT_FROM -> ValueOrder.same(a, b);
      case NULLIF -> Boolean.TRUE.equals(compare(SqlKind.EQUALS, left, a, b)) ? null : values[0];
      case BETWEEN -> throw new UnknownConstructException("BETWEEN as a call");
      default -> compare(call.getKind(), left, a, b);
    };
  }

  private static @Nullable Boolean compare(
      SqlKind kind, RexNode node, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return null;
    }
    boolean array = node.getType().getSqlTypeName() == SqlTypeName.ARRAY;
    return compare(kind, a, b, array);
  }

  /** One comparison of two values that may be rows. */
  static @Nullable Boolean compare(
      SqlKind kind, @Nullable Object a, @Nullable Object b, boolean array) {
    if (a == null || b == null) {
      return null;
    }
    if (kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS) {
      Boolean equal = array ? (Boolean) ValueOrder.same(a, b) : ValueOrder.equal(a, b);
      return equal == null ? null : equal == (kind == SqlKind.EQUALS);
    }
    Integer order = array ? (Integer) ValueOrder.compare(a, b) : ValueOrder.order(a, b);
    if (order == null) {
      return null;
    }
    return switch (kind) {
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      default -> throw new UnknownConstructException("comparison " + kind);
    };
  }

  /** A value as it is compared with another operand: texts beside CHAR, UUID, numbers, dates. */
  private static @Nullable Object against(@Nullable Object value, RexNode own, RexNode other) {
    if (!(value instanceof String text)) {
      return value;
    }
    if (isFixed(other) && !isFixed(own) && isConstant(own)) {
      return Texts.withoutTrailingBlanks(text);
    }
    return switch (other.getType().getSqlTypeName()) {
      case CHAR, VARCHAR, ANY, NULL, UNKNOWN -> text;
      default -> Casts.cast(text, own.getType(), other.getType());
    };
  }

  private static boolean isFixed(RexNode node) {
    if (node.isA(SqlKind.CAST) && node.getType().getSqlTypeName() == SqlTypeName.VARCHAR) {
      // The validator widens a CHAR operand beside VARCHAR ones.
      return isFixed(((RexCall) node).getOperands().get(0));
    }
    return node.getType().getSqlTypeName() == SqlTypeName.CHAR && !isConstant(node);
  }

  private static boolean isConstant(RexNode node) {
    return node instanceof RexLiteral
        || node instanceof RexDynamicParam
        || node.isA(SqlKind.CAST) && isConstant(((RexCall) node).getOperands().get(0));
  }

  private static @Nullable Boolean search(
      RelDataType type, @Nullable Object value, RexLiteral literal) {
    Sarg<?> sarg = (Sarg<?>) literal.getValue();
    if (sarg == null) {
      throw new UnknownConstructException("SEARCH");
    }
    if (value == null) {
      return sarg.nullAs == RexUnknownAs.UNKNOWN ? null : sarg.nullAs == RexUnknownAs.TRUE;
    }
    for (Object range : sarg.rangeSet.asRanges()) {
      if (within((Range<?>) range, value, literal.getType(), type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean within(
      Range<?> range, Object value, RelDataType literalType, RelDataType type) {
    if (range.hasLowerBound()) {
      int order = ValueOrder.compare(value, end(range.lowerEndpoint(), literalType, type));
      if (order < 0
          || order == 0 && range.lowerBoundType() == com.google.common.collect.BoundType.OPEN) {
        return false;
      }
    }
    if (range.hasUpperBound()) {
      int order = ValueOrder.compare(value, end(range.upperEndpoint(), literalType, type));
      return order < 0
          || order == 0 && range.upperBoundType() == com.google.common.collect.BoundType.CLOSED;
    }
    return true;
  }

  private static Object end(Object bound, RelDataType literalType, RelDataType type) {
    Object value = Literals.of(bound, literalType);
    if (value == null) {
      throw new UnknownConstructException("SEARCH");
    }
    boolean fixed = type.getSqlTypeName() == SqlTypeName.CHAR && value instanceof String;
    return fixed ? Texts.withoutTrailingBlanks((String) value) : value;
  }
}

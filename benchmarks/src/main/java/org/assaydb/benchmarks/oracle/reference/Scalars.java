package org.assaydb.benchmarks.oracle.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The value of an expression for one row; operands from left to right, no more than needed. */
final class Scalars {
  private Scalars() {}

  static @Nullable Object value(RexNode node, @Nullable Object[] row, Scope scope) {
    scope.step();
    if (node instanceof RexLiteral literal) {
      return Literals.value(literal);
    } else if (node instanceof RexInputRef ref) {
      return row[ref.getIndex()];
    } else if (node instanceof RexDynamicParam parameter) {
      return scope.parameter(parameter.getIndex());
    } else if (node instanceof RexFieldAccess access) {
      return field(access, row, scope);
    } else if (node instanceof RexCorrelVariable variable) {
      return List.of(scope.outer(variable.id));
    } else if (node instanceof RexSubQuery query) {
      return SubQueries.value(query, row, scope);
    } else if (node instanceof RexOver over) {
      throw new UnknownConstructException("window " + over.getAggOperator() + " in this place");
    } else if (node instanceof RexCall call) {
      return call(call, row, scope);
    }
    throw new UnknownConstructException(node.getClass().getSimpleName());
  }

  private static @Nullable Object field(
      RexFieldAccess access, @Nullable Object[] row, Scope scope) {
    int index = access.getField().getIndex();
    if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
      return scope.outer(variable.id)[index];
    }
    List<?> fields = (List<?>) value(access.getReferenceExpr(), row, scope);
    return fields == null ? null : fields.get(index);
  }

  private static @Nullable Object call(RexCall call, @Nullable Object[] row, Scope scope) {
    return switch (call.getKind()) {
      case AND -> junction(call, false, row, scope);
      case OR -> junction(call, true, row, scope);
      case CASE -> caseWhen(call, row, scope);
      case COALESCE -> coalesce(call, row, scope);
      case SAFE_CAST -> safeCast(call, row, scope);
      default -> strictly(call, Nodes.tuple(call.getOperands(), row, scope), scope);
    };
  }

  /** AND, OR: the first operand that decides is the last one that is asked. */
  private static @Nullable Object junction(
      RexCall call, boolean deciding, @Nullable Object[] row, Scope scope) {
    Boolean result = !deciding;
    for (RexNode operand : call.getOperands()) {
      Object value = value(operand, row, scope);
      if (value == null) {
        result = null;
      } else if ((Boolean) value == deciding) {
        return deciding;
      }
    }
    return result;
  }

  private static @Nullable Object caseWhen(RexCall call, @Nullable Object[] row, Scope scope) {
    List<RexNode> operands = call.getOperands();
    int last = operands.size() - 1;
    for (int i = 0; i < last; i += 2) {
      if (Boolean.TRUE.equals(value(operands.get(i), row, scope))) {
        return implicit(call, operands.get(i + 1), row, scope);
      }
    }
    return implicit(call, operands.get(last), row, scope);
  }

  private static @Nullable Object coalesce(RexCall call, @Nullable Object[] row, Scope scope) {
    for (RexNode operand : call.getOperands()) {
      Object value = implicit(call, operand, row, scope);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object implicit(
      RexCall call, RexNode operand, @Nullable Object[] row, Scope scope) {
    return Casts.implicit(value(operand, row, scope), operand.getType(), call.getType());
  }

  private static @Nullable Object safeCast(RexCall call, @Nullable Object[] row, Scope scope) {
    RexNode operand = call.getOperands().get(0);
    try {
      return Casts.cast(value(operand, row, scope), operand.getType(), call.getType());
    } catch (ReferenceException e) {
      return null;
    }
  }

  /** Calls that see all their operands. */
  private static @Nullable Object strictly(RexCall call, @Nullable Object[] values, Scope scope) {
    return switch (call.getKind()) {
      case NOT -> values[0] == null ? null : !(Boolean) values[0];
      case IS_NULL, IS_UNKNOWN -> values[0] == null;
      case IS_NOT_NULL -> values[0] != null;
      case IS_TRUE -> Boolean.TRUE.equals(values[0]);
      case IS_NOT_TRUE -> !Boolean.TRUE.equals(values[0]);
      case IS_FALSE -> Boolean.FALSE.equals(values[0]);
      case IS_NOT_FALSE -> !Boolean.FALSE.equals(values[0]);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM,
          BETWEEN,
          NULLIF,
          SEARCH ->
          Comparisons.value(call, values);
      case CAST -> Casts.cast(values[0], call.getOperands().get(0).getType(), call.getType());
      case ROW, ARRAY_VALUE_CONSTRUCTOR -> elements(call, values);
      case REINTERPRET -> reinterpreted(call, values[0]);
      case PLUS_PREFIX -> values[0];
      case MINUS_PREFIX, CHECKED_MINUS_PREFIX ->
          values[0] == null ? null : Arithmetic.negated(call.getType(), values[0]);
      case PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          CHECKED_PLUS,
          CHECKED_MINUS,
          CHECKED_TIMES,
          CHECKED_DIVIDE ->
          values[0] == null || values[1] == null
              ? null
              : Arithmetic.binary(call.getKind(), call.getType(), values[0], values[1]);
      default -> Functions.value(call, values, scope);
    };
  }

  private static List<@Nullable Object> elements(RexCall call, @Nullable Object[] values) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      boolean array = call.getType().getSqlTypeName() == SqlTypeName.ARRAY;
      list.add(
          array && call.getType().getComponentType() != null
              ? Casts.implicit(
                  values[i], call.getOperands().get(i).getType(), call.getType().getComponentType())
              : values[i]);
    }
    return list;
  }

  /** Between an interval and the number that Calcite keeps for it. */
  private static @Nullable Object reinterpreted(RexCall call, @Nullable Object value) {
    if (value == null) {
      return null;
    } else if (Numbers.isExact(call.getType())) {
      return value instanceof BigDecimal ? value : Intervals.number(value);
    } else if (value instanceof BigDecimal number
        && SqlTypeName.INTERVAL_TYPES.contains(call.getType().getSqlTypeName())) {
      return Intervals.interval(number, call.getType());
    } else if (call.getOperands().get(0).getType().getSqlTypeName()
        == call.getType().getSqlTypeName()) {
      return value;
    }
    throw new UnknownConstructException("Reinterpret to " + call.getType());
  }
}

package org.assaydb.sql.rewrite;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/**
 * Values of expressions for one row, by definition: numbers are BigDecimal, NULL is null, an AND or
 * CASE looks at its operands in order and no further than it must.
 */
final class NaiveExpressions {
  /** An SQL error, such as a division by zero. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  private final NaivePlans plans;
  private final Map<CorrelationId, Object[]> outer;
  private final Object[] row;
  private final List<Object[]> all;

  /**
   * @param all the rows that windows range over
   */
  NaiveExpressions(
      NaivePlans plans, Map<CorrelationId, Object[]> outer, Object[] row, List<Object[]> all) {
    this.plans = plans;
    this.outer = outer;
    this.row = row;
    this.all = all;
  }

  boolean isTrue(RexNode condition) {
    return Boolean.TRUE.equals(value(condition));
  }

  Object value(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return row[ref.getIndex()];
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexFieldAccess access) {
      CorrelationId id = ((RexCorrelVariable) access.getReferenceExpr()).id;
      return Objects.requireNonNull(outer.get(id), id::toString)[access.getField().getIndex()];
    }
    if (node instanceof RexSubQuery subQuery) {
      return subQuery(subQuery);
    }
    if (node instanceof RexOver over) {
      return over(over);
    }
    return call((RexCall) node);
  }

  private static Object literal(RexLiteral literal) {
    Object value = literal.getValue();
    return value instanceof NlsString text
        ? text.getValue()
        : value instanceof BigDecimal number ? norm(number) : value;
  }

  static BigDecimal norm(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  private Object call(RexCall call) {
    List<RexNode> operands = call.getOperands();
    switch (call.getKind()) {
      case AND, OR:
        return logic(operands, call.getKind() == SqlKind.OR);
      case CASE:
        for (int i = 0; i + 1 < operands.size(); i += 2) {
          if (isTrue(operands.get(i))) {
            return value(operands.get(i + 1));
          }
        }
        return value(operands.get(operands.size() - 1));
      case COALESCE:
        for (RexNode operand : operands) {
          Object value = value(operand);
          if (value != null) {
            return value;
          }
        }
        return null;
      default:
        return strict(call, operands.stream().map(this::value).toArray());
    }
  }

  private Boolean logic(List<RexNode> operands, boolean decisive) {
    boolean unknown = false;
    for (RexNode operand : operands) {
      Object value = value(operand);
      if (Objects.equals(value, decisive)) {
        return decisive;
      }
      unknown |= value == null;
    }
    return unknown ? null : !decisive;
  }

  private static Object strict(RexCall call, Object[] values) {
    SqlKind kind = call.getKind();
    switch (kind) {
      case IS_NULL:
        return values[0] == null;
      case IS_NOT_NULL:
        return values[0] != null;
      case IS_TRUE:
        return Boolean.TRUE.equals(values[0]);
      case IS_NOT_TRUE:
        return !Boolean.TRUE.equals(values[0]);
      case IS_FALSE:
        return Boolean.FALSE.equals(values[0]);
      case IS_NOT_FALSE:
        return !Boolean.FALSE.equals(values[0]);
      default:
        break;
    }
    if (Arrays.stream(values).anyMatch(Objects::isNull)) {
      return null;
    }
    return switch (kind) {
      case NOT -> !(Boolean) values[0];
      case CAST -> values[0];
      case PLUS, CHECKED_PLUS -> norm(number(values[0]).add(number(values[1])));
      case MINUS, CHECKED_MINUS -> norm(number(values[0]).subtract(number(values[1])));
      case TIMES, CHECKED_TIMES -> norm(number(values[0]).multiply(number(values[1])));
      case DIVIDE, CHECKED_DIVIDE -> quotient(number(values[0]), number(values[1]));
      case LIKE -> values[0].toString().matches(values[1].toString().replace("%", ".*"));
      default -> compared(kind, compare(values[0], values[1]));
    };
  }

  private static BigDecimal number(Object value) {
    return (BigDecimal) value;
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new Failure("division by zero");
    }
    return norm(a.divide(b, 10, RoundingMode.DOWN));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private static Boolean compared(SqlKind kind, int order) {
    return switch (kind) {
      case EQUALS -> order == 0;
      case NOT_EQUALS -> order != 0;
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      default -> throw new AssertionError(kind);
    };
  }

  private Object subQuery(RexSubQuery subQuery) {
    List<Object[]> rows = plans.rows(subQuery.rel, outer);
    switch (subQuery.getKind()) {
      case EXISTS:
        return !rows.isEmpty();
      case SCALAR_QUERY:
        if (rows.size() > 1) {
          throw new Failure("more than one row");
        }
        return rows.isEmpty() ? null : rows.get(0)[0];
      case IN, SOME:
        Boolean result = false;
        SqlKind kind =
            subQuery.getKind() == SqlKind.IN
                ? SqlKind.EQUALS
                : ((org.apache.calcite.sql.fun.SqlQuantifyOperator) subQuery.getOperator())
                    .comparisonKind;
        Object[] left = subQuery.getOperands().stream().map(this::value).toArray();
        for (Object[] candidate : rows) {
          Boolean holds = true;
          for (int i = 0; i < left.length; i++) {
            Boolean one =
                left[i] == null || candidate[i] == null
                    ? null
                    : compared(kind, compare(left[i], candidate[i]));
            holds =
                Boolean.FALSE.equals(holds) || Boolean.FALSE.equals(one)
                    ? Boolean.FALSE
                    : holds == null || one == null ? null : Boolean.TRUE;
          }
          if (Boolean.TRUE.equals(holds)) {
            return true;
          }
          result = holds == null ? null : result;
        }
        return result;
      default:
        throw new AssertionError(subQuery.getKind());
    }
  }

  /** COUNT and SUM over whole partitions. */
  private Object over(RexOver over) {
    List<RexNode> keys = over.getWindow().partitionKeys;
    Map<List<Object>, BigDecimal> totals = new HashMap<>();
    for (Object[] each : all) {
      NaiveExpressions at = new NaiveExpressions(plans, outer, each, all);
      Object value =
          over.getOperands().isEmpty() ? BigDecimal.ONE : at.value(over.getOperands().get(0));
      if (value != null) {
        boolean count = over.getAggOperator().getKind() == SqlKind.COUNT;
        totals.merge(
            Arrays.asList(keys.stream().map(at::value).toArray()),
            count ? BigDecimal.ONE : number(value),
            BigDecimal::add);
      }
    }
    BigDecimal total = totals.get(Arrays.asList(keys.stream().map(this::value).toArray()));
    boolean zero =
        over.getType().getSqlTypeName() == SqlTypeName.BIGINT && !over.getType().isNullable();
    return total == null ? (zero ? BigDecimal.ZERO : null) : norm(total);
  }
}

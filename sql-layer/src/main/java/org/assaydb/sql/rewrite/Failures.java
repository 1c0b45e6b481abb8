package org.assaydb.sql.rewrite;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Whether an expression can raise an error for some row. What is not known to be safe can fail, and
 * stays behind whatever it stood behind.
 */
public final class Failures {
  private static final Set<String> SAFE_FUNCTIONS =
      Set.of("UPPER", "LOWER", "CHAR_LENGTH", "CHARACTER_LENGTH");

  private static final long MILLIS_OF_DAY = 86_400_000;

  /** Some five centuries, for dates and for what is added to them. */
  private static final long NEAR_DAYS = 200_000;

  private Failures() {}

  /** Whether evaluating a condition or value can raise an error for some row. */
  public static boolean canFail(RexNode node) {
    if (node instanceof RexInputRef
        || node instanceof RexLiteral
        || node instanceof RexDynamicParam) {
      return false;
    }
    if (node instanceof RexFieldAccess access) {
      return !(access.getReferenceExpr() instanceof RexCorrelVariable);
    }
    return !(node instanceof RexCall call)
        || node instanceof RexSubQuery
        || node instanceof RexOver
        || callCanFail(call);
  }

  /**
   * Whether evaluating a whole logical plan can raise an error. What reads tables cannot: an error
   * of a read ends the statement whatever asks for it.
   */
  static boolean planCanFail(RelNode rel) {
    return nodeCanFail(rel) || rel.getInputs().stream().anyMatch(Failures::planCanFail);
  }

  private static boolean nodeCanFail(RelNode rel) {
    if (rel instanceof Filter filter) {
      return canFail(filter.getCondition());
    }
    if (rel instanceof Project project) {
      return project.getProjects().stream().anyMatch(Failures::canFail);
    }
    if (rel instanceof Join join) {
      return canFail(join.getCondition());
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregateCanFail(aggregate);
    }
    return !(rel instanceof TableScan
        || rel instanceof Values
        || rel instanceof SetOp
        || rel instanceof Correlate
        || (rel instanceof Sort sort && isLiteral(sort.offset) && isLiteral(sort.fetch)));
  }

  private static boolean isLiteral(@Nullable RexNode limit) {
    return limit == null || limit instanceof RexLiteral;
  }

  private static boolean aggregateCanFail(Aggregate aggregate) {
    for (AggregateCall call : aggregate.getAggCallList()) {
      boolean safe =
          switch (call.getAggregation().getKind()) {
            case COUNT, MIN, MAX -> call.rexList.isEmpty();
            case SUM, SUM0, AVG -> sumHasRoom(call, argumentType(aggregate, call));
            default -> false;
          };
      if (!safe) {
        return true;
      }
    }
    return false;
  }

  private static RelDataType argumentType(Aggregate aggregate, AggregateCall call) {
    List<RelDataTypeField> fields = aggregate.getInput().getRowType().getFieldList();
    return fields.get(call.getArgList().get(0)).getType();
  }

  /** Whether a sum or an average of values of a type surely fits its own type. */
  static boolean sumHasRoom(AggregateCall call, RelDataType addends) {
    int digits = call.getAggregation().getKind() == SqlKind.AVG ? 0 : 9;
    return hasRoom(addends, call.getType(), digits);
  }

  private static boolean callCanFail(RexCall call) {
    return switch (call.getKind()) {
      case AND,
          OR,
          NOT,
          IS_NULL,
          IS_NOT_NULL,
          IS_TRUE,
          IS_NOT_TRUE,
          IS_FALSE,
          IS_NOT_FALSE,
          IS_UNKNOWN,
          CASE,
          COALESCE,
          SEARCH ->
          operandsCanFail(call);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM,
          BETWEEN ->
          !comparable(call.getOperands()) || operandsCanFail(call);
      case LIKE -> likeCanFail(call) || operandsCanFail(call);
      case CAST -> castCanFail(call) || operandsCanFail(call);
      case EXTRACT, TRIM -> operandsCanFail(call);
      case OTHER_FUNCTION, CHAR_LENGTH -> functionCanFail(call) || operandsCanFail(call);
      default -> !isArithmetic(call) || (!isNearDate(call) && bound(call) == null);
    };
  }

  private static boolean operandsCanFail(RexCall call) {
    for (RexNode operand : call.getOperands()) {
      if (canFail(operand)) {
        return true;
      }
    }
    return false;
  }

  /** Whether values compare without a conversion that could fail. */
  private static boolean comparable(List<RexNode> operands) {
    RelDataType first = operands.get(0).getType();
    for (RexNode operand : operands) {
      RelDataType type = operand.getType();
      boolean numbers = SqlTypeUtil.isNumeric(first) && SqlTypeUtil.isNumeric(type);
      boolean texts = SqlTypeUtil.inCharFamily(first) && SqlTypeUtil.inCharFamily(type);
      if (!numbers && !texts && first.getSqlTypeName() != type.getSqlTypeName()) {
        return false;
      }
    }
    return first.getSqlTypeName().getFamily() != SqlTypeFamily.ANY && !first.isStruct();
  }

  /** A pattern may end within an escape. */
  private static boolean likeCanFail(RexCall call) {
    RexNode pattern = call.getOperands().get(1);
    String text =
        pattern instanceof RexLiteral p && SqlTypeUtil.inCharFamily(p.getType())
            ? p.getValueAs(String.class)
            : null;
    return call.getOperands().size() != 2 || text == null || text.indexOf('\\') >= 0;
  }

  private static boolean functionCanFail(RexCall call) {
    String name = call.getOperator().getName();
    if (!name.equals("SUBSTRING")) {
      return !SAFE_FUNCTIONS.contains(name);
    }
    // A negative length is an error.
    List<RexNode> operands = call.getOperands();
    return operands.size() == 3
        && !(operands.get(2) instanceof RexLiteral length
            && !length.isNull()
            && SqlTypeUtil.isExactNumeric(length.getType())
            && length.getValueAs(BigDecimal.class).signum() >= 0);
  }

  private static boolean castCanFail(RexCall cast) {
    RexNode operand = cast.getOperands().get(0);
    RelDataType from = operand.getType();
    RelDataType to = cast.getType();
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (source == SqlTypeName.NULL) {
      return false;
    }
    if (SqlTypeUtil.inCharFamily(from) && SqlTypeUtil.inCharFamily(to)) {
      return false;
    }
    if (SqlTypeUtil.isExactNumeric(from) && SqlTypeUtil.isExactNumeric(to)) {
      boolean same = source == target && from.getPrecision() <= to.getPrecision();
      return !(same && from.getScale() == to.getScale()) && tooGreat(bound(operand), to);
    }
    return switch (target) {
      case FLOAT, REAL, DOUBLE -> !SqlTypeUtil.isExactNumeric(from) && source != target;
      case TIMESTAMP -> source != SqlTypeName.DATE && source != SqlTypeName.TIMESTAMP;
      case DATE -> source != SqlTypeName.DATE && source != SqlTypeName.TIMESTAMP;
      case BOOLEAN, UUID -> source != target;
      default -> true;
    };
  }

  /**
   * What the absolute value of an exact number never exceeds, when the expression cannot fail; null
   * when it can. Types alone decide: a product of DECIMAL(15, 2) fits its type, INTEGER + 1 does
   * not.
   */
  private static @Nullable BigDecimal bound(RexNode node) {
    if (node instanceof RexLiteral literal && SqlTypeUtil.isExactNumeric(literal.getType())) {
      return literal.isNull() ? BigDecimal.ZERO : literal.getValueAs(BigDecimal.class).abs();
    }
    if (node.getKind() == SqlKind.CAST && !canFail(node)) {
      RexNode operand = ((RexCall) node).getOperands().get(0);
      return SqlTypeUtil.isExactNumeric(operand.getType())
          ? bound(operand)
          : magnitude(node.getType());
    }
    if (!(node instanceof RexCall call) || !isArithmetic(call)) {
      return canFail(node) ? null : magnitude(node.getType());
    }
    BigDecimal first = bound(call.getOperands().get(0));
    BigDecimal second = call.getOperands().size() < 2 ? null : bound(call.getOperands().get(1));
    if (first == null || (call.getOperands().size() == 2 && second == null)) {
      return null;
    }
    BigDecimal result =
        second == null ? first : combined(call.getKind(), first, second, call.getOperands().get(1));
    return tooGreat(result, call.getType()) ? null : result;
  }

  private static boolean isArithmetic(RexCall call) {
    return switch (call.getKind()) {
      case PLUS,
          CHECKED_PLUS,
          MINUS,
          CHECKED_MINUS,
          TIMES,
          CHECKED_TIMES,
          DIVIDE,
          CHECKED_DIVIDE,
          MOD,
          PLUS_PREFIX,
          MINUS_PREFIX,
          CHECKED_MINUS_PREFIX ->
          true;
      default -> false;
    };
  }

  private static @Nullable BigDecimal combined(
      SqlKind kind, BigDecimal first, BigDecimal second, RexNode divisor) {
    return switch (kind) {
      case PLUS, CHECKED_PLUS, MINUS, CHECKED_MINUS -> first.add(second);
      case TIMES, CHECKED_TIMES -> first.multiply(second);
      case DIVIDE, CHECKED_DIVIDE ->
          divisor instanceof RexLiteral && second.signum() != 0
              ? first.divide(second, 40, RoundingMode.UP)
              : null;
      case MOD -> divisor instanceof RexLiteral && second.signum() != 0 ? second : null;
      default -> null;
    };
  }

  private static boolean tooGreat(@Nullable BigDecimal bound, RelDataType type) {
    BigDecimal magnitude = magnitude(type);
    if (bound == null || magnitude == null) {
      return true;
    }
    boolean integer = type.getSqlTypeName() != SqlTypeName.DECIMAL;
    // The least integer has no counterpart: minus 2^31 fits, 2^31 does not.
    BigDecimal greatest = integer ? magnitude.subtract(BigDecimal.ONE) : magnitude;
    int scale = integer ? 0 : type.getScale();
    return bound.setScale(scale, RoundingMode.UP).compareTo(greatest) > 0;
  }

  /** Whether sums of 10^digits values of a type surely fit another; both exact. */
  private static boolean hasRoom(RelDataType addends, RelDataType sum, int digits) {
    BigDecimal addend = magnitude(addends);
    return addend != null && !tooGreat(addend.scaleByPowerOfTen(digits), sum);
  }

  /** The greatest absolute value that an exact number of a type can have; null for other types. */
  private static @Nullable BigDecimal magnitude(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT -> power(7);
      case SMALLINT -> power(15);
      case INTEGER -> power(31);
      case BIGINT -> power(63);
      case DECIMAL ->
          BigDecimal.TEN
              .pow(type.getPrecision())
              .subtract(BigDecimal.ONE)
              .scaleByPowerOfTen(-type.getScale());
      default -> null;
    };
  }

  private static BigDecimal power(int exponent) {
    return BigDecimal.valueOf(2).pow(exponent);
  }

  /** Whether a call adds some literal years to a literal date of our times. */
  private static boolean isNearDate(RexCall call) {
    List<RexNode> operands = call.getOperands();
    if (operands.size() != 2
        || !(operands.get(0) instanceof RexLiteral date)
        || !(operands.get(1) instanceof RexLiteral interval)
        || date.isNull()
        || interval.isNull()) {
      return false;
    }
    RelDataType step = interval.getType();
    long days =
        switch (date.getType().getSqlTypeName()) {
          case DATE -> date.getValueAs(Integer.class);
          case TIMESTAMP -> date.getValueAs(Long.class) / MILLIS_OF_DAY;
          default -> Long.MAX_VALUE;
        };
    long most =
        SqlTypeName.YEAR_INTERVAL_TYPES.contains(step.getSqlTypeName())
            ? NEAR_DAYS / 31
            : NEAR_DAYS * MILLIS_OF_DAY;
    return SqlTypeUtil.isInterval(step)
        && Math.abs(days) <= NEAR_DAYS
        && interval.getValueAs(BigDecimal.class).abs().compareTo(BigDecimal.valueOf(most)) <= 0;
  }
}

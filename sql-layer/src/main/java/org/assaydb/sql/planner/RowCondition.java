package org.assaydb.sql.planner;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.access.Operand;
import org.assaydb.sql.enumerable.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one field of a row, interpreted.
 *
 * @param kind a comparison, IN, IS_NULL or IS_NOT_NULL
 * @param operands one for a comparison, any number for IN
 */
record RowCondition(int field, SqlKind kind, List<Operand> operands) {

  /** Whether the condition is true; unknown counts as false. */
  public boolean holds(@Nullable Object[] row, StatementContext context) {
    Object value = row[field];
    if (kind == SqlKind.IS_NULL || kind == SqlKind.IS_NOT_NULL) {
      return (value == null) == (kind == SqlKind.IS_NULL);
    }
    if (value == null) {
      return false;
    }
    for (Operand operand : operands) {
      Object other = operand.value(context);
      if (other != null && holds(compare(value, other))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(int order) {
    return switch (kind) {
      case NOT_EQUALS -> order != 0;
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      default -> order == 0;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return decimal(a).compareTo(decimal(b));
    }
    return ((Comparable) left).compareTo(right);
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }
}

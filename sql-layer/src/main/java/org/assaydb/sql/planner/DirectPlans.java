package org.assaydb.sql.planner;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.execution.MemoryBudget;
import org.assaydb.sql.execution.PlanReads;
import org.assaydb.sql.execution.TablePlans;
import org.assaydb.sql.frontend.LosslessTypeFactory;
import org.assaydb.sql.frontend.TypedRexBuilder;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What {@link DirectPlanner} makes of what it found. */
final class DirectPlans {
  /** Makes expressions that belong to no statement. */
  static final RexBuilder BUILDER = new TypedRexBuilder(new LosslessTypeFactory(SqlTypes.SYSTEM));

  private DirectPlans() {}

  /** {@code tested kind values}. */
  static RexNode condition(SqlKind kind, RexNode tested, List<RexNode> values) {
    if (kind != SqlKind.IN) {
      List<RexNode> operands = new ArrayList<>();
      operands.add(tested);
      operands.addAll(values);
      return BUILDER.makeCall(operator(kind), operands);
    }
    List<RexNode> equalities = new ArrayList<>();
    values.forEach(v -> equalities.add(BUILDER.makeCall(SqlStdOperatorTable.EQUALS, tested, v)));
    return RexUtil.composeDisjunction(BUILDER, equalities);
  }

  private static SqlOperator operator(SqlKind kind) {
    return switch (kind) {
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      case IS_NULL -> SqlStdOperatorTable.IS_NULL;
      case IS_NOT_NULL -> SqlStdOperatorTable.IS_NOT_NULL;
      default -> SqlStdOperatorTable.EQUALS;
    };
  }

  /** A literal that stands beside a column of a type. */
  static RexNode literal(ColumnType type, Object value) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> BUILDER.makeExactLiteral((BigDecimal) value);
      case VARCHAR -> BUILDER.makeCharLiteral(new NlsString((String) value, null, null));
      case BOOLEAN -> BUILDER.makeLiteral((Boolean) value);
      case DATE -> BUILDER.makeDateLiteral(DateString.fromDaysSinceEpoch((Integer) value));
      case TIME -> BUILDER.makeTimeLiteral(TimeString.fromMillisOfDay((Integer) value), 3);
      case TIMESTAMP ->
          BUILDER.makeTimestampLiteral(TimestampString.fromMillisSinceEpoch((Long) value), 3);
      case UUID -> BUILDER.makeUuidLiteral((java.util.UUID) value);
      default -> throw new IllegalArgumentException("no simple literal of " + type);
    };
  }

  /**
   * A query of one table.
   *
   * @param conditions over the columns of the access, which its ranges do not express
   * @param fields column of the access for each result column
   */
  static CompiledQuery query(
      TableAccess access,
      List<RexNode> conditions,
      List<Integer> fields,
      TableAccess.@Nullable Limit limit,
      List<ResultColumn> columns,
      List<ColumnType> parameterTypes,
      MemoryBudget budget) {
    RexNode filter = conditions.isEmpty() ? null : RexUtil.composeConjunction(BUILDER, conditions);
    return new CompiledQuery(
        null,
        TablePlans.of(access, filter, limit, fields),
        new PlanReads(List.of(access), List.of(), access.isWhole()),
        columns,
        parameterTypes,
        budget);
  }
}

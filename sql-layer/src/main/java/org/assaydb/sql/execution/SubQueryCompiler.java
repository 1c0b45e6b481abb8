package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.expression.compiler.SubQueries;
import org.assaydb.sql.expression.compiler.ValueTypes;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.subquery.OuterFields;
import org.assaydb.sql.subquery.SubQueryExpressions;
import org.assaydb.sql.vector.ValueType;

/** Compiles the sub-queries in the expressions of one node. */
final class SubQueryCompiler implements SubQueries {
  private final PlanCompiler plans;
  private final List<ValueType> types;

  /** {@code types}: of the columns of the row at hand. */
  SubQueryCompiler(PlanCompiler plans, List<ValueType> types) {
    this.plans = plans;
    this.types = types;
  }

  @Override
  public Expression compile(RexSubQuery query, ExpressionCompiler operands) {
    OuterFields outer = Correlations.of(query.rel, plans.scope(), types);
    boolean once = outer.columns().length == 0 && outer.farther().isEmpty();
    PlanCompiler inner = plans.under(outer.correlations(), once);
    RelNode physical = plans.physical(query.rel);
    ValueType type = ValueTypes.of(query.getType());
    return switch (query.getKind()) {
      case EXISTS -> SubQueryExpressions.exists(inner.compile(physical), outer);
      case SCALAR_QUERY -> SubQueryExpressions.scalar(inner.compile(physical), outer, type);
      case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR ->
          SubQueryExpressions.array(inner.compile(physical), outer, type);
      case IN ->
          hasCommonType(query, physical)
              ? in(query, operands, inner, physical, outer)
              : some(query, SqlStdOperatorTable.EQUALS, operands, inner, physical, outer);
      case SOME -> {
        SqlOperator operator = operator((SqlQuantifyOperator) query.getOperator());
        yield some(query, operator, operands, inner, physical, outer);
      }
      default ->
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED, query.getKind() + " of a sub-query is not supported");
    };
  }

  private Expression in(
      RexSubQuery query,
      ExpressionCompiler operands,
      PlanCompiler inner,
      RelNode physical,
      OuterFields outer) {
    RelDataType row = physical.getRowType();
    List<Expression> left = new ArrayList<>();
    RelDataTypeFactory.Builder common = plans.builder().getTypeFactory().builder();
    for (int i = 0; i < query.getOperands().size(); i++) {
      RexNode operand = query.getOperands().get(i);
      RelDataType type = common(operand.getType(), row.getFieldList().get(i).getType());
      left.add(operands.compile(plans.converted(operand, type)));
      common.add("C" + i, type);
    }
    Plan plan = inner.aligned(inner.compile(physical), row, common.build());
    return SubQueryExpressions.in(plan, outer, left);
  }

  /** Whether no value is too long for the common type: 34 digits and six of a fraction are. */
  private static boolean hasCommonType(RexSubQuery query, RelNode physical) {
    RelDataType left = query.getOperands().get(0).getType();
    RelDataType right = physical.getRowType().getFieldList().get(0).getType();
    if (query.getOperands().size() > 1
        || !SqlTypeUtil.isExactNumeric(left)
        || !SqlTypeUtil.isExactNumeric(right)) {
      return true;
    }
    int digits =
        Math.max(left.getPrecision() - left.getScale(), right.getPrecision() - right.getScale());
    return digits + Math.max(left.getScale(), right.getScale()) <= ValueType.MAX_DIGITS;
  }

  private RelDataType common(RelDataType left, RelDataType right) {
    RelDataType type = plans.builder().getTypeFactory().leastRestrictive(List.of(left, right));
    if (type == null) {
      throw new SqlLayerException(
          SqlStates.TYPE_MISMATCH, "IN compares " + left + " with " + right);
    }
    return type;
  }

  private Expression some(
      RexSubQuery query,
      SqlOperator operator,
      ExpressionCompiler operands,
      PlanCompiler inner,
      RelNode physical,
      OuterFields outer) {
    if (query.getOperands().size() != 1) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "SOME and ALL of rows are not supported");
    }
    RexNode operand = query.getOperands().get(0);
    RelDataType right = physical.getRowType().getFieldList().get(0).getType();
    RexBuilder builder = plans.builder();
    RexNode comparison =
        builder.makeCall(
            operator, new RexInputRef(0, operand.getType()), new RexInputRef(1, right));
    List<ValueType> pair = List.of(ValueTypes.of(operand.getType()), ValueTypes.of(right));
    Expression compared = new ExpressionCompiler(pair, (q, o) -> compile(q, o)).compile(comparison);
    return SubQueryExpressions.some(
        inner.compile(physical), outer, operands.compile(operand), compared);
  }

  private static SqlOperator operator(SqlQuantifyOperator quantified) {
    return switch (quantified.comparisonKind) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      default ->
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED, quantified.getName() + " is not supported");
    };
  }
}

package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Converts BIGINT arguments of sums to DECIMAL. Calcite's accumulator is of the sum's type but adds
 * the argument as it is, and a long accumulator would wrap. Divisions of exact numbers, of which
 * AVG is one, become {@link DecimalDivision}.
 */
public final class ExactNumbers {
  private final RexBuilder builder;

  public ExactNumbers(RexBuilder builder) {
    this.builder = builder;
  }

  public RelNode rewritten(RelNode rel) {
    RexShuttle windows =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            RexOver call = (RexOver) super.visitOver(over);
            if (!isSum(call.getAggOperator().getKind())
                || !wider(call.getType(), call.getOperands().get(0).getType())) {
              return call;
            }
            List<RexNode> operands = List.of(converted(call.getType(), call.getOperands().get(0)));
            RexWindow window = call.getWindow();
            return builder.makeOver(
                call.getType(),
                call.getAggOperator(),
                operands,
                window.partitionKeys,
                window.orderKeys,
                window.getLowerBound(),
                window.getUpperBound(),
                window.getExclude(),
                window.isRows(),
                true,
                false,
                call.isDistinct(),
                call.ignoreNulls());
          }

          @Override
          public RexNode visitCall(RexCall given) {
            RexCall call = (RexCall) super.visitCall(given);
            boolean exact =
                SqlTypeUtil.isDecimal(call.getType())
                    && call.getOperands().stream()
                        .allMatch(o -> SqlTypeUtil.isExactNumeric(o.getType()));
            return exact && isDivision(call.getKind()) ? divided(call) : call;
          }
        };
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = super.visit(other).accept(windows);
            return node instanceof Aggregate aggregate ? aggregate(aggregate) : node;
          }
        });
  }

  private static boolean isDivision(SqlKind kind) {
    return kind == SqlKind.DIVIDE || kind == SqlKind.CHECKED_DIVIDE;
  }

  private RexNode divided(RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      boolean decimal = SqlTypeUtil.isDecimal(operand.getType());
      RelDataType wide = builder.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, 38, 0);
      operands.add(decimal ? operand : converted(wide, operand));
    }
    return builder.makeCall(call.getType(), DecimalDivision.OPERATOR, operands);
  }

  private static boolean isSum(SqlKind kind) {
    return kind == SqlKind.SUM || kind == SqlKind.SUM0;
  }

  private static boolean wider(RelDataType sum, RelDataType argument) {
    return sum.getSqlTypeName() == SqlTypeName.DECIMAL
        && argument.getSqlTypeName() != SqlTypeName.DECIMAL;
  }

  private RexNode converted(RelDataType sum, RexNode argument) {
    RelDataType type =
        builder.getTypeFactory().createTypeWithNullability(sum, argument.getType().isNullable());
    return builder.makeCast(type, argument);
  }

  private RelNode aggregate(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    int width = input.getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>(builder.identityProjects(input.getRowType()));
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isSum(call.getAggregation().getKind())
          && wider(call.getType(), fields.get(call.getArgList().get(0)).getType())) {
        fields.add(converted(call.getType(), fields.get(call.getArgList().get(0))));
        calls.add(call.withArgList(List.of(fields.size() - 1)));
      } else {
        calls.add(call);
      }
    }
    if (fields.size() == width) {
      return aggregate;
    }
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = width; i < fields.size(); i++) {
      names.add("$SUM" + i);
    }
    RelNode wide = LogicalProject.create(input, List.of(), fields, names, Set.of());
    return aggregate.copy(
        aggregate.getTraitSet(), wide, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }
}

package org.assaydb.sql.expression.compiler;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.kernel.Comparison;
import org.assaydb.sql.expression.node.CaseExpression;
import org.assaydb.sql.expression.node.CaseExpression.Branch;
import org.assaydb.sql.expression.node.Coalesce;
import org.assaydb.sql.expression.node.InputColumn;
import org.assaydb.sql.expression.node.NullIf;
import org.assaydb.sql.vector.ValueType;

/**
 * CASE, COALESCE and NULLIF. Calcite writes the last two as a CASE that names its operands twice;
 * they are recognised, for evaluating twice at each level of a nest would take exponential time.
 */
final class CaseCompiler {
  private final ExpressionCompiler compiler;
  private final ValueType type;

  CaseCompiler(ExpressionCompiler compiler, ValueType type) {
    this.compiler = compiler;
    this.type = type;
  }

  Expression coalesce(List<RexNode> operands) {
    List<Expression> values = new ArrayList<>();
    for (RexNode operand : operands) {
      values.add(value(operand));
    }
    return values.size() == 1 ? values.get(0) : new Coalesce(values);
  }

  Expression nullIf(RexNode first, RexNode second) {
    Expression a = compiler.compile(first);
    Expression b = compiler.compile(second);
    Expression equality =
        ComparisonCompiler.compare(
            Comparison.EQUAL, new InputColumn(a.type(), 0), new InputColumn(b.type(), 1));
    return Conversions.implied(new NullIf(a, b, equality), type);
  }

  /** Conditions and values in turn, and a last value. */
  Expression cases(List<RexNode> operands) {
    if (isNullIf(operands)) {
      List<RexNode> compared = ((RexCall) operands.get(0)).getOperands();
      return nullIf(compared.get(0), compared.get(1));
    }
    List<Expression> coalesced = new ArrayList<>();
    int first = 0;
    while (first + 2 < operands.size() && isTestOf(operands.get(first), operands.get(first + 1))) {
      coalesced.add(value(operands.get(first + 1)));
      first += 2;
    }
    List<Branch> branches = new ArrayList<>();
    for (int i = first; i + 1 < operands.size(); i += 2) {
      branches.add(new Branch(compiler.condition(operands.get(i)), value(operands.get(i + 1))));
    }
    Expression otherwise = value(operands.get(operands.size() - 1));
    Expression rest = branches.isEmpty() ? otherwise : new CaseExpression(branches, otherwise);
    if (coalesced.isEmpty()) {
      return rest;
    }
    coalesced.add(rest);
    return new Coalesce(coalesced);
  }

  private Expression value(RexNode node) {
    return Conversions.implied(compiler.compile(node), type);
  }

  /** {@code WHEN x IS NOT NULL THEN x}. */
  private static boolean isTestOf(RexNode condition, RexNode value) {
    return condition.getKind() == SqlKind.IS_NOT_NULL
        && !value.getType().isStruct()
        && same(((RexCall) condition).getOperands().get(0), value);
  }

  /** {@code WHEN a = b THEN NULL ELSE a}. */
  private static boolean isNullIf(List<RexNode> operands) {
    return operands.size() == 3
        && operands.get(0).getKind() == SqlKind.EQUALS
        && uncast(operands.get(1)) instanceof RexLiteral literal
        && literal.isNull()
        && same(((RexCall) operands.get(0)).getOperands().get(0), operands.get(2));
  }

  /** Whether a value is what was tested, cast or not. */
  private static boolean same(RexNode tested, RexNode value) {
    RexNode inner = value;
    while (!tested.equals(inner) && inner.getKind() == SqlKind.CAST) {
      inner = ((RexCall) inner).getOperands().get(0);
    }
    return tested.equals(inner);
  }

  private static RexNode uncast(RexNode node) {
    return node.getKind() == SqlKind.CAST ? ((RexCall) node).getOperands().get(0) : node;
  }
}

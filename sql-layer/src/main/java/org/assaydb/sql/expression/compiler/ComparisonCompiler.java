package org.assaydb.sql.expression.compiler;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.Conversions.Pair;
import org.assaydb.sql.expression.kernel.Comparison;
import org.assaydb.sql.expression.kernel.Comparisons;
import org.assaydb.sql.expression.kernel.Tests;
import org.assaydb.sql.expression.node.FunctionCall;
import org.assaydb.sql.expression.node.KernelCall;
import org.assaydb.sql.expression.node.Logic;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;

/** Comparisons of two values or rows. */
final class ComparisonCompiler {
  static final ValueType BOOLEAN = ValueType.of(Kind.BOOLEAN);

  private final ExpressionCompiler compiler;

  ComparisonCompiler(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  static Comparison comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Comparison.EQUAL;
      case NOT_EQUALS -> Comparison.NOT_EQUAL;
      case LESS_THAN -> Comparison.LESS;
      case LESS_THAN_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
      case GREATER_THAN -> Comparison.GREATER;
      case GREATER_THAN_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException(kind.name());
    };
  }

  Expression compare(Comparison comparison, RexNode left, RexNode right) {
    if (isRow(left) && isRow(right)) {
      List<RexNode> a = ((RexCall) left).getOperands();
      List<RexNode> b = ((RexCall) right).getOperands();
      return rows(comparison, a, b);
    }
    return compare(comparison, compiler.compile(left), compiler.compile(right));
  }

  static Expression compare(Comparison comparison, Expression left, Expression right) {
    Pair pair = Conversions.comparable(left, right);
    return KernelCall.of(
        comparison.toString(),
        Comparisons.of(comparison, pair.left().type(), pair.right().type()),
        BOOLEAN,
        pair.left(),
        pair.right());
  }

  private static boolean isRow(RexNode node) {
    return node.getKind() == SqlKind.ROW;
  }

  /** Rows of expressions are compared field by field, without making rows (SQL:2016 8.2). */
  private Expression rows(Comparison comparison, List<RexNode> left, List<RexNode> right) {
    int size = left.size();
    if (size != right.size()) {
      throw new SqlLayerException(
          SqlStates.TYPE_MISMATCH, "rows of different numbers of fields are compared");
    }
    if (comparison.isEquality()) {
      List<Expression> fields = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        fields.add(compare(comparison, left.get(i), right.get(i)));
      }
      return comparison == Comparison.EQUAL ? Logic.and(fields) : Logic.or(fields);
    }
    // a < c OR a = c AND (b < d): only the last fields may be equal, for <= and >=.
    boolean less = comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
    Comparison strict = less ? Comparison.LESS : Comparison.GREATER;
    Expression result = compare(comparison, left.get(size - 1), right.get(size - 1));
    for (int i = size - 2; i >= 0; i--) {
      Expression equal = compare(Comparison.EQUAL, left.get(i), right.get(i));
      Expression differs = compare(strict, left.get(i), right.get(i));
      result = Logic.or(List.of(differs, Logic.and(List.of(equal, result))));
    }
    return result;
  }

  Expression distinct(RexCall call) {
    boolean negated = call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    Pair pair =
        Conversions.comparable(
            compiler.compile(call.getOperands().get(0)),
            compiler.compile(call.getOperands().get(1)));
    return FunctionCall.safe(
        call.getKind().sql,
        Tests.isDistinct(pair.left().type(), pair.right().type(), negated),
        List.of(pair.left(), pair.right()),
        BOOLEAN);
  }

  Expression between(RexCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    List<RexNode> operands = call.getOperands();
    Expression inside = within(operands.get(0), operands.get(1), operands.get(2));
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      Expression swapped = within(operands.get(0), operands.get(2), operands.get(1));
      inside = Logic.or(List.of(inside, swapped));
    }
    return operator.isNegated() ? not(inside) : inside;
  }

  private Expression within(RexNode value, RexNode lower, RexNode upper) {
    return Logic.and(
        List.of(
            compare(Comparison.GREATER_OR_EQUAL, value, lower),
            compare(Comparison.LESS_OR_EQUAL, value, upper)));
  }

  static Expression not(Expression operand) {
    return KernelCall.of("NOT", Tests.not(), BOOLEAN, Conversions.implied(operand, BOOLEAN));
  }
}

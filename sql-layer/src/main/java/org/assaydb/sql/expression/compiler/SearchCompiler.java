package org.assaydb.sql.expression.compiler;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.Sarg;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.kernel.Comparison;
import org.assaydb.sql.expression.kernel.Tests;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.expression.node.FunctionCall;
import org.assaydb.sql.expression.node.Logic;
import org.assaydb.sql.vector.ValueType;

/** Calcite's SEARCH: whether a value lies in one of some ranges of constants. */
final class SearchCompiler {
  private final Expression operand;
  private final ValueType type;

  private SearchCompiler(Expression operand, ValueType type) {
    this.operand = operand;
    this.type = type;
  }

  static Expression compile(RexCall call, ExpressionCompiler compiler) {
    RexLiteral literal = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg == null) {
      return new Constant(ComparisonCompiler.BOOLEAN, null);
    }
    Expression operand = compiler.compile(call.getOperands().get(0));
    SearchCompiler search = new SearchCompiler(operand, ValueTypes.of(literal.getType()));
    Expression inside = search.inside(sarg);
    List<Expression> value = List.of(operand);
    ValueType of = operand.type();
    ValueType truth = ComparisonCompiler.BOOLEAN;
    return switch (sarg.nullAs) {
      case UNKNOWN -> inside;
      case TRUE ->
          Logic.or(List.of(FunctionCall.safe("IS NULL", Tests.isNull(of), value, truth), inside));
      case FALSE ->
          Logic.and(
              List.of(FunctionCall.safe("IS NOT NULL", Tests.isNotNull(of), value, truth), inside));
    };
  }

  private Expression inside(Sarg<?> sarg) {
    if (sarg.isComplementedPoints()) {
      return MembershipCompiler.inList(operand, points(sarg.rangeSet.complement()), true);
    }
    List<Constant> points = new ArrayList<>();
    List<Expression> ranges = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      if (isPoint(range)) {
        points.add(constant(range.lowerEndpoint()));
      } else {
        ranges.add(within(range));
      }
    }
    if (!points.isEmpty()) {
      ranges.add(0, MembershipCompiler.inList(operand, points, false));
    }
    // No range at all: FALSE for a value, NULL for NULL, as x <> x is.
    return ranges.isEmpty() ? compare(Comparison.NOT_EQUAL, operand) : Logic.or(ranges);
  }

  private List<Constant> points(RangeSet<?> ranges) {
    List<Constant> points = new ArrayList<>();
    for (Range<?> range : ranges.asRanges()) {
      points.add(constant(range.lowerEndpoint()));
    }
    return points;
  }

  private static boolean isPoint(Range<?> range) {
    return range.hasLowerBound()
        && range.hasUpperBound()
        && range.lowerEndpoint().equals(range.upperEndpoint());
  }

  private Expression within(Range<?> range) {
    List<Expression> bounds = new ArrayList<>();
    if (range.hasLowerBound()) {
      boolean closed = range.lowerBoundType() == BoundType.CLOSED;
      Comparison comparison = closed ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER;
      bounds.add(compare(comparison, constant(range.lowerEndpoint())));
    }
    if (range.hasUpperBound()) {
      boolean closed = range.upperBoundType() == BoundType.CLOSED;
      Comparison comparison = closed ? Comparison.LESS_OR_EQUAL : Comparison.LESS;
      bounds.add(compare(comparison, constant(range.upperEndpoint())));
    }
    return bounds.isEmpty() ? compare(Comparison.EQUAL, operand) : Logic.and(bounds);
  }

  private Expression compare(Comparison comparison, Expression other) {
    return ComparisonCompiler.compare(comparison, operand, other);
  }

  private Constant constant(Object value) {
    return new Constant(type, Literals.value(value, type));
  }
}

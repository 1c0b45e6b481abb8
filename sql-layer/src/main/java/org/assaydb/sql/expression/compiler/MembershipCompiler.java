package org.assaydb.sql.expression.compiler;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.expression.compiler.Conversions.Pair;
import org.assaydb.sql.expression.kernel.Comparison;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.expression.node.InList;
import org.assaydb.sql.expression.node.Logic;
import org.assaydb.sql.value.Decimals;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code x = 1 OR x = 2 OR ...}, as IN lists arrive, among the operands of an OR, and {@code
 * x <> 1 AND ...} among those of an AND: many constants become one set.
 */
final class MembershipCompiler {
  private static final int FEWEST = 3;

  private final ExpressionCompiler compiler;
  private final boolean negated;
  private final Map<Expression, Group> groups = new IdentityHashMap<>();
  private final List<Object> parts = new ArrayList<>();

  private MembershipCompiler(ExpressionCompiler compiler, boolean negated) {
    this.compiler = compiler;
    this.negated = negated;
  }

  /** The operands of an OR (of an AND, {@code negated}), with constants of one operand as sets. */
  static List<Expression> compile(
      ExpressionCompiler compiler, List<RexNode> operands, boolean negated) {
    MembershipCompiler membership = new MembershipCompiler(compiler, negated);
    for (RexNode operand : operands) {
      membership.add(operand);
    }
    return membership.expressions();
  }

  /** {@code x IN (constants)}, or NOT IN: the constants that equal some value of x, as values. */
  static Expression inList(Expression operand, List<Constant> constants, boolean negated) {
    Group group = new Group(operand);
    for (Constant constant : constants) {
      group.add(constant);
    }
    return group.expression(negated);
  }

  private void add(RexNode node) {
    Comparison wanted = negated ? Comparison.NOT_EQUAL : Comparison.EQUAL;
    if (node instanceof RexCall call && isComparison(call, wanted)) {
      Expression left = compiler.compile(call.getOperands().get(0));
      Expression right = compiler.compile(call.getOperands().get(1));
      if (right instanceof Constant constant && isListed(left)) {
        addTo(left, constant);
        return;
      }
      if (left instanceof Constant constant && isListed(right)) {
        addTo(right, constant);
        return;
      }
    }
    parts.add(node);
  }

  private static boolean isComparison(RexCall call, Comparison wanted) {
    return switch (call.getKind()) {
      case EQUALS, NOT_EQUALS -> ComparisonCompiler.comparison(call.getKind()) == wanted;
      default -> false;
    };
  }

  private static boolean isListed(Expression operand) {
    Layout layout = operand.type().layout();
    return layout != Layout.BOOLEAN
        && layout != Layout.OBJECT
        && operand.type().kind() != ValueType.Kind.NULL
        && !(operand instanceof FixedExpression);
  }

  private void addTo(Expression operand, Constant constant) {
    Group group = groups.get(operand);
    if (group == null) {
      group = new Group(operand);
      groups.put(operand, group);
      parts.add(group);
    }
    group.add(constant);
  }

  private List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>(parts.size());
    for (Object part : parts) {
      if (part instanceof Group group) {
        expressions.addAll(group.expressions(negated));
      } else {
        expressions.add(compiler.condition((RexNode) part));
      }
    }
    return expressions;
  }

  /** Constants that one operand is compared with. */
  private static final class Group {
    private final Expression operand;
    private final List<Constant> constants = new ArrayList<>();

    Group(Expression operand) {
      this.operand = operand;
    }

    void add(Constant constant) {
      constants.add(constant);
    }

    List<Expression> expressions(boolean negated) {
      Comparison comparison = negated ? Comparison.NOT_EQUAL : Comparison.EQUAL;
      List<Expression> expressions = new ArrayList<>();
      List<@Nullable Object> values = new ArrayList<>();
      for (Constant constant : constants) {
        Pair pair = Conversions.comparable(operand, constant);
        Optional<Value> value = value(pair);
        if (value.isPresent() && constants.size() >= FEWEST) {
          if (!value.get().never()) {
            values.add(value.get().value());
          }
        } else {
          expressions.add(ComparisonCompiler.compare(comparison, operand, constant));
        }
      }
      if (constants.size() > expressions.size()) {
        expressions.add(0, new InList(operand, values, negated));
      }
      return expressions;
    }

    Expression expression(boolean negated) {
      List<Expression> all = expressions(negated);
      return negated ? Logic.and(all) : Logic.or(all);
    }

    /** What a constant is among the operand's own values; empty when that cannot be said. */
    private Optional<Value> value(Pair pair) {
      if (!(pair.right() instanceof Constant constant)) {
        return Optional.empty();
      }
      Object value = constant.value();
      ValueType own = operand.type();
      if (value == null) {
        return Optional.of(new Value(null, false));
      }
      if (own.kind().isExactNumber() && constant.type().kind().isExactNumber()) {
        return Optional.of(exact(value, constant.type().scale(), own));
      }
      return pair.left() == operand ? Optional.of(new Value(value, false)) : Optional.empty();
    }

    /** An exact number at the scale of the operand, or never when it has no such number. */
    private static Value exact(Object value, int scale, ValueType own) {
      BigInteger unscaled =
          value instanceof Long number ? BigInteger.valueOf(number) : (BigInteger) value;
      BigInteger here = Decimals.rescaled(unscaled, scale, own.scale());
      boolean same = Decimals.rescaled(here, own.scale(), scale).equals(unscaled);
      if (own.layout() == Layout.DECIMAL) {
        return new Value(here, !same);
      }
      return new Value(here.longValue(), !same || here.bitLength() > 63);
    }
  }

  /** A value of a set; {@code never}: no value of the operand's type equals it. */
  private record Value(@Nullable Object value, boolean never) {}
}

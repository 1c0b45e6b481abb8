package org.assaydb.sql.expression.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.expression.kernel.Faults;
import org.assaydb.sql.expression.kernel.Tests;
import org.assaydb.sql.expression.node.FunctionCall;
import org.assaydb.sql.expression.node.InputColumn;
import org.assaydb.sql.expression.node.Logic;
import org.assaydb.sql.expression.node.OuterValue;
import org.assaydb.sql.expression.node.ParameterValue;
import org.assaydb.sql.expression.node.SharedExpression;
import org.assaydb.sql.expression.node.TryCast;
import org.assaydb.sql.function.FunctionLibrary;
import org.assaydb.sql.function.ScalarFunction;
import org.assaydb.sql.vector.ValueType;

/**
 * Makes expressions over the columns of one input. Equal parts of what it compiles become one
 * expression, so that time is linear in what is written. Not thread safe.
 */
public final class ExpressionCompiler {
  /** Nodes of an expression that is compared with others by what it says, not by identity. */
  private static final int SMALL = 500;

  private final List<ValueType> inputTypes;
  private final SubQueries subQueries;
  private final ComparisonCompiler comparisons = new ComparisonCompiler(this);
  private final Map<RexNode, Expression> small = new HashMap<>();
  private final Map<RexNode, Expression> large = new IdentityHashMap<>();
  private final Set<RexNode> shared = new HashSet<>();

  /**
   * @param inputTypes of the columns that the expressions refer to
   */
  public ExpressionCompiler(List<ValueType> inputTypes, SubQueries subQueries) {
    this.inputTypes = List.copyOf(inputTypes);
    this.subQueries = subQueries;
  }

  /** For expressions that refer to no column and hold no sub-query. */
  public static ExpressionCompiler withoutRows() {
    return new ExpressionCompiler(
        List.of(),
        (subQuery, operands) -> {
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED, "a sub-query is not supported in this place");
        });
  }

  /**
   * @return an expression of the node's type
   * @throws SqlLayerException 0A000 for what is not supported, 54001 for what is nested too deeply
   */
  public Expression compile(RexNode node) {
    try {
      // Equality and hash of a row expression recurse as deep as it is.
      int size = node.nodeCount();
      boolean isSmall = size > 0 && size <= SMALL;
      Map<RexNode, Expression> compiled = isSmall ? small : large;
      Expression known = compiled.get(node);
      if (known == null) {
        known = Conversions.implied(compileNew(node), ValueTypes.of(node.getType()));
        if (isSmall && shared.contains(node) && !(known instanceof FixedExpression)) {
          known = new SharedExpression(known);
        }
        compiled.put(node, known);
      }
      return known;
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  /** A condition on rows, where UNKNOWN is as good as FALSE. */
  public Expression compileFilter(RexNode node) {
    return node.getKind() == SqlKind.AND
        ? Logic.filter(MembershipCompiler.compile(this, flat((RexCall) node), true))
        : compile(node);
  }

  private static SqlLayerException tooDeep(StackOverflowError e) {
    return new SqlLayerException(SqlStates.TOO_COMPLEX, "an expression is nested too deeply", e);
  }

  /** Expressions that are evaluated for the same batches: what they share is evaluated once. */
  public List<Expression> compileAll(List<? extends RexNode> nodes) {
    try {
      shared.addAll(SharedCalls.of(nodes, SMALL));
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
    return operands(nodes);
  }

  private List<Expression> operands(List<? extends RexNode> nodes) {
    List<Expression> expressions = new ArrayList<>(nodes.size());
    for (RexNode node : nodes) {
      expressions.add(compile(node));
    }
    return expressions;
  }

  /** An expression of type BOOLEAN. */
  Expression condition(RexNode node) {
    return Conversions.implied(compile(node), ComparisonCompiler.BOOLEAN);
  }

  private Expression compileNew(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return new InputColumn(inputTypes.get(ref.getIndex()), ref.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return Literals.constant(literal);
    }
    if (node instanceof RexDynamicParam parameter) {
      return new ParameterValue(ValueTypes.of(parameter.getType()), parameter.getIndex());
    }
    if (node instanceof RexFieldAccess access) {
      return field(access);
    }
    if (node instanceof RexSubQuery subQuery) {
      return subQueries.compile(subQuery, this);
    }
    if (node instanceof RexOver) {
      throw new IllegalStateException("a window function is no expression over rows: " + node);
    }
    if (node instanceof RexCall call) {
      return call(call, ValueTypes.of(call.getType()));
    }
    throw Faults.notSupported("an expression of kind " + node.getKind());
  }

  private Expression field(RexFieldAccess access) {
    int index = access.getField().getIndex();
    RexNode row = access.getReferenceExpr();
    if (row instanceof RexCorrelVariable variable) {
      return new OuterValue(ValueTypes.of(access.getType()), variable.id.getId(), index);
    }
    if (row.getKind() == SqlKind.ROW) {
      return compile(((RexCall) row).getOperands().get(index));
    }
    return StructureCompiler.field(compile(row), index);
  }

  private Expression call(RexCall call, ValueType type) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case AND -> Logic.and(MembershipCompiler.compile(this, flat(call), true));
      case OR -> Logic.or(MembershipCompiler.compile(this, flat(call), false));
      case NOT -> ComparisonCompiler.not(condition(operands.get(0)));
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparisons.compare(
              ComparisonCompiler.comparison(call.getKind()), operands.get(0), operands.get(1));
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> comparisons.distinct(call);
      case BETWEEN -> comparisons.between(call);
      case SEARCH -> SearchCompiler.compile(call, this);
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> test(call);
      case CASE -> new CaseCompiler(this, type).cases(operands);
      case COALESCE -> new CaseCompiler(this, type).coalesce(operands);
      case NULLIF -> new CaseCompiler(this, type).nullIf(operands.get(0), operands.get(1));
      default -> valueCall(call, type);
    };
  }

  private Expression valueCall(RexCall call, ValueType type) {
    List<Expression> operands = operands(call.getOperands());
    return switch (call.getKind()) {
      case PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          CHECKED_PLUS,
          CHECKED_MINUS,
          CHECKED_TIMES,
          CHECKED_DIVIDE ->
          ArithmeticCompiler.binary(call, operands, type);
      case MINUS_PREFIX, CHECKED_MINUS_PREFIX -> ArithmeticCompiler.negated(operands.get(0), type);
      case PLUS_PREFIX -> operands.get(0);
      case REINTERPRET -> ArithmeticCompiler.reinterpreted(operands.get(0), type);
      case CAST -> cast(call, operands.get(0), type);
      case SAFE_CAST -> tryCast(operands.get(0), type);
      case ROW, ARRAY_VALUE_CONSTRUCTOR -> StructureCompiler.constructed(operands, type);
      default -> function(call, operands, type);
    };
  }

  private static Expression cast(RexCall call, Expression operand, ValueType type) {
    SqlIntervalQualifier from = call.getOperands().get(0).getType().getIntervalQualifier();
    SqlIntervalQualifier to = call.getType().getIntervalQualifier();
    if (from != null && type.kind().isNumber()) {
      return ArithmeticCompiler.counted(operand, from, type);
    }
    if (to != null && operand.type().kind().isNumber()) {
      return ArithmeticCompiler.interval(operand, to, type);
    }
    return Conversions.cast(operand, type);
  }

  private static Expression tryCast(Expression operand, ValueType type) {
    Expression cast = Conversions.cast(new InputColumn(operand.type(), 0), type);
    return new TryCast(operand, cast);
  }

  private Expression test(RexCall call) {
    SqlKind kind = call.getKind();
    boolean ofNull = kind == SqlKind.IS_NULL || kind == SqlKind.IS_NOT_NULL;
    RexNode node = call.getOperands().get(0);
    Expression operand = ofNull ? compile(node) : condition(node);
    ScalarFunction test =
        switch (kind) {
          case IS_NULL -> Tests.isNull(operand.type());
          case IS_NOT_NULL -> Tests.isNotNull(operand.type());
          case IS_TRUE -> Tests.is(true, false);
          case IS_NOT_TRUE -> Tests.is(true, true);
          case IS_FALSE -> Tests.is(false, false);
          default -> Tests.is(false, true);
        };
    return FunctionCall.safe(kind.sql, test, List.of(operand), ComparisonCompiler.BOOLEAN);
  }

  private static Expression function(RexCall call, List<Expression> operands, ValueType type) {
    List<ValueType> types = new ArrayList<>();
    for (Expression operand : operands) {
      types.add(operand.type());
    }
    String name = call.getOperator().getName();
    ScalarFunction function = FunctionLibrary.find(call.getOperator(), types, type);
    if (function == null) {
      throw Faults.notSupported("function " + name);
    }
    return FunctionCall.risky(name, function, operands, type);
  }

  /** The operands of nested calls of one operator (AND, OR) in their order. */
  private static List<RexNode> flat(RexCall call) {
    List<RexNode> flat = new ArrayList<>();
    Deque<RexNode> open = new ArrayDeque<>();
    open.push(call);
    while (!open.isEmpty()) {
      RexNode node = open.pop();
      if (node.getKind() == call.getKind()) {
        List<RexNode> operands = ((RexCall) node).getOperands();
        for (int i = operands.size() - 1; i >= 0; i--) {
          open.push(operands.get(i));
        }
      } else {
        flat.add(node);
      }
    }
    return flat;
  }
}

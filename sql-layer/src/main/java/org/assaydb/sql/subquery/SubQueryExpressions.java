package org.assaydb.sql.subquery;

import java.util.List;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.vector.ValueType;

/** Makes expressions of the kinds of sub-queries. */
public final class SubQueryExpressions {
  private static final ValueType BOOLEAN = ValueType.of(ValueType.Kind.BOOLEAN);

  private SubQueryExpressions() {}

  public static Expression exists(Plan plan, OuterFields outer) {
    return new SubQueryExpression(
        plan, outer, List.of(), BOOLEAN, (rows, evaluation) -> ExistsResult.read(rows));
  }

  /** {@code type}: of the one column of the plan. */
  public static Expression scalar(Plan plan, OuterFields outer, ValueType type) {
    return new SubQueryExpression(
        plan, outer, List.of(), type, (rows, evaluation) -> ScalarResult.read(rows));
  }

  public static Expression array(Plan plan, OuterFields outer, ValueType type) {
    return new SubQueryExpression(
        plan, outer, List.of(), type, (rows, evaluation) -> ArrayResult.read(rows));
  }

  /** {@code left}: of the types of the plan's columns. */
  public static Expression in(Plan plan, OuterFields outer, List<Expression> left) {
    List<ValueType> types = plan.types();
    return new SubQueryExpression(
        plan, outer, left, BOOLEAN, (rows, evaluation) -> InResult.read(rows, types));
  }

  /**
   * @param comparison over two columns: the left side, and the column of the plan
   */
  public static Expression some(
      Plan plan, OuterFields outer, Expression left, Expression comparison) {
    ValueType type = plan.types().get(0);
    return new SubQueryExpression(
        plan,
        outer,
        List.of(left),
        BOOLEAN,
        (rows, evaluation) -> SomeResult.read(rows, type, comparison, evaluation));
  }
}

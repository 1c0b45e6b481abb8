package org.assaydb.sql.expression.compiler;

import org.apache.calcite.rex.RexSubQuery;
import org.assaydb.sql.expression.Expression;

/** Makes expressions of sub-queries: the planner's part in the compilation of an expression. */
@FunctionalInterface
public interface SubQueries {
  /**
   * The value of EXISTS, IN, SOME, a scalar query or ARRAY.
   *
   * @param operands compiles the operands of the sub-query, over the same rows
   */
  Expression compile(RexSubQuery subQuery, ExpressionCompiler operands);
}

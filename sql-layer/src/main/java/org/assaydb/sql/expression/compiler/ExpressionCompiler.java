package org.assaydb.sql.expression.compiler;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.vector.ValueType;

/** Makes expressions over the columns of one input. Not thread safe. */
public final class ExpressionCompiler {
  private final List<ValueType> inputTypes;
  private final SubQueries subQueries;

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
   * @throws SqlLayerException 0A000 for what is not supported, 54001 for what is nested too deeply
   */
  public Expression compile(RexNode node) {
    throw new SqlLayerException(SqlStates.NOT_SUPPORTED, node.getKind() + " is not supported");
  }

  public List<Expression> compileAll(List<? extends RexNode> nodes) {
    List<Expression> compiled = new ArrayList<>(nodes.size());
    for (RexNode node : nodes) {
      compiled.add(compile(node));
    }
    return compiled;
  }
}

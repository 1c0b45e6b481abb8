package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.FunctionLibrary;
import org.jspecify.annotations.Nullable;

/**
 * {@code f(x) FILTER (WHERE c) OVER w}, for which Calcite's plans have no place: {@code f(CASE WHEN
 * c THEN x END) OVER w}, which is the same for aggregates that leave NULL out.
 */
final class FilteredWindows extends SqlShuttle {
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlCall over
        && over.getKind() == SqlKind.OVER
        && over.operand(0) instanceof SqlCall filter
        && filter.getKind() == SqlKind.FILTER) {
      SqlCall filtered = filtered(filter.operand(0), filter.operand(1));
      return over.getOperator().createCall(over.getParserPosition(), filtered, over.operand(1));
    }
    return visited;
  }

  private static SqlCall filtered(SqlCall function, SqlNode condition) {
    String name = function.getOperator().getName();
    if (!FunctionLibrary.isKnown(name)) {
      // The validator says so.
      return function;
    }
    if (!FunctionLibrary.isAggregate(name)) {
      throw notSupported("FILTER for " + name + ", which is no aggregate,");
    }
    List<SqlNode> operands = new ArrayList<>(function.getOperandList());
    if (name.equalsIgnoreCase("ARRAY_AGG") || operands.isEmpty()) {
      throw notSupported("FILTER of " + name + " over a window");
    }
    boolean rows = operands.get(0) instanceof SqlIdentifier id && id.isStar();
    SqlNode value = rows ? SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO) : operands.get(0);
    SqlParserPos at = condition.getParserPosition();
    operands.set(
        0,
        SqlCase.createSwitched(at, null, SqlNodeList.of(condition), SqlNodeList.of(value), null));
    return function
        .getOperator()
        .createCall(function.getFunctionQuantifier(), function.getParserPosition(), operands);
  }

  private static SqlLayerException notSupported(String what) {
    return new SqlLayerException(SqlStates.NOT_SUPPORTED, what + " is not supported");
  }
}

package org.assaydb.sql.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlStates;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Replaces JDBC's {@code {fn NAME(...)}} by the functions of the library. Calcite has a table of
 * its own for them, which leads to its own functions.
 */
final class JdbcEscapes extends SqlShuttle {
  private static final String PREFIX = "{fn ";

  private final Map<String, SqlOperator> functions = new HashMap<>();

  /** {@code operators} by name; those of JDBC that have another name are added. */
  JdbcEscapes(Map<String, SqlOperator> operators) {
    functions.putAll(operators);
    Map.of(
            "UCASE", "UPPER",
            "LCASE", "LOWER",
            "CHAR", "CHR",
            "LOG", "LN",
            "LOCATE", "POSITION",
            "CURDATE", "CURRENT_DATE",
            "CURTIME", "LOCALTIME",
            "IFNULL", "COALESCE")
        .forEach((jdbc, ours) -> functions.put(jdbc, operators.get(ours)));
    functions.put("LENGTH", operators.get("CHAR_LENGTH"));
    functions.put("CEILING", operators.get("CEIL"));
    // NULL for NULL, unlike the function of that name.
    functions.put("CONCAT", operators.get("||"));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (!(call.getOperator() instanceof SqlJdbcFunctionCall escape)
        || !(visited instanceof SqlCall inner)) {
      return visited;
    }
    String name = escape.getName().replace(PREFIX, "").replace("}", "").strip();
    SqlParserPos at = call.getParserPosition();
    List<SqlNode> operands = inner.getOperandList();
    if (name.equals("INSERT") && operands.size() == 4) {
      // INSERT(text, start, length, part)
      return SqlStdOperatorTable.OVERLAY.createCall(
          at, operands.get(0), operands.get(3), operands.get(1), operands.get(2));
    }
    SqlOperator function = functions.get(name);
    if (function == null) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "function {fn " + name + "} is not supported");
    }
    return function.createCall(at, operands);
  }
}

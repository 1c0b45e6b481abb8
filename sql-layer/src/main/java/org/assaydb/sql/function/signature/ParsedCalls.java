package org.assaydb.sql.function.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Leads calls to the functions of the library where Calcite would not look for them there: JDBC's
 * {@code {fn NAME(...)}}, for which it has a table of its own, PERCENTILE_CONT, and STRING_AGG,
 * which is LISTAGG. {@code MODE() WITHIN GROUP (ORDER BY x)} becomes {@code MODE(x) WITHIN GROUP
 * (ORDER BY x)}, so that its type is known.
 */
public final class ParsedCalls extends SqlShuttle {
  private static final String PREFIX = "{fn ";

  private final Map<String, SqlOperator> functions = new HashMap<>();

  /** {@code operators} by name; those of JDBC that have another name are added. */
  public ParsedCalls(Map<String, SqlOperator> operators) {
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
    if (!(visited instanceof SqlCall inner)) {
      return visited;
    }
    if (inner.getKind() == SqlKind.WITHIN_GROUP) {
      return withinGroup(inner);
    }
    if (inner.getKind() == SqlKind.RLIKE || inner.getOperator() instanceof SqlBinaryOperator) {
      return matched(inner);
    }
    if (inner.getKind() == SqlKind.STRING_AGG) {
      return joined(inner);
    }
    return inner.getOperator() instanceof SqlJdbcFunctionCall escape
        ? escaped(escape, inner)
        : inner;
  }

  /** What stands for {@code ~} and its kin. */
  private SqlCall matched(SqlCall call) {
    SqlOperator operator = call.getOperator();
    boolean ignoresCase =
        operator == SqlStdOperatorTable.SUBMULTISET_OF
            || operator == SqlStdOperatorTable.NOT_SUBMULTISET_OF;
    boolean negated =
        operator == SqlLibraryOperators.NOT_RLIKE
            || operator == SqlStdOperatorTable.NOT_SUBMULTISET_OF;
    if (!ignoresCase && !negated && operator != SqlLibraryOperators.RLIKE) {
      return call;
    }
    SqlParserPos at = call.getParserPosition();
    SqlOperator ours = java.util.Objects.requireNonNull(functions.get("REGEXP_LIKE"));
    List<SqlNode> operands = new ArrayList<>(call.getOperandList().subList(0, 2));
    if (ignoresCase) {
      operands.add(SqlLiteral.createCharString("i", at));
    }
    SqlCall matches = ours.createCall(at, operands);
    return negated ? SqlStdOperatorTable.NOT.createCall(at, matches) : matches;
  }

  /** {@code STRING_AGG(s, t ORDER BY x)} is {@code LISTAGG(s, t) WITHIN GROUP (ORDER BY x)}. */
  private SqlCall joined(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    SqlNode last = operands.get(operands.size() - 1);
    if (last instanceof SqlNodeList) {
      operands.remove(operands.size() - 1);
    }
    SqlParserPos at = call.getParserPosition();
    SqlOperator ours = java.util.Objects.requireNonNull(functions.get("LISTAGG"));
    SqlCall text = ours.createCall(call.getFunctionQuantifier(), at, operands);
    return last instanceof SqlNodeList order
        ? SqlStdOperatorTable.WITHIN_GROUP.createCall(at, text, order)
        : text;
  }

  private SqlCall withinGroup(SqlCall call) {
    SqlCall inner = call.operand(0);
    SqlNodeList order = call.operand(1);
    SqlParserPos at = inner.getParserPosition();
    SqlOperator ours = functions.get(inner.getOperator().getName().toUpperCase(Locale.ROOT));
    boolean mode = inner.getOperator().getName().equalsIgnoreCase("MODE");
    if (mode && ours != null && inner.operandCount() == 0) {
      SqlNode value = order.get(0);
      while (value.getKind() == SqlKind.DESCENDING
          || value.getKind() == SqlKind.NULLS_FIRST
          || value.getKind() == SqlKind.NULLS_LAST) {
        value = ((SqlCall) value).operand(0);
      }
      return call.getOperator()
          .createCall(call.getParserPosition(), ours.createCall(at, value), order);
    }
    return inner.getKind() == SqlKind.PERCENTILE_CONT && ours != null
        ? call.getOperator()
            .createCall(
                call.getParserPosition(), ours.createCall(at, inner.getOperandList()), order)
        : call;
  }

  private SqlCall escaped(SqlJdbcFunctionCall escape, SqlCall inner) {
    String name = escape.getName().replace(PREFIX, "").replace("}", "").strip();
    SqlParserPos at = inner.getParserPosition();
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

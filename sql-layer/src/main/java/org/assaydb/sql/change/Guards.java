package org.assaydb.sql.change;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Expressions that are looked at under a condition only. */
final class Guards {
  private static final SqlParserPos AT = SqlParserPos.ZERO;

  private Guards() {}

  /** {@code CASE WHEN condition THEN value END}. */
  static SqlNode when(SqlNode condition, SqlNode value) {
    return choice(List.of(condition), List.of(value), SqlLiteral.createNull(AT));
  }

  /** Whether a condition is true: neither false nor unknown. */
  static SqlNode isTrue(SqlNode condition) {
    return choice(
        List.of(condition),
        List.of(SqlLiteral.createBoolean(true, AT)),
        SqlLiteral.createBoolean(false, AT));
  }

  /** CASE over conditions, of which copies are taken. */
  static SqlNode choice(List<SqlNode> conditions, List<SqlNode> values, SqlNode otherwise) {
    List<SqlNode> copies = conditions.stream().map(Guards::copy).toList();
    return new SqlCase(
        AT, null, new SqlNodeList(copies, AT), new SqlNodeList(values, AT), otherwise);
  }

  /** A tree of its own: the validator writes into what it validates. */
  static SqlNode copy(SqlNode node) {
    SqlNode copy =
        node.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                CallCopyingArgHandler copying = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, copying);
                return copying.result();
              }
            });
    return Objects.requireNonNull(copy);
  }
}

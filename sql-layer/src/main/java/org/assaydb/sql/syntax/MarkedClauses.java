package org.assaydb.sql.syntax;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.CountMark;
import org.jspecify.annotations.Nullable;

/** Puts into the tree what {@link FetchClauses} and {@link GroupFrames} have marked in the text. */
final class MarkedClauses extends SqlShuttle {
  private static final int IS_ROWS = 4;
  private static final int ALLOW_PARTIAL = 7;

  private final Respelling text;

  MarkedClauses(Respelling text) {
    this.text = text;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlOrderBy order && order.fetch != null && text.isMarked(order.fetch)) {
      return withTies(order, order.fetch);
    }
    if (visited instanceof SqlWindow window
        && text.isMarked(window.getOperandList().get(IS_ROWS))) {
      return groups(window);
    }
    return visited;
  }

  private static SqlNode withTies(SqlOrderBy order, SqlNode fetch) {
    if (order.orderList.isEmpty()) {
      throw new SqlLayerException(
          SqlStates.SYNTAX, "WITH TIES cannot be specified without ORDER BY clause");
    }
    return new SqlOrderBy(
        order.getParserPosition(),
        order.query,
        order.orderList,
        order.offset,
        CountMark.WITH_TIES.on(fetch));
  }

  /** Without offsets, groups are what RANGE says; else the offsets carry the mark. */
  private static SqlNode groups(SqlWindow window) {
    if (window.getOrderList().isEmpty() && window.getRefName() == null) {
      throw new SqlLayerException(SqlStates.WINDOWING, "GROUPS mode requires an ORDER BY clause");
    }
    SqlNode isRows = window.getOperandList().get(IS_ROWS);
    SqlNode lower = window.getLowerBound();
    SqlNode upper = window.getUpperBound();
    return SqlWindow.create(
        window.getDeclName(),
        window.getRefName(),
        window.getPartitionList(),
        window.getOrderList(),
        SqlLiteral.createBoolean(hasOffset(lower) || hasOffset(upper), isRows.getParserPosition()),
        marked(lower),
        marked(upper),
        (SqlLiteral) window.getOperandList().get(ALLOW_PARTIAL),
        window.getExclude(),
        window.getParserPosition());
  }

  private static boolean hasOffset(@Nullable SqlNode bound) {
    return bound != null
        && (bound.getKind() == SqlKind.PRECEDING || bound.getKind() == SqlKind.FOLLOWING);
  }

  private static @Nullable SqlNode marked(@Nullable SqlNode bound) {
    if (!hasOffset(bound) || !(bound instanceof SqlCall call)) {
      return bound;
    }
    return call.getOperator()
        .createCall(call.getParserPosition(), CountMark.GROUPS.on(call.operand(0)));
  }
}

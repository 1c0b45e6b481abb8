package org.assaydb.sql.frontend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Writes out windows that begin with the name of another: {@code (w ROWS 1 PRECEDING)}. Calcite's
 * validator loses their frames.
 */
final class WindowReferences extends SqlShuttle {
  private static final int IS_ROWS = 4;
  private static final int ALLOW_PARTIAL = 7;

  /** Windows by name of the queries around a node, innermost first. */
  private final Deque<Map<String, SqlWindow>> scopes = new ArrayDeque<>();

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode query = call instanceof SqlOrderBy order ? order.query : call;
    if (query instanceof SqlSelect select) {
      // What is ordered by sees the windows of the query too.
      scopes.push(new HashMap<>());
      declare(select);
      SqlNode visited = super.visit(call);
      scopes.pop();
      return visited;
    }
    SqlNode visited = super.visit(call);
    return visited instanceof SqlWindow window ? resolved(window) : visited;
  }

  private void declare(SqlSelect select) {
    for (SqlNode node : select.getWindowList()) {
      if (node instanceof SqlWindow window && window.getDeclName() != null) {
        scopes.element().put(window.getDeclName().getSimple(), resolved(window));
      }
    }
  }

  private SqlWindow resolved(SqlWindow window) {
    SqlIdentifier name = window.getRefName();
    if (name == null) {
      return window;
    }
    SqlWindow base = scopes.isEmpty() ? null : scopes.element().get(name.getSimple());
    if (base == null) {
      throw new SqlLayerException(
          SqlStates.UNKNOWN_OBJECT, "window \"" + name.getSimple() + "\" does not exist");
    }
    boolean ordersAgain = !window.getOrderList().isEmpty() && !base.getOrderList().isEmpty();
    if (!window.getPartitionList().isEmpty() || ordersAgain || hasFrame(base)) {
      String what =
          ordersAgain
              ? "cannot override ORDER BY clause of"
              : hasFrame(base)
                  ? "cannot copy, because it has a frame clause,"
                  : "cannot override PARTITION BY clause of";
      throw new SqlLayerException(
          SqlStates.WINDOWING, what + " window \"" + name.getSimple() + "\"");
    }
    return SqlWindow.create(
        window.getDeclName(),
        null,
        base.getPartitionList(),
        window.getOrderList().isEmpty() ? base.getOrderList() : window.getOrderList(),
        (SqlLiteral) window.getOperandList().get(IS_ROWS),
        window.getLowerBound(),
        window.getUpperBound(),
        (SqlLiteral) window.getOperandList().get(ALLOW_PARTIAL),
        window.getExclude(),
        window.getParserPosition());
  }

  private static boolean hasFrame(SqlWindow window) {
    return window.getLowerBound() != null || window.getUpperBound() != null;
  }
}

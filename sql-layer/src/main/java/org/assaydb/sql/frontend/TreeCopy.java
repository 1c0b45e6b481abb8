package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Copies a whole tree, a part that stands in two places of it twice. The validator writes into what
 * it gets (it moves ORDER BY and OFFSET into the query below): a part that is validated twice, by a
 * second try or in a second place, would have them twice.
 */
final class TreeCopy extends SqlShuttle {
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, handler);
    return handler.result();
  }

  @Override
  public @Nullable SqlNode visit(SqlNodeList list) {
    List<@Nullable SqlNode> copies = new ArrayList<>();
    for (SqlNode node : list) {
      copies.add(node == null ? null : node.accept(this));
    }
    return new SqlNodeList(copies, list.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    return identifier.clone(identifier.getParserPosition());
  }
}

package org.assaydb.sql.syntax;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * What a text says once stands several times in its plan: the value of {@code CASE x WHEN} and the
 * first operand of BETWEEN. Nested in themselves they double with every level, so their growth has
 * a bound. Looks at each node once.
 */
final class RepeatedOperands {
  private static final double MOST = 100_000;

  private final Map<SqlNode, Double> sizes = new IdentityHashMap<>();

  private RepeatedOperands() {}

  /** Throws 54001 when the plan would be larger than the text by too many nodes. */
  static void check(SqlNode query) {
    RepeatedOperands all = new RepeatedOperands();
    double planned = all.size(query);
    if (planned - all.sizes.size() > MOST) {
      throw new SqlLayerException(
          SqlStates.TOO_COMPLEX,
          "CASE x WHEN or BETWEEN is nested too deeply in its own first operand");
    }
  }

  /** Nodes of the plan that a part becomes, roughly. */
  private double size(@Nullable SqlNode node) {
    Iterable<@Nullable SqlNode> parts;
    if (node instanceof SqlNodeList list) {
      parts = list;
    } else if (node instanceof SqlCall call) {
      parts = call.getOperandList();
    } else {
      return 0;
    }
    Double known = sizes.get(node);
    if (known != null) {
      return known;
    }
    double size = 1;
    for (SqlNode part : parts) {
      size += size(part);
    }
    if (node.getKind() == SqlKind.BETWEEN) {
      SqlCall call = (SqlCall) node;
      boolean symmetric =
          call.getOperator() instanceof SqlBetweenOperator between
              && between.flag == SqlBetweenOperator.Flag.SYMMETRIC;
      size += (symmetric ? 3 : 1) * size(call.operand(0));
    }
    sizes.put(node, size);
    return size;
  }
}

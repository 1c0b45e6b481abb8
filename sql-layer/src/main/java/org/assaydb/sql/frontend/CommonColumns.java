package org.assaydb.sql.frontend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Columns that USING and NATURAL make one of two: their bare name stands for that of the left side,
 * of the right side in a RIGHT join, or for COALESCE of both in a FULL join and where the types
 * differ. Calcite knows that in the select list alone, and for two tables.
 */
final class CommonColumns {
  /**
   * @param node what stands for the name
   * @param place the column that it always is but for its type; null in a FULL join
   */
  private record Column(SqlNode node, @Nullable SqlNode place) {}

  private final QueryValidator validator;
  private final Map<String, Column> merged = new HashMap<>();

  CommonColumns(QueryValidator validator, SqlJoin from) {
    this.validator = validator;
    collect(from);
  }

  void replaceIn(SqlSelect select) {
    if (merged.isEmpty()) {
      return;
    }
    SqlNodeList items = select.getSelectList();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      labels.add(SqlValidatorUtil.alias(items.get(i)));
      items.set(i, item(items.get(i)));
    }
    if (select.getWhere() != null) {
      select.setWhere(replaced(select.getWhere()));
    }
    if (select.getGroup() != null) {
      select.setGroupBy((SqlNodeList) replaced(select.getGroup()));
    }
    if (select.getHaving() != null) {
      select.setHaving(replaced(select.getHaving()));
    }
    if (select.getQualify() != null) {
      select.setQualify(replaced(select.getQualify()));
    }
    SqlNodeList windows = select.getWindowList();
    for (int i = 0; i < windows.size(); i++) {
      windows.set(i, replaced(windows.get(i)));
    }
    SqlNodeList order = select.getOrderList();
    for (int i = 0; order != null && i < order.size(); i++) {
      SqlNode key = bare(order.get(i));
      boolean label =
          key instanceof SqlIdentifier id && id.isSimple() && labels.contains(id.getSimple());
      order.set(i, label ? order.get(i) : replaced(order.get(i)));
    }
  }

  private static SqlNode bare(SqlNode key) {
    SqlNode bare = key;
    while (bare.getKind() == SqlKind.DESCENDING
        || bare.getKind() == SqlKind.NULLS_FIRST
        || bare.getKind() == SqlKind.NULLS_LAST) {
      bare = ((SqlCall) bare).operand(0);
    }
    return bare;
  }

  private SqlNode item(SqlNode item) {
    SqlNode replaced = replaced(item);
    return item instanceof SqlIdentifier id && replaced != item
        ? SqlStdOperatorTable.AS.createCall(
            item.getParserPosition(),
            replaced,
            new SqlIdentifier(id.getSimple(), SqlParserPos.ZERO))
        : replaced;
  }

  private SqlNode replaced(SqlNode node) {
    SqlNode replaced = node.accept(new Names());
    return replaced == null ? node : replaced;
  }

  /** The columns of a part of FROM: those that USING and NATURAL in it have merged. */
  private void collect(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return;
    }
    collect(join.getLeft());
    Map<String, Column> ofLeft = new HashMap<>(merged);
    merged.clear();
    collect(join.getRight());
    Map<String, Column> ofRight = new HashMap<>(merged);
    // A name that both sides have merged for themselves is ambiguous.
    merged.putAll(ofLeft);
    merged.keySet().removeAll(ofRight.keySet());
    ofRight.keySet().removeAll(ofLeft.keySet());
    merged.putAll(ofRight);
    for (String name : common(join)) {
      Column left = ofLeft.getOrDefault(name, single(join.getLeft(), name));
      Column right = ofRight.getOrDefault(name, single(join.getRight(), name));
      if (left != null && right != null) {
        checkFirst(join.getLeft(), name, left);
        checkFirst(join.getRight(), name, right);
        merged.put(name, merged(join, name, left, right));
      }
    }
  }

  private @Nullable Column single(SqlNode from, String name) {
    SqlNode column = column(from, name);
    return column == null ? null : new Column(column, column);
  }

  /** Calcite joins by the first column of the name, whatever stands for it. */
  private void checkFirst(SqlNode side, String name, Column column) {
    SqlNode first = side;
    while (first instanceof SqlJoin join) {
      boolean left = type(join.getLeft()).getField(name, true, false) != null;
      first = left ? join.getLeft() : join.getRight();
    }
    SqlNode expected = java.util.Objects.requireNonNull(column(first, name));
    if (column.place() == null || !column.place().equalsDeep(expected, Litmus.IGNORE)) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED,
          "a join by column "
              + name
              + " that a RIGHT or FULL join has merged before is not supported");
    }
  }

  private List<String> common(SqlJoin join) {
    if (join.isNatural()) {
      List<String> names = new ArrayList<>(type(join.getLeft()).getFieldNames());
      names.retainAll(type(join.getRight()).getFieldNames());
      return names;
    }
    return join.getConditionType() == JoinConditionType.USING
            && join.getCondition() instanceof SqlNodeList names
        ? SqlIdentifier.simpleNames(names)
        : List.of();
  }

  private Column merged(SqlJoin join, String name, Column left, Column right) {
    RelDataTypeField first = type(join.getLeft()).getField(name, true, false);
    RelDataTypeField second = type(join.getRight()).getField(name, true, false);
    boolean same =
        first != null
            && second != null
            && first.getType().getSqlTypeName() == second.getType().getSqlTypeName();
    boolean full = join.getJoinType() == JoinType.FULL;
    Column kept = join.getJoinType() == JoinType.RIGHT ? right : left;
    SqlNode node =
        same && !full
            ? kept.node()
            : SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, left.node(), right.node());
    return new Column(node, full ? null : kept.place());
  }

  private RelDataType type(SqlNode from) {
    SqlValidatorNamespace namespace = validator.getNamespace(from);
    return java.util.Objects.requireNonNull(namespace).getRowType();
  }

  /** The column of that name, with the name of its table; null when there is not just one. */
  private @Nullable SqlNode column(SqlNode from, String name) {
    if (from instanceof SqlJoin join) {
      SqlNode left = column(join.getLeft(), name);
      SqlNode right = column(join.getRight(), name);
      return left == null ? right : right == null ? left : null;
    }
    String alias = SqlValidatorUtil.alias(from);
    return alias != null && type(from).getField(name, true, false) != null
        ? new SqlIdentifier(List.of(alias, name), SqlParserPos.ZERO)
        : null;
  }

  /** Sub-queries have names of their own. */
  private final class Names extends SqlShuttle {
    private final Set<SqlNode> windows = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
      boolean plain = id.isSimple() && !windows.contains(id);
      Column column = plain ? merged.get(id.getSimple()) : null;
      return column == null ? id : column.node().clone(id.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (call.getKind() == SqlKind.AS) {
        SqlNode value = call.operand(0).accept(this);
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, value);
        return call.getOperator().createCall(call.getParserPosition(), operands);
      }
      if (call instanceof SqlWindow window) {
        windows.add(window.getDeclName());
        windows.add(window.getRefName());
      } else if (call.getKind() == SqlKind.OVER) {
        windows.add(call.operand(1));
      }
      return super.visit(call);
    }
  }
}

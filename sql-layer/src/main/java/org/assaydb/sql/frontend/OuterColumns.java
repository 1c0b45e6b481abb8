package org.assaydb.sql.frontend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Util;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.function.FunctionLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Columns of queries farther out in the select list, HAVING and ORDER BY of a query that groups.
 * Calcite takes them for columns that are not grouped, but does not look into sub-queries: they
 * stand there as {@code (SELECT t.c)} while the query is validated, and as themselves in the plan.
 * Only names with their table are known to be such columns before.
 */
final class OuterColumns extends SqlShuttle {
  /** A query around a node: names of its tables, and whether it groups. */
  private record Scope(Set<String> tables, boolean groups) {}

  private final Deque<Scope> scopes = new ArrayDeque<>();

  /** Whether a node is part of a clause that sees groups. */
  private boolean grouped;

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    boolean named = grouped && !scopes.isEmpty() && id.names.size() == 2 && !id.isStar();
    if (!named || isInner(id.names.get(0)) || !isOuter(id.names.get(0))) {
      return id;
    }
    return new SqlSelect(
        id.getParserPosition(),
        null,
        SqlNodeList.of(id),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private boolean isInner(String table) {
    return !scopes.isEmpty() && scopes.element().tables().contains(table);
  }

  private boolean isOuter(String table) {
    return scopes.stream().skip(1).anyMatch(scope -> scope.tables().contains(table));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    boolean before = grouped;
    try {
      if (call instanceof SqlOrderBy order && order.query instanceof SqlSelect select) {
        return ordered(order, select);
      } else if (call instanceof SqlSelect select) {
        return selected(select);
      } else if (isAggregate(call)) {
        // Arguments of aggregates see rows, not groups.
        grouped = false;
        refuseOuter(call);
      } else if (call.isA(SqlKind.QUERY)) {
        grouped = false;
      }
      return super.visit(call);
    } finally {
      grouped = before;
    }
  }

  /** An aggregate of columns farther out alone is one of the query there. */
  private void refuseOuter(SqlCall aggregate) {
    List<SqlIdentifier> names = new ArrayList<>();
    for (SqlNode operand : aggregate.getOperandList()) {
      operand.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              return call.isA(SqlKind.QUERY) ? null : super.visit(call);
            }

            @Override
            public @Nullable Void visit(SqlIdentifier id) {
              names.add(id);
              return null;
            }
          });
    }
    boolean outer =
        !names.isEmpty()
            && names.stream()
                .allMatch(
                    id ->
                        id.names.size() == 2
                            && !isInner(id.names.get(0))
                            && isOuter(id.names.get(0)));
    if (outer) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED,
          "an aggregate of the columns of an outer query is not supported: " + aggregate);
    }
  }

  private SqlNode ordered(SqlOrderBy order, SqlSelect select) {
    SqlNode query = selected(select);
    scopes.push(scope(select));
    grouped = scopes.element().groups();
    SqlNodeList keys = (SqlNodeList) visited(order.orderList);
    scopes.pop();
    return new SqlOrderBy(order.getParserPosition(), query, keys, order.offset, order.fetch);
  }

  private SqlSelect selected(SqlSelect original) {
    SqlSelect select = (SqlSelect) original.clone(original.getParserPosition());
    scopes.push(scope(select));
    grouped = false;
    select.setFrom(visited(select.getFrom()));
    select.setWhere(visited(select.getWhere()));
    grouped = scopes.element().groups();
    select.setSelectList((SqlNodeList) visited(select.getSelectList()));
    select.setHaving(visited(select.getHaving()));
    select.setOrderBy((SqlNodeList) visited(select.getOrderList()));
    scopes.pop();
    return select;
  }

  private @Nullable SqlNode visited(@Nullable SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  private static Scope scope(SqlSelect select) {
    Set<String> tables = new HashSet<>();
    addTables(select.getFrom(), tables);
    boolean groups =
        select.getGroup() != null
            || select.getHaving() != null
            || select.getSelectList().stream().anyMatch(OuterColumns::aggregates);
    return new Scope(tables, groups);
  }

  private static void addTables(@Nullable SqlNode from, Set<String> tables) {
    if (from instanceof SqlJoin join) {
      addTables(join.getLeft(), tables);
      addTables(join.getRight(), tables);
    } else if (from != null) {
      String alias = SqlValidatorUtil.alias(from);
      tables.add(alias == null ? "" : alias);
    }
  }

  private static boolean isAggregate(SqlCall call) {
    return FunctionLibrary.isAggregate(call.getOperator().getName());
  }

  private static boolean aggregates(SqlNode item) {
    try {
      item.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
                return null;
              }
              if (isAggregate(call)) {
                throw new Util.FoundOne(call);
              }
              return super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne e) {
      return true;
    }
  }

  /** The plan with the columns themselves. */
  static RelNode bare(RelNode rel) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = super.visit(other);
            return node.accept(new Unwrapping(node.getVariablesSet()));
          }
        });
  }

  /** Columns of rows farther out; those of the row at hand stand for it in sub-queries alone. */
  private static final class Unwrapping extends RexShuttle {
    private final Set<CorrelationId> atHand;

    Unwrapping(Set<CorrelationId> atHand) {
      this.atHand = atHand;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexFieldAccess column = column(subQuery);
      if (column != null
          && column.getReferenceExpr() instanceof RexCorrelVariable variable
          && !atHand.contains(variable.id)) {
        return column;
      }
      RexNode visited = super.visitSubQuery(subQuery);
      return visited instanceof RexSubQuery inner
          ? GroupedCorrelations.over(inner, bare(inner.rel))
          : visited;
    }
  }

  private static @Nullable RexFieldAccess column(RexSubQuery subQuery) {
    return subQuery.getKind() == SqlKind.SCALAR_QUERY
            && subQuery.rel instanceof Project project
            && project.getInput() instanceof Values values
            && values.getTuples().size() == 1
            && project.getProjects().size() == 1
            && project.getProjects().get(0) instanceof RexFieldAccess access
        ? access
        : null;
  }
}

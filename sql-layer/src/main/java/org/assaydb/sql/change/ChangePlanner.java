package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUpdate;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.syntax.DefaultAssignments;
import org.jspecify.annotations.Nullable;

/** Plans UPDATE and DELETE as queries over the target with its row key as one more column. */
final class ChangePlanner {
  private final QueryPlanner planner;
  private final Catalog catalog;

  ChangePlanner(QueryPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  /**
   * Plans a SqlUpdate or SqlDelete.
   *
   * @param source other tables, and the condition in place of the statement's own; null without
   */
  ChangePlan plan(SqlNode change, @Nullable SqlSelect source) {
    if (change instanceof SqlUpdate update) {
      return update(update, source);
    }
    SqlDelete delete = (SqlDelete) change;
    TableDef table = TargetTable.resolve(catalog, delete.getTargetTable());
    return delete(table, delete.getAlias(), source, delete.getCondition());
  }

  /** Deletes every row of the table with this name. */
  ChangePlan deleteAll(SqlNode name) {
    return delete(TargetTable.resolve(catalog, name), null, null, null);
  }

  private ChangePlan delete(
      TableDef table,
      @Nullable SqlIdentifier alias,
      @Nullable SqlSelect source,
      @Nullable SqlNode condition) {
    TargetQuery target = new TargetQuery(table, alias);
    CompiledQuery query = target.compile(planner, catalog, select(target, source, condition));
    return new ChangePlan(table, query, TargetQuery.KEY, List.of(), null, query.parameterTypes());
  }

  private ChangePlan update(SqlUpdate update, @Nullable SqlSelect source) {
    TableDef table = TargetTable.resolve(catalog, update.getTargetTable());
    TargetQuery target = new TargetQuery(table, update.getAlias());
    List<ValueSource> values =
        updated(
            table,
            target,
            update.getTargetColumnList(),
            update.getSourceExpressionList(),
            UnaryOperator.identity());
    CompiledQuery query =
        target.compile(planner, catalog, select(target, source, update.getCondition()));
    return new ChangePlan(
        table,
        query,
        TargetQuery.KEY,
        target.typed(values, query),
        null,
        target.parameterTypes(query));
  }

  private static SqlSelect select(
      TargetQuery target, @Nullable SqlSelect source, @Nullable SqlNode condition) {
    SqlNode others = source == null ? null : source.getFrom();
    return source == null || others == null
        ? target.select(target.target(), condition)
        : target.select(
            TargetQuery.join(JoinType.COMMA, target.target(), others, null), source.getWhere());
  }

  /**
   * Sources of all columns of a changed row: assigned ones, and the others as they are.
   *
   * @param guard put around expressions that might fail
   */
  static List<ValueSource> updated(
      TableDef table,
      TargetQuery target,
      SqlNodeList columns,
      SqlNodeList expressions,
      UnaryOperator<SqlNode> guard) {
    List<Integer> ordinals = TargetTable.ordinals(table, columns);
    List<ValueSource> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      int position = ordinals.indexOf(i);
      SqlNode value =
          position < 0 ? target.column(column.name()) : assigned(column, expressions.get(position));
      values.add(target.source(column, value, guard));
    }
    return values;
  }

  /** Null for NULL. */
  static @Nullable SqlNode assigned(Column column, SqlNode expression) {
    return DefaultAssignments.isMark(expression) ? TargetTable.defaultOf(column) : expression;
  }
}

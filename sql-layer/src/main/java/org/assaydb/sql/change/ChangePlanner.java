package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.schema.VersionColumns;
import org.assaydb.sql.syntax.DefaultAssignments;
import org.jspecify.annotations.Nullable;

/** Plans UPDATE and DELETE as queries over the target with its row key as one more column. */
public final class ChangePlanner {
  /** Name under which the target is visible to the query. */
  public static final String TARGET = "$TARGET";

  private static final SqlParserPos AT = SqlParserPos.ZERO;

  private final QueryPlanner planner;
  private final Catalog catalog;

  public ChangePlanner(QueryPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  public ChangePlan delete(SqlDelete delete) {
    TableDef table = TargetTable.resolve(catalog, delete.getTargetTable());
    return delete(table, alias(table, delete.getAlias()), delete.getCondition());
  }

  /** Deletes every row of the table with this name. */
  ChangePlan deleteAll(SqlNode name) {
    TableDef table = TargetTable.resolve(catalog, name);
    return delete(table, table.name(), null);
  }

  private ChangePlan delete(TableDef table, String alias, @Nullable SqlNode condition) {
    List<SqlNode> fields = List.of(new SqlIdentifier(List.of(alias, AssayTable.ROW_KEY), AT));
    CompiledQuery query = query(table, alias, fields, condition);
    return new ChangePlan(table, query, 0, List.of(), null, query.parameterTypes());
  }

  public ChangePlan update(SqlUpdate update) {
    TableDef table = TargetTable.resolve(catalog, update.getTargetTable());
    String alias = alias(table, update.getAlias());
    List<Integer> ordinals = TargetTable.ordinals(table, update.getTargetColumnList());
    List<SqlNode> fields = new ArrayList<>();
    fields.add(new SqlIdentifier(List.of(alias, AssayTable.ROW_KEY), AT));
    List<ColumnType> direct = new ArrayList<>();
    List<ValueSource> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      int position = ordinals.indexOf(i);
      SqlNode expression =
          position < 0
              ? new SqlIdentifier(List.of(alias, column.name()), AT)
              : assigned(column, update.getSourceExpressionList().get(position));
      if (expression instanceof SqlDynamicParam parameter) {
        TargetTable.setParameter(direct, parameter.getIndex(), column.type());
        values.add(new ValueSource.Parameter(parameter.getIndex()));
      } else if (expression == null || isNull(expression)) {
        values.add(new ValueSource.Constant(null));
      } else {
        SqlNode label = new SqlIdentifier("C" + fields.size(), AT);
        values.add(new ValueSource.Field(fields.size(), column.type()));
        fields.add(SqlStdOperatorTable.AS.createCall(AT, expression, label));
      }
    }
    CompiledQuery query = query(table, alias, fields, update.getCondition());
    return new ChangePlan(
        table, query, 0, typed(table, values, query), null, merged(query.parameterTypes(), direct));
  }

  private static boolean isNull(SqlNode node) {
    return org.apache.calcite.sql.SqlUtil.isNullLiteral(node, false);
  }

  private static @Nullable SqlNode assigned(Column column, SqlNode expression) {
    return DefaultAssignments.isMark(expression) ? TargetTable.defaultOf(column) : expression;
  }

  private static String alias(TableDef table, @Nullable SqlIdentifier alias) {
    return alias == null ? table.name() : alias.getSimple();
  }

  private CompiledQuery query(
      TableDef table, String alias, List<SqlNode> fields, @Nullable SqlNode condition) {
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(
            AT, new SqlIdentifier(List.of("PUBLIC", TARGET), AT), new SqlIdentifier(alias, AT));
    SqlSelect select =
        new SqlSelect(
            AT,
            null,
            new SqlNodeList(fields, AT),
            from,
            condition,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    AssayTable.Extra extra =
        VersionColumns.namedIn(select, catalog) == AssayTable.Extra.NONE
            ? AssayTable.Extra.ROW_KEY
            : AssayTable.Extra.ROW_KEY_AND_VERSION;
    return planner.query(select, new AssayTable(table, Snapshot.CURRENT, extra));
  }

  private static List<ValueSource> typed(
      TableDef table, List<ValueSource> values, CompiledQuery query) {
    List<ValueSource> typed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof ValueSource.Field field) {
        ColumnType from = query.columns().get(field.index()).type();
        Assignment.check(table.columns().get(i), from);
        typed.add(new ValueSource.Field(field.index(), from));
      } else {
        typed.add(values.get(i));
      }
    }
    return typed;
  }

  private static List<ColumnType> merged(List<ColumnType> inQuery, List<ColumnType> direct) {
    List<ColumnType> all = new ArrayList<>(inQuery);
    for (int i = 0; i < direct.size(); i++) {
      ColumnType type = direct.get(i);
      boolean unknown =
          type.kind() == ColumnType.Kind.VARCHAR && type.precision() == ColumnType.MAX_LENGTH;
      if (!unknown || i >= all.size()) {
        TargetTable.setParameter(all, i, type);
      }
    }
    return List.copyOf(all);
  }
}

package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.types.Literals;
import org.jspecify.annotations.Nullable;

/** Plans INSERT. One use. */
final class InsertPlanner {
  private final QueryPlanner planner;
  private final Catalog catalog;
  private final List<SqlNode> expressions = new ArrayList<>();
  private final List<ColumnType> parameters = new ArrayList<>();

  InsertPlanner(QueryPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  PlannedStatement.Update plan(SqlInsert insert) {
    TableDef table = TargetTable.resolve(catalog, insert.getTargetTable());
    List<Integer> ordinals = TargetTable.ordinals(table, insert.getTargetColumnList());
    SqlNode source = insert.getSource();
    return source.getKind() == SqlKind.VALUES
        ? values(table, ordinals, (SqlCall) source)
        : select(table, ordinals, source);
  }

  private PlannedStatement.Update values(TableDef table, List<Integer> ordinals, SqlCall source) {
    List<List<ValueSource>> rows = new ArrayList<>();
    for (SqlNode node : source.getOperandList()) {
      List<SqlNode> values =
          node.getKind() == SqlKind.ROW ? ((SqlCall) node).getOperandList() : List.of(node);
      checkCount(ordinals.size(), values.size());
      List<ValueSource> row = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        int position = ordinals.indexOf(i);
        row.add(source(table, table.columns().get(i), position < 0 ? null : values.get(position)));
      }
      rows.add(row);
    }
    CompiledQuery query = null;
    if (!expressions.isEmpty()) {
      query = expressionRow();
      rows = typed(table, rows, query);
    }
    List<ColumnType> types =
        ParameterTypes.merged(query == null ? List.of() : query.parameterTypes(), parameters);
    return new InsertPlan(table, rows, query, types);
  }

  static void checkCount(int columns, int values) {
    if (columns != values) {
      throw new SqlLayerException(
          SqlStates.SYNTAX, "INSERT names " + columns + " columns but gives " + values + " values");
    }
  }

  private ValueSource source(TableDef table, Column column, @Nullable SqlNode given) {
    SqlNode node = given;
    if (node == null || node.getKind() == SqlKind.DEFAULT) {
      node = TargetTable.defaultOf(column);
      if (node == null) {
        return new ValueSource.Constant(null);
      }
    }
    if (node instanceof SqlDynamicParam parameter) {
      ParameterTypes.set(parameters, parameter.getIndex(), column.type());
      return new ValueSource.Parameter(parameter.getIndex());
    }
    Literals.Typed literal = Literals.value(node);
    if (literal != null) {
      if (literal.value() == null) {
        return new ValueSource.Constant(null);
      }
      Assignment.check(column, literal.type());
      return new ValueSource.Constant(
          Assignment.convert(table, column, literal.type(), literal.value()));
    }
    expressions.add(node);
    return new ValueSource.Field(expressions.size() - 1, column.type());
  }

  private static List<List<ValueSource>> typed(
      TableDef table, List<List<ValueSource>> rows, CompiledQuery query) {
    List<List<ValueSource>> out = new ArrayList<>();
    for (List<ValueSource> row : rows) {
      List<ValueSource> typed = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        if (row.get(i) instanceof ValueSource.Field field) {
          ColumnType from = query.columns().get(field.index()).type();
          Assignment.check(table.columns().get(i), from);
          typed.add(new ValueSource.Field(field.index(), from));
        } else {
          typed.add(row.get(i));
        }
      }
      out.add(typed);
    }
    return out;
  }

  private PlannedStatement.Update select(TableDef table, List<Integer> ordinals, SqlNode source) {
    CompiledQuery query = planner.query(source, Map.of());
    checkCount(ordinals.size(), query.columns().size());
    List<ValueSource> values = new ArrayList<>();
    List<Integer> computed = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      int position = ordinals.indexOf(i);
      if (position >= 0) {
        ColumnType from = query.columns().get(position).type();
        Assignment.check(column, from);
        values.add(new ValueSource.Field(position, from));
      } else {
        values.add(source(table, column, null));
        computed.add(i);
      }
    }
    CompiledQuery defaults = expressions.isEmpty() ? null : expressionRow();
    for (int i : computed) {
      if (defaults != null && values.get(i) instanceof ValueSource.Field field) {
        ColumnType from = defaults.columns().get(field.index()).type();
        Assignment.check(table.columns().get(i), from);
        values.set(i, new ValueSource.Field(query.columns().size() + field.index(), from));
      }
    }
    return new ChangePlan(table, query, -1, values, defaults, query.parameterTypes());
  }

  private CompiledQuery expressionRow() {
    SqlNode row = SqlStdOperatorTable.ROW.createCall(SqlParserPos.ZERO, expressions);
    return planner.query(SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO, row), Map.of());
  }
}

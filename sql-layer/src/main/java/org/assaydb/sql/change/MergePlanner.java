package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.syntax.MergeStatement;
import org.assaydb.sql.syntax.MergeStatement.Action;
import org.assaydb.sql.syntax.MergeStatement.When;
import org.jspecify.annotations.Nullable;

/**
 * Plans MERGE as one query: the source joined with the target gives for each row the number of the
 * first clause that applies, and under CASE, so that nothing else is looked at, its values.
 */
final class MergePlanner {
  private static final SqlParserPos AT = SqlParserPos.ZERO;

  private final QueryPlanner planner;
  private final Catalog catalog;

  MergePlanner(QueryPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  MergePlan plan(MergeStatement merge) {
    TableDef table = TargetTable.resolve(catalog, merge.target());
    TargetQuery target = new TargetQuery(table, merge.alias());
    SourceNames names = SourceNames.of(merge.source(), target.alias());
    List<SqlNode> conditions = new ArrayList<>();
    List<SqlNode> numbers = new ArrayList<>();
    for (When when : merge.clauses()) {
      numbers.add(number(conditions.size()));
      conditions.add(condition(when, target, names));
    }
    target.add(Guards.choice(conditions, numbers, number(-1)));
    List<List<ValueSource>> values = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      values.add(
          values(table, target, names, merge.clauses().get(i), conditions.subList(0, i + 1)));
    }
    boolean all = merge.clauses().stream().anyMatch(when -> !when.matched());
    JoinType join = all ? JoinType.LEFT : JoinType.INNER;
    SqlNode from = TargetQuery.join(join, merge.source(), target.target(), merge.condition());
    CompiledQuery query = target.compile(planner, catalog, target.select(from, null));
    List<MergePlan.Clause> clauses = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Action action = merge.clauses().get(i).action();
      clauses.add(new MergePlan.Clause(action, target.typed(values.get(i), query)));
    }
    return new MergePlan(table, query, clauses, target.parameterTypes(query));
  }

  private static SqlNode number(int number) {
    return SqlLiteral.createExactNumeric(Integer.toString(number), AT);
  }

  /** Whether a row is of the kind of a clause and its condition holds. */
  private static SqlNode condition(When when, TargetQuery target, SourceNames names) {
    SqlNode key = target.column(AssayTable.ROW_KEY);
    SqlNode kind =
        (when.matched() ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL)
            .createCall(AT, key);
    SqlNode condition = when.condition();
    if (condition == null) {
      return kind;
    }
    SqlNode seen = when.matched() ? condition : names.resolved(condition);
    return SqlStdOperatorTable.AND.createCall(AT, kind, seen);
  }

  /**
   * Sources of the values that a clause writes.
   *
   * @param conditions of the clauses up to this one
   */
  private static List<ValueSource> values(
      TableDef table, TargetQuery target, SourceNames names, When when, List<SqlNode> conditions) {
    return switch (when.action()) {
      case UPDATE ->
          ChangePlanner.updated(
              table, target, when.columns(), when.values(), value -> guarded(conditions, value));
      case INSERT -> inserted(table, target, names, when, conditions);
      case DELETE, NOTHING -> List.of();
    };
  }

  private static SqlNode guarded(List<SqlNode> conditions, SqlNode value) {
    List<SqlNode> values = new ArrayList<>();
    for (int i = 1; i < conditions.size(); i++) {
      values.add(SqlLiteral.createNull(AT));
    }
    values.add(value);
    return Guards.choice(conditions, values, SqlLiteral.createNull(AT));
  }

  private static List<ValueSource> inserted(
      TableDef table, TargetQuery target, SourceNames names, When when, List<SqlNode> conditions) {
    SqlNodeList given = when.values();
    List<Integer> ordinals =
        given.isEmpty() ? List.of() : TargetTable.ordinals(table, when.columns());
    InsertPlanner.checkCount(ordinals.size(), given.size());
    List<ValueSource> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      int position = ordinals.indexOf(i);
      SqlNode value =
          position < 0 ? TargetTable.defaultOf(column) : value(column, given.get(position), names);
      values.add(target.source(column, value, v -> guarded(conditions, v)));
    }
    return values;
  }

  private static @Nullable SqlNode value(Column column, SqlNode given, SourceNames names) {
    SqlNode value = ChangePlanner.assigned(column, given);
    return value == given ? names.resolved(given) : value;
  }
}

package org.assaydb.sql.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlVisitor;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.schema.VersionColumns;
import org.jspecify.annotations.Nullable;

/**
 * A query over the target of a change, while it is put together: the key of the target's row is
 * field 0, then come the values of the changed rows. Not thread safe.
 */
final class TargetQuery {
  /** Field of the key of the target's row. */
  static final int KEY = 0;

  /** Name under which the target is visible to the query. */
  private static final String TARGET = "$TARGET";

  private static final SqlParserPos AT = SqlParserPos.ZERO;

  /** A window of the query is none that the statement speaks of. */
  private static final SqlVisitor<@Nullable Void> WINDOWS =
      new SqlBasicVisitor<>() {
        @Override
        public @Nullable Void visit(SqlCall call) {
          if (call.getKind() == SqlKind.OVER) {
            throw new SqlLayerException(
                SqlStates.WINDOWING, "a window function cannot stand in a value that is assigned");
          }
          return call.isA(SqlKind.QUERY) ? null : super.visit(call);
        }
      };

  private final TableDef table;
  private final String alias;
  private final List<SqlNode> fields = new ArrayList<>();
  private final List<ColumnType> direct = new ArrayList<>();
  private final Map<String, Table> tables = new HashMap<>();

  TargetQuery(TableDef table, @Nullable SqlIdentifier alias) {
    this.table = table;
    this.alias = alias == null ? table.name() : alias.getSimple();
    add(column(AssayTable.ROW_KEY));
  }

  String alias() {
    return alias;
  }

  /** A column of the target. */
  SqlIdentifier column(String name) {
    return column(alias, name);
  }

  static SqlIdentifier column(String table, String name) {
    return new SqlIdentifier(List.of(table, name), AT);
  }

  /** Adds a field and returns its number. */
  int add(SqlNode expression) {
    expression.accept(WINDOWS);
    SqlNode label = new SqlIdentifier("C" + fields.size(), AT);
    fields.add(SqlStdOperatorTable.AS.createCall(AT, expression, label));
    return fields.size() - 1;
  }

  /**
   * Where the value of a column comes from, by a field of its own if need be.
   *
   * @param value null for NULL
   * @param guard put around what might fail
   */
  ValueSource source(Column column, @Nullable SqlNode value, UnaryOperator<SqlNode> guard) {
    if (value instanceof SqlDynamicParam parameter) {
      ParameterTypes.set(direct, parameter.getIndex(), column.type());
      return new ValueSource.Parameter(parameter.getIndex());
    } else if (value == null || SqlUtil.isNullLiteral(value, false)) {
      return new ValueSource.Constant(null);
    }
    boolean plain = value instanceof SqlIdentifier || value instanceof SqlLiteral;
    return new ValueSource.Field(add(plain ? value : guard.apply(value)), column.type());
  }

  /** Makes one more table visible and returns it as an item of FROM. */
  SqlNode given(String name, Table given) {
    tables.put("$" + name, given);
    return named("$" + name, name);
  }

  /** The target as an item of FROM. */
  SqlNode target() {
    return named(TARGET, alias);
  }

  private static SqlNode named(String name, String alias) {
    return SqlStdOperatorTable.AS.createCall(
        AT, new SqlIdentifier(List.of("PUBLIC", name), AT), new SqlIdentifier(alias, AT));
  }

  /** Without a condition each row meets each. */
  static SqlNode join(JoinType type, SqlNode left, SqlNode right, @Nullable SqlNode condition) {
    return new SqlJoin(
        AT,
        left,
        SqlLiteral.createBoolean(false, AT),
        type.symbol(AT),
        right,
        (condition == null ? JoinConditionType.NONE : JoinConditionType.ON).symbol(AT),
        condition);
  }

  SqlSelect select(SqlNode from, @Nullable SqlNode condition) {
    return new SqlSelect(
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
  }

  CompiledQuery compile(QueryPlanner planner, Catalog catalog, SqlSelect select) {
    AssayTable.Extra extra =
        VersionColumns.namedIn(select, catalog) == AssayTable.Extra.NONE
            ? AssayTable.Extra.ROW_KEY
            : AssayTable.Extra.ROW_KEY_AND_VERSION;
    Map<String, Table> all = new HashMap<>(tables);
    all.put(TARGET, new AssayTable(table, Snapshot.CURRENT, extra));
    return planner.query(select, all);
  }

  /**
   * The sources with the types that the query gives its fields; refuses what cannot be assigned.
   */
  List<ValueSource> typed(List<ValueSource> sources, CompiledQuery query) {
    List<ValueSource> typed = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) instanceof ValueSource.Field field) {
        ColumnType from = query.columns().get(field.index()).type();
        Assignment.check(table.columns().get(i), from);
        typed.add(new ValueSource.Field(field.index(), from));
      } else {
        typed.add(sources.get(i));
      }
    }
    return typed;
  }

  /** Types of the parameters of the query and of those that are assigned directly. */
  List<ColumnType> parameterTypes(CompiledQuery query) {
    return ParameterTypes.merged(query.parameterTypes(), direct);
  }
}

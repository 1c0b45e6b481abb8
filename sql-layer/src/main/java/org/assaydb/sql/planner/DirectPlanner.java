package org.assaydb.sql.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement.ResultColumn;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.access.ColumnPredicate;
import org.assaydb.sql.access.ColumnPredicate.Bound;
import org.assaydb.sql.access.KeyPartCodec.Op;
import org.assaydb.sql.access.Operand;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.change.ParameterTypes;
import org.assaydb.sql.execution.CompiledQuery;
import org.assaydb.sql.execution.MemoryBudget;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.frontend.Frontend;
import org.assaydb.sql.rules.AccessChooser;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.statistics.PlanCounts;
import org.assaydb.sql.types.Literals;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code SELECT columns FROM t WHERE comparisons LIMIT n} from the syntax tree alone, without
 * validator, optimizer and compiler, which cost tens of milliseconds. Whatever is not exactly of
 * that form, mistakes included, is left to the others: the answer is then null.
 */
public final class DirectPlanner {
  /** Thrown inside and caught inside: the statement is not simple. */
  private static final class NotSimple extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSimple() {
      super(null, null, false, false);
    }
  }

  private final Catalog catalog;
  private final Map<Integer, Integer> fieldOfColumn = new LinkedHashMap<>();
  private final TreeMap<Integer, ColumnType> parameters = new TreeMap<>();
  private final List<ColumnPredicate> predicates = new ArrayList<>();
  private final List<RexNode> conditions = new ArrayList<>();
  private final List<@Nullable ColumnType> given;
  private final PlanCounts counts;
  private boolean exact = true;
  private @Nullable TableDef table;
  private String alias = "";

  private DirectPlanner(Catalog catalog, List<@Nullable ColumnType> given, PlanCounts counts) {
    this.catalog = catalog;
    this.given = given;
    this.counts = counts;
  }

  /**
   * @param given types of the parameters as far as values were set
   * @return null when the statement is not simple
   */
  public static @Nullable CompiledQuery plan(
      SqlNode node,
      Catalog catalog,
      List<@Nullable ColumnType> given,
      MemoryBudget budget,
      PlanCounts counts) {
    try {
      return new DirectPlanner(catalog, given, counts).query(node, budget);
    } catch (NotSimple | SqlLayerException e) {
      // The long way finds the same mistake and knows its place in the text.
      return null;
    }
  }

  private static void require(boolean simple) {
    if (!simple) {
      throw new NotSimple();
    }
  }

  private CompiledQuery query(SqlNode node, MemoryBudget budget) {
    SqlNode body = node;
    TableAccess.Limit limit = null;
    if (node instanceof SqlOrderBy order) {
      require(order.orderList.isEmpty());
      limit = limit(order.offset, order.fetch);
      body = order.query;
    }
    require(
        body instanceof SqlSelect select
            && select.getFetch() == null
            && select.getOffset() == null
            && select.getGroup() == null
            && select.getHaving() == null
            && select.getQualify() == null
            && select.getWindowList().isEmpty()
            && !select.isDistinct()
            && !select.hasHints()
            && select.getFrom() != null);
    SqlSelect select = (SqlSelect) body;
    TableDef from = from(java.util.Objects.requireNonNull(select.getFrom()));
    table = from;
    List<ResultColumn> columns = new ArrayList<>();
    List<Integer> fields = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      select(from, item, columns, fields);
    }
    Set<String> labels = new HashSet<>();
    columns.forEach(c -> require(labels.add(c.label())));
    if (select.getWhere() != null) {
      conjunction(from, select.getWhere());
    }
    List<Integer> read = List.copyOf(fieldOfColumn.keySet());
    AssayTable at = new AssayTable(from, Snapshot.CURRENT, AssayTable.Extra.NONE);
    AccessChooser.Choice choice =
        new AccessChooser(at, read, predicates, exact, counts).choose(List.of(), limit != null);
    boolean filterless = choice.exact() || conditions.isEmpty();
    // Bounds of SKIP columns may do better: the long way weighs them.
    require(filterless || from.indexes().stream().allMatch(i -> i.skipped().isEmpty()));
    boolean pushed = filterless && limit != null && limit.fetch() != null;
    TableAccess access = choice.access(pushed ? limit : null);
    return DirectPlans.query(
        access,
        filterless ? List.of() : conditions,
        fields,
        limit,
        columns,
        parameterTypes(),
        budget);
  }

  private List<ColumnType> parameterTypes() {
    List<ColumnType> types = new ArrayList<>();
    parameters.forEach((index, type) -> ParameterTypes.set(types, index, type));
    return List.copyOf(types);
  }

  private TableAccess.Limit limit(@Nullable SqlNode offset, @Nullable SqlNode fetch) {
    Expression skip = offset == null ? null : number(offset);
    Expression take = fetch == null ? null : number(fetch);
    return new TableAccess.Limit(skip, take, fetch + (offset == null ? "" : " + " + offset));
  }

  private static Expression number(SqlNode node) {
    return ExpressionCompiler.withoutRows().compile(count(node));
  }

  private static RexNode count(SqlNode node) {
    require(node instanceof SqlLiteral literal && literal.getValue() instanceof Number);
    return DirectPlans.BUILDER.makeExactLiteral(
        java.util.Objects.requireNonNull(((SqlLiteral) node).bigDecimalValue()));
  }

  private TableDef from(SqlNode from) {
    SqlNode name = from;
    if (from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      require(as.operandCount() == 2);
      name = as.operand(0);
      alias = ((SqlIdentifier) as.operand(1)).getSimple();
    }
    require(name instanceof SqlIdentifier id && id.names.size() <= 2 && !id.isStar());
    List<String> names = ((SqlIdentifier) name).names;
    String last = names.get(names.size() - 1);
    alias = alias.isEmpty() ? last : alias;
    return catalog
        .table(names.size() == 2 ? names.get(0) : "PUBLIC", last)
        .orElseThrow(NotSimple::new);
  }

  private void select(
      TableDef from, SqlNode item, List<ResultColumn> columns, List<Integer> fields) {
    if (item instanceof SqlIdentifier id && id.isStar()) {
      require(id.names.size() == 1 || (id.names.size() == 2 && id.names.get(0).equals(alias)));
      for (int i = 0; i < from.columns().size(); i++) {
        result(from, i, from.columns().get(i).name(), columns, fields);
      }
      return;
    }
    SqlNode expression = item;
    String label = null;
    if (item.getKind() == SqlKind.AS) {
      expression = ((SqlBasicCall) item).operand(0);
      label = ((SqlIdentifier) ((SqlBasicCall) item).operand(1)).getSimple();
    }
    int column = column(from, expression);
    result(
        from, column, label == null ? from.columns().get(column).name() : label, columns, fields);
  }

  private void result(
      TableDef from, int column, String label, List<ResultColumn> columns, List<Integer> fields) {
    Column c = from.columns().get(column);
    columns.add(new ResultColumn(label, c.type(), c.nullable(), from.schema(), from.name()));
    fields.add(field(column));
  }

  private int field(int column) {
    return fieldOfColumn.computeIfAbsent(column, c -> fieldOfColumn.size());
  }

  private int column(TableDef from, SqlNode node) {
    require(node instanceof SqlIdentifier id && id.names.size() <= 2 && !id.isStar());
    SqlIdentifier id = (SqlIdentifier) node;
    int last = id.names.size() - 1;
    String name = id.names.get(last);
    require(last == 0 || id.names.get(0).equals(alias));
    // An unquoted CURRENT_DATE or USER is a function even where a column has that name.
    require(id.isComponentQuoted(last) || !Frontend.isFunctionWithoutParentheses(name));
    int ordinal = from.columnOrdinal(name);
    require(ordinal >= 0);
    return ordinal;
  }

  private void conjunction(TableDef from, SqlNode node) {
    if (node.getKind() == SqlKind.AND) {
      ((SqlCall) node).getOperandList().forEach(n -> conjunction(from, n));
      return;
    }
    require(node instanceof SqlBasicCall);
    SqlBasicCall call = (SqlBasicCall) node;
    SqlNode left = call.operand(0);
    switch (call.getKind()) {
      case IS_NULL -> test(from, left, call.getKind(), List.of());
      case IS_NOT_NULL -> test(from, left, call.getKind(), List.of());
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL -> {
        boolean turned = !(left instanceof SqlIdentifier);
        SqlKind kind = turned ? call.getKind().reverse() : call.getKind();
        SqlNode right = call.operand(1);
        test(from, turned ? right : left, kind, List.of(turned ? left : right));
      }
      case BETWEEN -> {
        require(call.getOperator() == SqlStdOperatorTable.BETWEEN);
        test(from, left, SqlKind.GREATER_THAN_OR_EQUAL, List.of(call.operand(1)));
        test(from, left, SqlKind.LESS_THAN_OR_EQUAL, List.of(call.operand(2)));
      }
      case IN -> {
        require(call.operand(1) instanceof SqlNodeList);
        test(from, left, SqlKind.IN, ((SqlNodeList) call.operand(1)).getList());
      }
      default -> throw new NotSimple();
    }
  }

  private void test(TableDef from, SqlNode left, SqlKind kind, List<? extends SqlNode> right) {
    int column = column(from, left);
    ColumnType type = from.columns().get(column).type();
    require(
        type.kind() != Kind.CHAR && type.kind() != Kind.DOUBLE && type.kind() != Kind.VARBINARY);
    List<RexNode> values = new ArrayList<>();
    right.forEach(node -> values.add(operand(type, node)));
    RexNode tested =
        new RexInputRef(
            field(column),
            SqlTypes.toCalcite(
                DirectPlans.BUILDER.getTypeFactory(), type, from.columns().get(column).nullable()));
    conditions.add(DirectPlans.condition(kind, tested, values));
    List<Operand> operands =
        values.stream()
            .map(value -> Operand.of(ExpressionCompiler.withoutRows().compile(value)))
            .toList();
    String name = from.columns().get(column).name();
    String text = name + " " + kind + (right.isEmpty() ? "" : " " + right);
    if (kind == SqlKind.NOT_EQUALS) {
      exact = false;
      return;
    }
    List<List<Bound>> alternatives = new ArrayList<>();
    operands.forEach(o -> alternatives.add(List.of(new Bound(op(kind), o))));
    if (operands.isEmpty()) {
      alternatives.add(List.of(new Bound(op(kind), evaluation -> null)));
    }
    predicates.add(new ColumnPredicate(column, alternatives, true, false, text));
  }

  private static Op op(SqlKind kind) {
    return switch (kind) {
      case EQUALS, IN -> Op.EQ;
      case LESS_THAN -> Op.LT;
      case LESS_THAN_OR_EQUAL -> Op.LE;
      case GREATER_THAN -> Op.GT;
      case GREATER_THAN_OR_EQUAL -> Op.GE;
      case IS_NULL -> Op.IS_NULL;
      default -> Op.NOT_NULL;
    };
  }

  private RexNode operand(ColumnType type, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      return parameter(type, parameter.getIndex());
    }
    Literals.Typed literal = Literals.value(node);
    require(literal != null && literal.value() != null);
    Object value =
        java.util.Objects.requireNonNull(java.util.Objects.requireNonNull(literal).value());
    require(
        switch (type.kind()) {
          case SMALLINT, INTEGER, BIGINT, DECIMAL ->
              literal.type().kind() == Kind.DECIMAL && !isApproximate(node);
          default -> literal.type().kind() == type.kind();
        });
    return DirectPlans.literal(type, value);
  }

  private RexNode parameter(ColumnType type, int index) {
    ColumnType set = index < given.size() ? given.get(index) : null;
    boolean exact = isExact(type) && set != null && isExact(set);
    require(set == null || exact || (set.kind() == type.kind() && type.kind() != Kind.TIMESTAMP));
    ColumnType as = set == null ? type : set;
    if (as.kind() == Kind.VARCHAR) {
      as = ColumnType.of(Kind.VARCHAR, ColumnType.MAX_LENGTH);
    }
    ColumnType known = parameters.put(index, as);
    require(known == null || known.equals(as));
    var factory = DirectPlans.BUILDER.getTypeFactory();
    return DirectPlans.BUILDER.makeDynamicParam(SqlTypes.toCalcite(factory, as, true), index);
  }

  private static boolean isExact(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> true;
      default -> false;
    };
  }

  private static boolean isApproximate(SqlNode node) {
    SqlNode number = node.getKind() == SqlKind.MINUS_PREFIX ? ((SqlCall) node).operand(0) : node;
    return ((SqlLiteral) number).getTypeName() == org.apache.calcite.sql.type.SqlTypeName.DOUBLE;
  }
}

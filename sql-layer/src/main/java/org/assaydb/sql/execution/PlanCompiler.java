package org.assaydb.sql.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.access.IndexRead;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.access.LookupJoin;
import org.assaydb.sql.access.LookupJoinPlan;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.expression.compiler.ValueTypes;
import org.assaydb.sql.expression.node.Constant;
import org.assaydb.sql.function.CountMark;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.operator.CorrelatePlan;
import org.assaydb.sql.operator.DistinctPlan;
import org.assaydb.sql.operator.FilterPlan;
import org.assaydb.sql.operator.GivenRowsPlan;
import org.assaydb.sql.operator.HashJoinPlan;
import org.assaydb.sql.operator.JoinType;
import org.assaydb.sql.operator.LimitPlan;
import org.assaydb.sql.operator.NestedLoopJoinPlan;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.operator.ProjectPlan;
import org.assaydb.sql.operator.SetOperationPlan;
import org.assaydb.sql.operator.SortPlan;
import org.assaydb.sql.operator.TopPlan;
import org.assaydb.sql.operator.UnionAllPlan;
import org.assaydb.sql.operator.ValuesPlan;
import org.assaydb.sql.operator.WorkTablePlan;
import org.assaydb.sql.schema.ComputedTable;
import org.assaydb.sql.schema.GivenTable;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Makes operators of relational nodes, one of each as it stands. Not thread safe. */
public final class PlanCompiler {
  /** Of a plan and all its parts. */
  private static final class Reads {
    final List<IndexRead> known = new ArrayList<>();
    final List<LookupJoinPlan> lookups = new ArrayList<>();
    boolean complete = true;
    final Map<Plan, RelNode> origins = new IdentityHashMap<>();
  }

  private final RexBuilder builder;
  private final UnaryOperator<RelNode> physical;
  private final Set<Integer> scope;
  private final Reads reads;
  private final Map<String, WorkTablePlan.Table> workTables;
  private final boolean once;

  /**
   * @param physical what is done with the plan of a sub-query before it is compiled
   */
  public PlanCompiler(RexBuilder builder, UnaryOperator<RelNode> physical) {
    this(builder, physical, Set.of(), new Reads(), new HashMap<>(), true);
  }

  private PlanCompiler(
      RexBuilder builder,
      UnaryOperator<RelNode> physical,
      Set<Integer> scope,
      Reads reads,
      Map<String, WorkTablePlan.Table> workTables,
      boolean once) {
    this.builder = builder;
    this.physical = physical;
    this.scope = scope;
    this.reads = reads;
    this.workTables = workTables;
    this.once = once;
  }

  /** A compiler for a part that runs under rows of these correlation variables too. */
  PlanCompiler under(List<Integer> correlations, boolean runsOnce) {
    Set<Integer> wider = new HashSet<>(scope);
    wider.addAll(correlations);
    return new PlanCompiler(builder, physical, wider, reads, workTables, once && runsOnce);
  }

  /** Correlation variables of rows farther out. */
  Set<Integer> scope() {
    return scope;
  }

  /** Tables that recursions fill, by name. */
  Map<String, WorkTablePlan.Table> workTables() {
    return workTables;
  }

  RelNode physical(RelNode rel) {
    return physical.apply(rel);
  }

  RexBuilder builder() {
    return builder;
  }

  /** What the plans read that were compiled. */
  public PlanReads reads() {
    return new PlanReads(reads.known, reads.lookups, reads.complete);
  }

  /** What the plans were made of. */
  public PlanNodes nodes(RelNode root) {
    return new PlanNodes(root, reads.origins);
  }

  public Plan compile(RelNode rel) {
    Plan plan = compiled(rel);
    reads.origins.putIfAbsent(plan, rel);
    return plan;
  }

  private Plan compiled(RelNode rel) {
    if (rel instanceof IndexScan scan) {
      if (once) {
        reads.known.add(scan.access);
      }
      reads.complete &= once && scan.access.isWhole();
      return new ScanPlan(scan.access);
    } else if (rel instanceof LookupJoin join) {
      return lookup(join);
    } else if (rel instanceof TableScan scan) {
      return table(scan.getTable());
    } else if (rel instanceof Values values) {
      return values(values);
    } else if (rel instanceof Filter filter) {
      Plan input = compile(filter.getInput());
      return new FilterPlan(input, expressions(input.types()).compileFilter(filter.getCondition()));
    } else if (rel instanceof Project project) {
      return project(project);
    } else if (rel instanceof Join join) {
      return join(join);
    } else if (rel instanceof Correlate correlate) {
      return correlate(correlate);
    } else if (rel instanceof Aggregate aggregate) {
      return new AggregateCompiler(this).compile(aggregate);
    } else if (rel instanceof Sort sort) {
      return sort(sort);
    } else if (rel instanceof SetOp operation) {
      return setOperation(operation);
    }
    return new SpecialNodes(this).compile(rel);
  }

  ExpressionCompiler expressions(List<ValueType> types) {
    return new ExpressionCompiler(types, new SubQueryCompiler(this, types));
  }

  private Plan table(RelOptTable table) {
    ComputedTable computed = table.unwrap(ComputedTable.class);
    if (table.unwrap(GivenTable.class) != null) {
      return new GivenRowsPlan(types(table.getRowType()));
    }
    if (computed == null) {
      return new SpecialNodes(this).workTable(table);
    }
    List<ValueType> types = types(table.getRowType());
    List<List<Expression>> rows = new ArrayList<>();
    for (@Nullable Object[] row : computed.rows()) {
      List<Expression> values = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        values.add(new Constant(types.get(i), computedValue(row[i])));
      }
      rows.add(values);
    }
    return new ValuesPlan(types, rows);
  }

  private static @Nullable Object computedValue(@Nullable Object value) {
    return value instanceof Integer number
        ? (Object) number.longValue()
        : value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Plan values(Values values) {
    List<ValueType> types = types(values.getRowType());
    List<List<Expression>> rows = new ArrayList<>();
    ExpressionCompiler compiler = ExpressionCompiler.withoutRows();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Expression> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        RelDataType type = values.getRowType().getFieldList().get(i).getType();
        row.add(compiler.compile(converted(tuple.get(i), type)));
      }
      rows.add(row);
    }
    return new ValuesPlan(types, rows);
  }

  static List<ValueType> types(RelDataType row) {
    return row.getFieldList().stream().map(RelDataTypeField::getType).map(ValueTypes::of).toList();
  }

  /** The value in another type; the node itself when its values need no change. */
  RexNode converted(RexNode node, RelDataType type) {
    return ValueTypes.of(node.getType()).equals(ValueTypes.of(type))
        ? node
        : builder.makeAbstractCast(
            builder.getTypeFactory().createTypeWithNullability(type, true), node, false);
  }

  /** The rows with columns of the types of another row type. */
  Plan aligned(Plan input, RelDataType from, RelDataType to) {
    List<RexNode> fields = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < from.getFieldCount(); i++) {
      RexNode field = new RexInputRef(i, from.getFieldList().get(i).getType());
      RexNode converted = converted(field, to.getFieldList().get(i).getType());
      same &= field == converted;
      fields.add(converted);
    }
    return same ? input : new ProjectPlan(input, expressions(input.types()).compileAll(fields));
  }

  private Plan project(Project project) {
    if (project.containsOver()) {
      return new WindowCompiler(this).compile(project);
    }
    Plan input = compile(project.getInput());
    return new ProjectPlan(input, expressions(input.types()).compileAll(project.getProjects()));
  }

  private Plan lookup(LookupJoin join) {
    int before = reads.known.size() + reads.lookups.size();
    Plan outer = compile(join.getInput());
    boolean readsNothing = once && before == reads.known.size() + reads.lookups.size();
    List<ValueType> both = new ArrayList<>(outer.types());
    both.addAll(join.inner.types());
    Expression condition = expressions(both).compileFilter(join.condition);
    LookupJoinPlan plan =
        new LookupJoinPlan(
            outer, join.inner, type(join.type), join.outerKeys, condition, otherwise(join, outer));
    reads.lookups.add(plan);
    reads.complete &= readsNothing && join.inner.isWhole();
    return plan;
  }

  /** Its reads are announced by nobody: they are seldom made. */
  private LookupJoinPlan.@Nullable Otherwise otherwise(LookupJoin join, Plan outer) {
    PlanCompiler aside = new PlanCompiler(builder, physical, scope, new Reads(), workTables, once);
    Plan inner = aside.compile(join.otherwise.inner());
    boolean buildOuter = join.otherwise.buildOuter();
    return aside.join(outer, inner, join.type, join.otherwise.condition(), buildOuter)
            instanceof HashJoinPlan hash
        ? new LookupJoinPlan.Otherwise(join.otherwise.most(), hash)
        : null;
  }

  static JoinType type(JoinRelType type) {
    return switch (type) {
      case INNER -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case RIGHT -> JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case SEMI -> JoinType.SEMI;
      case ANTI -> JoinType.ANTI;
      default ->
          throw new SqlLayerException(SqlStates.NOT_SUPPORTED, type + " joins are not supported");
    };
  }

  private Plan join(Join join) {
    return join(
        compile(join.getLeft()),
        compile(join.getRight()),
        join.getJoinType(),
        join.getCondition(),
        false);
  }

  private Plan join(Plan left, Plan right, JoinRelType kind, RexNode condition, boolean buildLeft) {
    List<ValueType> both = new ArrayList<>(left.types());
    both.addAll(right.types());
    JoinConditions conditions =
        new JoinConditions(
            builder, expressions(left.types()), expressions(right.types()), left.types().size());
    conditions.split(condition);
    RexNode rest = conditions.rest();
    Expression tested = rest == null ? null : expressions(both).compileFilter(rest);
    JoinType type = type(kind);
    return conditions.keys().isEmpty()
        ? new NestedLoopJoinPlan(left, right, type, tested)
        : new HashJoinPlan(left, right, type, conditions.keys(), tested, buildLeft);
  }

  private Plan correlate(Correlate correlate) {
    Plan left = compile(correlate.getLeft());
    int id = correlate.getCorrelationId().getId();
    List<Integer> used = correlate.getRequiredColumns().asList();
    Plan right = under(List.of(id), false).compile(correlate.getRight());
    return new CorrelatePlan(left, right, type(correlate.getJoinType()), id, used);
  }

  private Plan sort(Sort sort) {
    Plan input = compile(sort.getInput());
    ExpressionCompiler compiler = ExpressionCompiler.withoutRows();
    Expression offset = sort.offset == null ? null : compiler.compile(sort.offset);
    boolean ties = CountMark.WITH_TIES.isOn(sort.fetch);
    Expression fetch =
        sort.fetch == null ? null : compiler.compile(CountMark.WITH_TIES.off(sort.fetch));
    RowOrder order = order(sort.getCollation().getFieldCollations());
    if (order.keys().isEmpty()) {
      return offset == null && fetch == null ? input : new LimitPlan(input, offset, fetch);
    }
    return fetch == null && offset == null
        ? new SortPlan(input, order)
        : new TopPlan(input, order, offset, fetch, ties);
  }

  static RowOrder order(List<RelFieldCollation> fields) {
    List<RowOrder.Key> keys = new ArrayList<>();
    for (RelFieldCollation field : fields) {
      boolean descending = field.getDirection().isDescending();
      boolean nullsFirst =
          field.nullDirection == NullDirection.UNSPECIFIED
              ? descending
              : field.nullDirection == NullDirection.FIRST;
      keys.add(new RowOrder.Key(field.getFieldIndex(), descending, nullsFirst));
    }
    return new RowOrder(keys);
  }

  private Plan setOperation(SetOp operation) {
    List<Plan> inputs = new ArrayList<>();
    for (RelNode input : operation.getInputs()) {
      inputs.add(aligned(compile(input), input.getRowType(), operation.getRowType()));
    }
    if (operation.kind == SqlKind.UNION) {
      Plan all = inputs.size() == 1 ? inputs.get(0) : new UnionAllPlan(inputs);
      return operation.all ? all : new DistinctPlan(all);
    }
    SetOperationPlan.Kind kind =
        operation.kind == SqlKind.INTERSECT
            ? SetOperationPlan.Kind.INTERSECT
            : SetOperationPlan.Kind.EXCEPT;
    Plan result = inputs.get(0);
    for (Plan next : inputs.subList(1, inputs.size())) {
      result = new SetOperationPlan(kind, operation.all, result, next);
    }
    return result;
  }
}

package org.assaydb.sql.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.expression.compiler.ValueTypes;
import org.assaydb.sql.function.CountMark;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.operator.Plan;
import org.assaydb.sql.operator.ProjectPlan;
import org.assaydb.sql.operator.WindowPlan;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.window.Frame;
import org.assaydb.sql.window.FrameBound;
import org.assaydb.sql.window.WindowCall;

/**
 * Compiles a projection with window functions: a projection of what they take as columns, the
 * functions, and a projection of the results.
 */
final class WindowCompiler {
  private final PlanCompiler plans;
  private final List<RexNode> columns = new ArrayList<>();
  private final Map<RexNode, Integer> places = new LinkedHashMap<>();
  private final List<RexOver> calls = new ArrayList<>();

  WindowCompiler(PlanCompiler plans) {
    this.plans = plans;
  }

  Plan compile(Project project) {
    Plan input = plans.compile(project.getInput());
    project.getInput().getRowType().getFieldList().stream()
        .map(field -> new RexInputRef(field.getIndex(), field.getType()))
        .forEach(this::column);
    List<RexNode> over = new ArrayList<>();
    project.getProjects().forEach(node -> over.add(node.accept(new Calls())));
    List<WindowCall> windows = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      windows.add(call(calls.get(i)));
    }
    ProjectPlan arguments =
        new ProjectPlan(input, plans.expressions(input.types()).compileAll(columns));
    Plan computed = WindowPlan.over(arguments, windows);
    List<RexNode> results = new ArrayList<>();
    for (RexNode node : over) {
      results.add(node.accept(new Results(columns.size())));
    }
    ExpressionCompiler compiler = plans.expressions(computed.types());
    return new ProjectPlan(computed, compiler.compileAll(results));
  }

  /** The column that holds the value of an expression over the input. */
  private int column(RexNode node) {
    return places.computeIfAbsent(
        node,
        n -> {
          columns.add(n);
          return columns.size() - 1;
        });
  }

  private WindowCall call(RexOver over) {
    List<Integer> arguments = new ArrayList<>();
    arguments(over).forEach(argument -> arguments.add(column(argument)));
    RexWindow window = over.getWindow();
    List<Integer> partition = new ArrayList<>();
    window.partitionKeys.forEach(key -> partition.add(column(key)));
    List<RowOrder.Key> order = new ArrayList<>();
    for (RexFieldCollation key : window.orderKeys) {
      boolean descending = key.getDirection().isDescending();
      boolean nullsFirst =
          switch (key.getNullDirection()) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> descending;
          };
      order.add(new RowOrder.Key(column(key.left), descending, nullsFirst));
    }
    AggregateCall function =
        new AggregateCall(
            over.getAggOperator().getName(),
            arguments,
            ValueTypes.of(over.getType()),
            new AggregateCall.Modifiers(over.isDistinct(), over.ignoreNulls(), -1, List.of()),
            null);
    return new WindowCall(function, partition, order, frame(window));
  }

  /** Value and default of LAG and LEAD have the type of the result. */
  private List<RexNode> arguments(RexOver over) {
    List<RexNode> arguments = new ArrayList<>(over.getOperands());
    SqlKind kind = over.getAggOperator().getKind();
    if (kind == SqlKind.LAG || kind == SqlKind.LEAD) {
      for (int i = 0; i < arguments.size(); i += 2) {
        arguments.set(i, plans.converted(arguments.get(i), over.getType()));
      }
    }
    return arguments;
  }

  private Frame frame(RexWindow window) {
    Frame.Exclusion exclusion =
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER -> Frame.Exclusion.NO_OTHERS;
          case EXCLUDE_CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Frame.Exclusion.GROUP;
          case EXCLUDE_TIES -> Frame.Exclusion.TIES;
        };
    boolean groups =
        CountMark.GROUPS.isOn(window.getLowerBound().getOffset())
            || CountMark.GROUPS.isOn(window.getUpperBound().getOffset());
    Frame.Unit unit =
        groups ? Frame.Unit.GROUPS : window.isRows() ? Frame.Unit.ROWS : Frame.Unit.RANGE;
    if (groups && window.orderKeys.isEmpty()) {
      throw new SqlLayerException(SqlStates.WINDOWING, "GROUPS mode requires an ORDER BY clause");
    }
    return new Frame(
        unit, bound(window.getLowerBound(), unit), bound(window.getUpperBound(), unit), exclusion);
  }

  private static FrameBound bound(RexWindowBound bound, Frame.Unit unit) {
    if (bound.isCurrentRow()) {
      return FrameBound.CURRENT_ROW;
    }
    if (bound.isUnbounded()) {
      return bound.isPreceding() ? FrameBound.UNBOUNDED_PRECEDING : FrameBound.UNBOUNDED_FOLLOWING;
    }
    RexNode number = CountMark.GROUPS.off(java.util.Objects.requireNonNull(bound.getOffset()));
    Expression offset = ExpressionCompiler.withoutRows().compile(number);
    ValueType.Kind kind = offset.type().kind();
    if (unit != Frame.Unit.RANGE && !kind.isNumber() && kind != ValueType.Kind.NULL) {
      throw new SqlLayerException(
          SqlStates.TYPE_MISMATCH, "argument of " + unit + " is a number, not " + offset.type());
    }
    return bound.isPreceding() ? FrameBound.preceding(offset) : FrameBound.following(offset);
  }

  /** Collects the calls. */
  private final class Calls extends RexShuttle {
    @Override
    public RexNode visitOver(RexOver over) {
      if (!calls.contains(over)) {
        calls.add(over);
      }
      return over;
    }
  }

  /** Puts the results in the place of the calls. */
  private final class Results extends RexShuttle {
    private final int first;

    Results(int first) {
      this.first = first;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      return new RexInputRef(first + calls.indexOf(over), over.getType());
    }
  }
}

package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.window.WindowCall;
import org.assaydb.sql.window.WindowEvaluation;

/**
 * Window functions that want their rows in one order, which the input has: its columns, and a
 * column a call. Of one partition at a time it holds in memory what the calls look at; the other
 * columns may go to a file.
 */
public final class WindowPlan implements Plan {
  private final Plan input;

  /** As they are shown: their columns are those of the input. */
  private final List<WindowCall> calls;

  /** Columns of the input that the calls look at, and the others that are given. */
  private final List<Integer> looked;

  private final List<Integer> carried;

  /** The columns to give: of those that are looked at, of the others, and then of the calls. */
  private final List<Integer> output;

  private final List<ValueType> types;

  private WindowPlan(Plan input, List<WindowCall> calls, List<Integer> output) {
    this.input = input;
    this.calls = List.copyOf(calls);
    int width = input.types().size();
    List<ValueType> all = new ArrayList<>(input.types());
    TreeSet<Integer> used = new TreeSet<>();
    for (WindowCall call : calls) {
      WindowEvaluation.check(call, input.types());
      all.add(call.function().result());
      call.onColumns(
          column -> {
            used.add(column);
            return column;
          });
    }
    this.types = output.stream().map(all::get).toList();
    this.looked = List.copyOf(used);
    this.carried = output.stream().filter(c -> c < width && !used.contains(c)).distinct().toList();
    List<Integer> places = new ArrayList<>(looked);
    places.addAll(carried);
    this.output =
        output.stream()
            .map(c -> c < width ? places.indexOf(c) : places.size() + c - width)
            .toList();
  }

  /**
   * A plan for calls over any windows, of the columns of the input and a column a call. Calls that
   * want the same order of rows share a sort. The rows come in the order of the last window.
   *
   * @throws org.assaydb.sql.SqlLayerException 0A000 for an unknown function
   */
  public static Plan over(Plan input, List<WindowCall> calls) {
    int width = input.types().size();
    List<List<Integer>> alike = new ArrayList<>();
    for (int c = 0; c < calls.size(); c++) {
      WindowCall call = calls.get(c);
      alike.stream()
          .filter(group -> calls.get(group.get(0)).isSortedLike(call))
          .findFirst()
          .orElseGet(
              () -> {
                alike.add(new ArrayList<>());
                return alike.get(alike.size() - 1);
              })
          .add(c);
    }
    Plan plan = input;
    List<Integer> done = new ArrayList<>();
    for (List<Integer> group : alike) {
      done.addAll(group);
      List<Integer> output = new ArrayList<>();
      for (int c = 0; c < width; c++) {
        output.add(c);
      }
      boolean last = done.size() == calls.size();
      for (int c = 0; c < done.size(); c++) {
        output.add(width + (last ? done.indexOf(c) : c));
      }
      plan = new WindowPlan(sorted(plan, calls.get(group.get(0))), pick(calls, group), output);
    }
    return plan;
  }

  private static List<WindowCall> pick(List<WindowCall> calls, List<Integer> places) {
    return places.stream().map(calls::get).toList();
  }

  private static Plan sorted(Plan input, WindowCall call) {
    List<RowOrder.Key> keys = new ArrayList<>();
    call.partition().forEach(column -> keys.add(new RowOrder.Key(column, false, false)));
    keys.addAll(call.order());
    return keys.isEmpty() ? input : new SortPlan(input, new RowOrder(keys));
  }

  /** The calls over the columns that they look at. */
  List<WindowCall> callsOnLooked() {
    return calls.stream().map(call -> call.onColumns(looked::indexOf)).toList();
  }

  List<Integer> looked() {
    return looked;
  }

  List<Integer> carried() {
    return carried;
  }

  List<Integer> output() {
    return output;
  }

  @Override
  public List<ValueType> types() {
    return types;
  }

  @Override
  public List<Plan> inputs() {
    return List.of(input);
  }

  @Override
  public String describe() {
    return "Window " + calls;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new WindowPlanRun(this, input.open(evaluation), evaluation);
  }
}

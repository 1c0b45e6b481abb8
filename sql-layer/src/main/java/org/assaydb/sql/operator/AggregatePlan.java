package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.AggregateFunction;
import org.assaydb.sql.aggregate.Aggregates;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.ValueType;

/**
 * GROUP BY: a row a group, with the group columns, NULL where a grouping set has them not, and then
 * the results of the calls. Sets come one after the other, the groups of a set in the order in
 * which they appear first, while memory lasts. An empty set has one group, rows or not.
 *
 * <p>Besides what {@link Aggregates} knows: GROUPING and GROUPING_ID of input columns, a bit an
 * argument, set where the set has it not, the last argument's lowest; GROUP_ID, the number of equal
 * sets before.
 */
public final class AggregatePlan implements Plan {
  private final Plan input;
  private final List<Integer> groupColumns;
  private final List<List<Integer>> groupingSets;
  private final List<AggregateCall> calls;
  private final List<AggregateFunction> functions = new ArrayList<>();
  private final List<ValueType> types = new ArrayList<>();

  /**
   * @param groupColumns columns of the input
   * @param groupingSets each some of the group columns
   * @throws org.assaydb.sql.SqlLayerException 0A000 for an unknown function
   */
  public AggregatePlan(
      Plan input,
      List<Integer> groupColumns,
      List<List<Integer>> groupingSets,
      List<AggregateCall> calls) {
    this.input = input;
    this.groupColumns = List.copyOf(groupColumns);
    this.groupingSets = groupingSets.stream().map(List::copyOf).toList();
    this.calls = List.copyOf(calls);
    groupColumns.forEach(column -> types.add(input.types().get(column)));
    for (AggregateCall call : calls) {
      types.add(call.result());
      if (!isOfSet(call)) {
        functions.add(Aggregates.find(call, input.types()));
      }
    }
  }

  /** One grouping set of all group columns. */
  public AggregatePlan(Plan input, List<Integer> groupColumns, List<AggregateCall> calls) {
    this(input, groupColumns, List.of(groupColumns), calls);
  }

  /**
   * A plan that gives the same rows. Where all calls are DISTINCT over the same arguments, groups
   * of these are made first: they can go to files, what one group has seen cannot.
   *
   * @throws org.assaydb.sql.SqlLayerException 0A000 for an unknown function
   */
  public static Plan over(
      Plan input,
      List<Integer> groupColumns,
      List<List<Integer>> groupingSets,
      List<AggregateCall> calls) {
    List<Integer> arguments = calls.isEmpty() ? List.of() : calls.get(0).arguments();
    AggregateCall.Modifiers distinct = AggregateCall.Modifiers.NONE.withDistinct();
    boolean alike =
        !arguments.isEmpty()
            && groupingSets.equals(List.of(groupColumns))
            && calls.stream()
                .allMatch(
                    c ->
                        c.arguments().equals(arguments)
                            && c.modifiers().equals(distinct)
                            && !c.isOrdered());
    if (!alike) {
      return new AggregatePlan(input, groupColumns, groupingSets, calls);
    }
    List<Integer> both = new ArrayList<>(groupColumns);
    both.addAll(arguments);
    Plan values = new AggregatePlan(input, both, List.of());
    List<Integer> groups = IntStream.range(0, groupColumns.size()).boxed().toList();
    List<Integer> moved = IntStream.range(groups.size(), both.size()).boxed().toList();
    return new AggregatePlan(values, groups, calls.stream().map(c -> c.ofDistinct(moved)).toList());
  }

  /** Whether a call depends on the grouping set alone. */
  static boolean isOfSet(AggregateCall call) {
    return call.function().startsWith("GROUP");
  }

  /** The value of such a call. */
  long ofSet(AggregateCall call, int set) {
    List<Integer> columns = groupingSets.get(set);
    long value = 0;
    if (call.function().equals("GROUP_ID")) {
      return groupingSets.subList(0, set).stream().filter(columns::equals).count();
    }
    for (int column : call.arguments()) {
      value = value << 1 | (columns.contains(column) ? 0 : 1);
    }
    return value;
  }

  List<Integer> groupColumns() {
    return groupColumns;
  }

  List<List<Integer>> groupingSets() {
    return groupingSets;
  }

  List<AggregateCall> calls() {
    return calls;
  }

  /** The calls that are not of the set alone. */
  List<AggregateCall> accumulatedCalls() {
    return calls.stream().filter(call -> !isOfSet(call)).toList();
  }

  /** What computes {@link #accumulatedCalls}. */
  List<AggregateFunction> functions() {
    return functions;
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
    String sets = groupingSets.size() == 1 ? "" : " in sets " + groupingSets;
    return "Aggregate by " + groupColumns + sets + ": " + calls;
  }

  @Override
  public RowSource start(Evaluation evaluation) {
    return new AggregatePlanRun(this, input.open(evaluation), evaluation);
  }
}

package org.assaydb.sql.window;

import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.Aggregates;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;

/**
 * All window functions by name: ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE(n),
 * LAG and LEAD(value, offset, default), FIRST_VALUE and LAST_VALUE(value), NTH_VALUE(value, n), and
 * the aggregates.
 */
final class WindowFunctions {
  private WindowFunctions() {}

  /**
   * @throws SqlLayerException 0A000 when there is no such function for these types
   */
  static WindowFunction find(WindowCall window, List<ValueType> input) {
    AggregateCall call = window.function();
    int[] columns = call.arguments().stream().mapToInt(i -> i).toArray();
    boolean ignoreNulls = call.modifiers().ignoreNulls();
    String name = call.function();
    WindowFunction found =
        switch (name) {
          case "ROW_NUMBER", "RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST" ->
              Ranking.valueOf(name);
          case "NTILE" -> new Ntile(columns[0]);
          case "LAG", "LEAD" -> neighbour(call, columns, input);
          case "FIRST_VALUE", "LAST_VALUE" ->
              new FrameValue(columns[0], -1, name.equals("LAST_VALUE"), ignoreNulls);
          case "NTH_VALUE" -> new FrameValue(columns[0], columns[1], false, ignoreNulls);
          default -> new FrameAggregate(call, Aggregates.find(call, input));
        };
    boolean plain =
        !call.modifiers().distinct()
            && call.modifiers().filter() < 0
            && call.modifiers().order().isEmpty();
    if (!plain && !(found instanceof FrameAggregate)) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED,
          "DISTINCT, FILTER or ORDER BY in a call of " + name + " is not supported");
    }
    checkCount(window, input);
    return found;
  }

  private static WindowFunction neighbour(
      AggregateCall call, int[] columns, List<ValueType> input) {
    Layout layout = call.result().layout();
    boolean sameType =
        columns.length < 3
            || input.get(columns[2]).layout() == layout
                && input.get(columns[2]).scale() == call.result().scale();
    if (!sameType || input.get(columns[0]).layout() != layout) {
      throw new IllegalArgumentException("default or result is not of the value's type: " + call);
    }
    return new Neighbour(
        call.function().equals("LEAD"), call.modifiers().ignoreNulls(), columns, layout);
  }

  /** What counts rows is a whole number. */
  private static void checkCount(WindowCall window, List<ValueType> input) {
    AggregateCall call = window.function();
    int place =
        switch (call.function()) {
          case "NTILE" -> 0;
          case "LAG", "LEAD", "NTH_VALUE" -> 1;
          default -> call.arguments().size();
        };
    if (place < call.arguments().size()) {
      ValueType type = input.get(call.arguments().get(place));
      boolean whole =
          type.kind().isInteger()
              || type.kind() == Kind.NULL
              || type.kind() == Kind.DECIMAL && type.scale() == 0;
      if (!whole) {
        throw new SqlLayerException(
            SqlStates.NOT_SUPPORTED, call.function() + " with a number of rows of type " + type);
      }
    }
  }
}

package org.assaydb.sql.aggregate;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A call of an aggregate function over input columns.
 *
 * @param function name, see {@link Aggregates}
 * @param arguments columns
 * @param literal the value of LITERAL_AGG; else null
 */
public record AggregateCall(
    String function,
    List<Integer> arguments,
    ValueType result,
    Modifiers modifiers,
    @Nullable Object literal) {

  /**
   * What a call says besides its arguments.
   *
   * @param ignoreNulls rows with a NULL argument do not count
   * @param filter a BOOLEAN column that is TRUE for the rows that count; -1 for all rows
   * @param order in which the rows come (also WITHIN GROUP); empty for any
   */
  public record Modifiers(
      boolean distinct, boolean ignoreNulls, int filter, List<RowOrder.Key> order) {
    public static final Modifiers NONE = new Modifiers(false, false, -1, List.of());

    public Modifiers {
      order = List.copyOf(order);
    }

    public Modifiers withDistinct() {
      return new Modifiers(true, ignoreNulls, filter, order);
    }

    public Modifiers withFilter(int column) {
      return new Modifiers(distinct, ignoreNulls, column, order);
    }

    public Modifiers withOrder(List<RowOrder.Key> keys) {
      return new Modifiers(distinct, ignoreNulls, filter, keys);
    }
  }

  public AggregateCall {
    arguments = List.copyOf(arguments);
  }

  public AggregateCall(String function, ValueType result, Integer... arguments) {
    this(function, List.of(arguments), result, Modifiers.NONE, null);
  }

  public AggregateCall with(Modifiers other) {
    return new AggregateCall(function, arguments, result, other, literal);
  }

  /** The same call over rows whose columns stand elsewhere. */
  public AggregateCall onColumns(IntUnaryOperator place) {
    int filter = modifiers.filter();
    Modifiers moved =
        new Modifiers(
            modifiers.distinct(),
            modifiers.ignoreNulls(),
            filter < 0 ? filter : place.applyAsInt(filter),
            modifiers.order().stream().map(key -> key.onColumn(place)).toList());
    List<Integer> columns = arguments.stream().map(place::applyAsInt).toList();
    return new AggregateCall(function, columns, result, moved, literal);
  }

  /** The same function of all rows of columns that are distinct already. */
  public AggregateCall ofDistinct(List<Integer> columns) {
    return new AggregateCall(function, columns, result, Modifiers.NONE, literal);
  }

  /** Whether the result depends on the order of the rows. */
  public boolean isOrdered() {
    return Aggregates.LISTS.contains(function) || isOrderedSet();
  }

  /** Whether the values are those that WITHIN GROUP orders by, perhaps besides arguments. */
  boolean isOrderedSet() {
    return function.startsWith("PERCENTILE_") || function.equals("MODE");
  }

  /** The columns that its accumulator is fed: the arguments, then those that order the rows. */
  public int[] columns() {
    Stream<Integer> order = modifiers.order().stream().map(RowOrder.Key::column);
    return Stream.concat(arguments.stream(), isOrdered() ? order : Stream.<Integer>empty())
        .mapToInt(i -> i)
        .toArray();
  }

  /** {@code SUM(DISTINCT $1) FILTER $2}, for EXPLAIN. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(function).append('(');
    text.append(modifiers.distinct() ? "DISTINCT " : "");
    int[] columns = arguments.stream().mapToInt(i -> i).toArray();
    text.append(
        columns.length == 0 && function.equals("COUNT")
            ? "*"
            : String.join(", ", IntStream.of(columns).mapToObj(c -> "$" + c).toList()));
    text.append(')').append(modifiers.ignoreNulls() ? " IGNORE NULLS" : "");
    if (!modifiers.order().isEmpty()) {
      List<String> keys =
          modifiers.order().stream()
              .map(key -> "$" + key.column() + (key.descending() ? " DESC" : ""))
              .toList();
      text.append(" ORDER BY ").append(String.join(", ", keys));
    }
    return text.append(modifiers.filter() < 0 ? "" : " FILTER $" + modifiers.filter()).toString();
  }
}

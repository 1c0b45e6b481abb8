package org.assaydb.sql.window;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.keys.RowOrder;

/**
 * A function over a window. Arguments are columns: what is computed is a column of the input. A
 * default of LAG and LEAD has the type of their first argument, which is that of the result.
 *
 * @param function an aggregate function, or a window function (see {@link WindowFunctions})
 * @param partition columns
 */
public record WindowCall(
    AggregateCall function, List<Integer> partition, List<RowOrder.Key> order, Frame frame) {
  public WindowCall {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
  }

  /** The same call over rows whose columns stand elsewhere. */
  public WindowCall onColumns(IntUnaryOperator place) {
    return new WindowCall(
        function.onColumns(place),
        partition.stream().map(place::applyAsInt).toList(),
        order.stream().map(key -> key.onColumn(place)).toList(),
        frame);
  }

  /** Whether it can be computed from rows that lie as another call wants them. */
  public boolean isSortedLike(WindowCall other) {
    return partition.equals(other.partition) && order.equals(other.order);
  }

  @Override
  public String toString() {
    return function + " OVER (PARTITION BY " + partition + " ORDER BY " + order + " " + frame + ")";
  }
}

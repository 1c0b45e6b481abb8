package org.assaydb.sql.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.RowSorter;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** ORDER BY: keeps all rows and feeds them to another accumulator group by group, in order. */
final class OrderedAccumulator implements Accumulator {
  private final AggregateFunction inner;
  private final int fedColumns;
  private final List<ValueType> types;
  private final RowOrder order;
  private final Runnable interruptCheck;

  /** The group and the columns of all rows since {@link #kept}. */
  private RowStore store;

  private @Nullable Batch kept;
  private @Nullable Accumulator fed;
  private int groups;

  /**
   * @param fedColumns number of leading columns that the other one is fed
   * @param order of the columns
   */
  OrderedAccumulator(
      AggregateFunction inner,
      int fedColumns,
      List<ValueType> columns,
      RowOrder order,
      Runnable interruptCheck) {
    this.inner = inner;
    this.fedColumns = fedColumns;
    this.interruptCheck = interruptCheck;
    types = new ArrayList<>(List.of(ValueType.of(ValueType.Kind.INTEGER)));
    types.addAll(columns);
    List<RowOrder.Key> all = new ArrayList<>(List.of(new RowOrder.Key(0, false, false)));
    for (RowOrder.Key key : order.keys()) {
      all.add(new RowOrder.Key(key.column() + 1, key.descending(), key.nullsFirst()));
    }
    this.order = new RowOrder(all);
    store = new RowStore(types);
  }

  @Override
  public void grow(int groups) {
    if (groups > this.groups) {
      this.groups = groups;
      fed = null;
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    if (kept != null) {
      store.add(kept);
      kept = null;
    }
    fed = null;
    long[] group = new long[count];
    for (int i = 0; i < count; i++) {
      group[i] = groups[i];
    }
    Vector[] columns = new Vector[types.size()];
    columns[0] = new LongVector(group, count, null);
    System.arraycopy(arguments, 0, columns, 1, columns.length - 1);
    store.add(new Batch(count, columns));
  }

  @Override
  public Vector result(int from, int count) {
    if (fed == null) {
      fed = feed();
    }
    return fed.result(from, count);
  }

  private Accumulator feed() {
    Batch rows = rows();
    int[] places = RowSorter.sort(rows, order, interruptCheck);
    Accumulator accumulator = inner.create(interruptCheck);
    accumulator.grow(groups);
    for (int from = 0; from < places.length; from += Batch.ROWS) {
      interruptCheck.run();
      int count = Math.min(Batch.ROWS, places.length - from);
      int[] part = java.util.Arrays.copyOfRange(places, from, from + count);
      int[] groupOf = new int[count];
      long[] group = ((LongVector) rows.column(0)).values();
      for (int i = 0; i < count; i++) {
        groupOf[i] = (int) group[part[i]];
      }
      Vector[] arguments = new Vector[fedColumns];
      for (int c = 0; c < arguments.length; c++) {
        arguments[c] = rows.column(c + 1).gather(part, count);
      }
      accumulator.add(arguments, groupOf, count);
    }
    return accumulator;
  }

  private Batch rows() {
    if (kept == null) {
      kept = store.build();
      store = new RowStore(types);
    }
    return kept;
  }

  @Override
  public long sizeBytes() {
    long bytes = store.sizeBytes() + (kept == null ? 0 : kept.sizeBytes());
    return bytes + (fed == null ? 0 : fed.sizeBytes());
  }
}

package org.assaydb.proofs.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assaydb.proofs.schema.Key;

/**
 * The best committed rows under uncommitted writes: committed rows come in order, those whose keys
 * have own entries are dropped, and own rows are merged in. Committed runs are asked nothing that
 * the same read without own writes would not ask.
 */
final class OwnTopCursor extends RunCursor {
  private final Layer own;
  private final TopCursor committed;
  private final TopOrder order;
  private final List<Row> ownRows = new ArrayList<>();
  private int nextOwn;
  private boolean onCommitted;
  private long rowsLeft;

  private record Row(Key rank, Key key, long position) {}

  /**
   * @param committed without a limit of its own
   */
  OwnTopCursor(Layer own, TopCursor committed, ReadSpec.Top spec, TopOrder order) {
    this.own = own;
    this.committed = committed;
    this.order = order;
    rowsLeft = spec.limit();
    RunView run = own.run();
    for (long i = own.start(spec.range()); i < own.end(spec.range()); i++) {
      Object value = run.kind(i).isPut() ? run.value(i, order.column()) : null;
      if (value != null && own.find(run.key(i)) == i) {
        ownRows.add(new Row(order.rank(value), run.key(i), i));
      }
    }
    ownRows.sort(Comparator.comparing(Row::rank, order).thenComparing(Row::key));
  }

  @Override
  public boolean next() {
    run = null;
    if (rowsLeft == 0) {
      return false;
    }
    while (!onCommitted && committed.next()) {
      onCommitted = own.find(committed.key()) < 0;
    }
    if (nextOwn < ownRows.size() && (!onCommitted || ownIsBetter(ownRows.get(nextOwn)))) {
      run = own.run();
      position = ownRows.get(nextOwn++).position();
    } else if (onCommitted) {
      run = committed.run;
      position = committed.position;
      onCommitted = false;
    }
    rowsLeft--;
    return run != null;
  }

  private boolean ownIsBetter(Row row) {
    Object value = committed.value(order.column());
    if (value == null) {
      throw new IllegalStateException("a NULL never counts");
    }
    int byRank = order.compare(row.rank(), order.rank(value));
    return byRank < 0 || (byRank == 0 && row.key().compareTo(committed.key()) < 0);
  }
}

package org.assaydb.proofs.read;

import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.Int128;

/** Live count and sums of some columns while they are added up. */
final class Totals {
  private final List<Integer> columns;
  private final int[] places;
  private final long[] nonNull;
  private final Int128[] sums;
  private long live;

  /**
   * @param columns positions among the value columns
   * @param summed {@code IndexSchema.sums()}, which holds all of them
   */
  Totals(List<Integer> columns, List<Integer> summed) {
    this.columns = columns;
    places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = summed.indexOf(columns.get(i));
    }
    nonNull = new long[places.length];
    sums = new Int128[places.length];
    clear();
  }

  void clear() {
    live = 0;
    Arrays.fill(nonNull, 0);
    Arrays.fill(sums, Int128.ZERO);
  }

  /** Adds all entries below a node. */
  void add(RunNode node) {
    live = Math.addExact(live, node.live());
    for (int i = 0; i < places.length; i++) {
      add(i, node.sum(places[i]));
    }
  }

  /** Adds the current row of a cursor. */
  void addRow(RowCursor row) {
    live++;
    for (int i = 0; i < places.length; i++) {
      add(i, ColumnSum.of(row.value(columns.get(i))));
    }
  }

  private void add(int place, ColumnSum part) {
    nonNull[place] = Math.addExact(nonNull[place], part.nonNull());
    sums[place] = sums[place].plus(part.sum());
  }

  long live() {
    return live;
  }

  ColumnSum sum(int column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException("column " + column + " is not summed by this read");
    }
    return new ColumnSum(nonNull[place], sums[place]);
  }
}

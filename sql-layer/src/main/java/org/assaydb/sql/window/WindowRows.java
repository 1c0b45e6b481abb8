package org.assaydb.sql.window;

import java.util.List;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.Batch;

/**
 * Whole partitions, one after the other, each sorted by the window's order. All arrays have a place
 * a row; ranges are half open and count over all rows.
 */
final class WindowRows {
  final Batch batch;
  final int size;
  final Runnable interruptCheck;

  /** The partition of each row. */
  final int[] partitionStart;

  final int[] partitionEnd;

  /** The rows equal to each row in the order. */
  final int[] peersStart;

  final int[] peersEnd;

  WindowRows(
      Batch batch, List<Integer> partition, List<RowOrder.Key> order, Runnable interruptCheck) {
    this.batch = batch;
    this.size = batch.rows();
    this.interruptCheck = interruptCheck;
    partitionStart = new int[size];
    partitionEnd = new int[size];
    peersStart = new int[size];
    peersEnd = new int[size];
    RowOrder partitions =
        new RowOrder(partition.stream().map(c -> new RowOrder.Key(c, false, false)).toList());
    RowOrder peers = new RowOrder(order);
    for (int i = 1; i < size; i++) {
      boolean other = partitions.compare(batch, i - 1, batch, i) != 0;
      partitionStart[i] = other ? i : partitionStart[i - 1];
      boolean after = other || peers.compare(batch, i - 1, batch, i) != 0;
      peersStart[i] = after ? i : peersStart[i - 1];
    }
    fillEnds(partitionStart, partitionEnd);
    fillEnds(peersStart, peersEnd);
  }

  private void fillEnds(int[] starts, int[] ends) {
    for (int i = size - 1; i >= 0; i--) {
      ends[i] = i == size - 1 || starts[i + 1] != starts[i] ? i + 1 : ends[i + 1];
    }
  }
}

package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Merges sorted sources into one; of equal rows, those of the earlier source come first. A binary
 * heap holds the sources that have rows left, the one with the least row on top.
 */
final class RunMerge implements RowSource {
  private final List<RowSource> sources;
  private final List<ValueType> types;
  private final RowOrder order;
  private final int batchRows;
  private final @Nullable Batch[] batches;
  private final int[] rows;
  private final int[] heap;
  private int live;

  RunMerge(List<RowSource> sources, List<ValueType> types, RowOrder order, int batchRows) {
    this.sources = sources;
    this.types = types;
    this.order = order;
    this.batchRows = batchRows;
    this.batches = new @Nullable Batch[sources.size()];
    this.rows = new int[sources.size()];
    this.heap = new int[sources.size()];
    for (int i = 0; i < heap.length; i++) {
      batches[i] = sources.get(i).next();
      if (batches[i] != null) {
        heap[live++] = i;
      }
    }
    for (int i = live / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  private Batch batch(int source) {
    Batch batch = batches[source];
    if (batch == null) {
      throw new IllegalStateException("source " + source + " has ended");
    }
    return batch;
  }

  private boolean isBefore(int a, int b) {
    int compared = order.compare(batch(a), rows[a], batch(b), rows[b]);
    return compared < 0 || compared == 0 && a < b;
  }

  private void sink(int from) {
    int source = heap[from];
    int at = from;
    while (2 * at + 1 < live) {
      int child = 2 * at + 1;
      if (child + 1 < live && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], source)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = source;
  }

  @Override
  public @Nullable Batch next() {
    if (live == 0) {
      return null;
    }
    VectorBuilder[] builders = new VectorBuilder[types.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = new VectorBuilder(types.get(c).layout());
    }
    int count = 0;
    for (; count < batchRows && live > 0; count++) {
      int source = heap[0];
      for (int c = 0; c < builders.length; c++) {
        builders[c].addFrom(batch(source).column(c), rows[source]);
      }
      step(source);
    }
    Vector[] columns = new Vector[builders.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = builders[c].build();
    }
    return new Batch(count, columns);
  }

  /** Goes to the next row of the source on top. */
  private void step(int source) {
    rows[source]++;
    if (rows[source] == batch(source).rows()) {
      rows[source] = 0;
      batches[source] = sources.get(source).next();
      if (batches[source] == null) {
        heap[0] = heap[--live];
      }
    }
    if (live > 0) {
      sink(0);
    }
  }

  @Override
  public void close() {
    sources.forEach(RowSource::close);
  }
}

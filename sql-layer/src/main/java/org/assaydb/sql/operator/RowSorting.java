package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.RowSorter;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.spill.SpillFile;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows, stably. What does not fit in memory goes into sorted runs on disk, which are merged.
 */
final class RowSorting implements AutoCloseable {
  /** Runs that are merged at a time. */
  private static final int FAN_IN = 16;

  private final List<ValueType> types;
  private final RowOrder order;
  private final Workspace workspace;
  private final Reservation memory;
  private RowStore store;
  private @Nullable SpillFile file;
  private List<SpilledRows> runs = new ArrayList<>();

  /** Rows of one batch of a run: as many as let the batches that a merge holds fit in memory. */
  private int frameRows = Batch.ROWS;

  RowSorting(List<ValueType> types, RowOrder order, Workspace workspace) {
    this.types = types;
    this.order = order;
    this.workspace = workspace;
    this.memory = new Reservation(workspace);
    this.store = new RowStore(types);
  }

  void add(Batch batch) {
    workspace.checkInterrupted();
    store.add(batch);
    if (!memory.resize(storeBytes())) {
      writeRun();
    }
  }

  private long storeBytes() {
    return store.sizeBytes() + RowSorter.sizeBytes(store.rows());
  }

  private void writeRun() {
    if (file == null) {
      file = workspace.openFile();
      long rowBytes = Math.max(1, store.sizeBytes() / store.rows());
      long fitting = workspace.budgetBytes() / (2 * FAN_IN) / rowBytes;
      frameRows = (int) Math.max(16, Math.min(Batch.ROWS, fitting));
    }
    memory.force(storeBytes());
    SpilledRows run = new SpilledRows(file);
    RowSource sorted = sortedStore(frameRows);
    for (Batch batch = sorted.next(); batch != null; batch = sorted.next()) {
      run.add(batch);
    }
    runs.add(run);
    store = new RowStore(types);
    memory.close();
  }

  private RowSource sortedStore(int batchRows) {
    Batch rows = store.build();
    int[] places = RowSorter.sort(rows, order, workspace::checkInterrupted);
    return new RowSource() {
      private int next;

      @Override
      public @Nullable Batch next() {
        workspace.checkInterrupted();
        int count = Math.min(batchRows, places.length - next);
        if (count == 0) {
          return null;
        }
        int[] part = new int[count];
        System.arraycopy(places, next, part, 0, count);
        next += count;
        return rows.gather(part, count);
      }

      @Override
      public void close() {}
    };
  }

  /** All rows in order. To be called once; ends adding. Valid until this is closed. */
  RowSource sorted() {
    if (file == null) {
      return sortedStore(Batch.ROWS);
    }
    if (store.rows() > 0) {
      writeRun();
    }
    while (runs.size() > FAN_IN) {
      mergeOnce();
    }
    return merged(runs, Batch.ROWS);
  }

  /** Merges neighbours, so that equal rows stay in order. */
  private void mergeOnce() {
    SpillFile next = workspace.openFile();
    List<SpilledRows> longer = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += FAN_IN) {
      SpilledRows run = new SpilledRows(next);
      int to = Math.min(runs.size(), from + FAN_IN);
      RowSource rows = merged(runs.subList(from, to), frameRows);
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        workspace.checkInterrupted();
        run.add(batch);
      }
      longer.add(run);
    }
    closeFile();
    file = next;
    runs = longer;
  }

  private RowSource merged(List<SpilledRows> some, int batchRows) {
    return new RunMerge(some.stream().map(Batches::source).toList(), types, order, batchRows);
  }

  private void closeFile() {
    if (file != null) {
      workspace.closeFile(file);
      file = null;
    }
  }

  @Override
  public void close() {
    closeFile();
    memory.close();
    store = new RowStore(types);
  }
}

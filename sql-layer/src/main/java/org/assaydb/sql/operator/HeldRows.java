package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.spill.SpillFile;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Rows kept to be read again: in memory, and in a file those that do not fit. */
final class HeldRows implements AutoCloseable {
  private final Workspace workspace;
  private final Reservation memory;
  private final List<Batch> batches = new ArrayList<>();
  private @Nullable SpillFile file;
  private @Nullable SpilledRows rest;
  private long rows;

  HeldRows(Workspace workspace) {
    this.workspace = workspace;
    this.memory = new Reservation(workspace);
  }

  void add(Batch batch) {
    rows += batch.rows();
    if (rest == null && memory.resize(memory.bytes() + batch.sizeBytes())) {
      batches.add(batch);
      return;
    }
    if (rest == null) {
      file = workspace.openFile();
      rest = new SpilledRows(file);
    }
    rest.add(batch);
  }

  long rows() {
    return rows;
  }

  /** What was added before this call, in that order. */
  RowSource read() {
    int held = batches.size();
    SpilledRows.Reader reader = rest == null ? null : rest.read();
    return new RowSource() {
      private int next;

      @Override
      public @Nullable Batch next() {
        workspace.checkInterrupted();
        return next < held ? batches.get(next++) : reader == null ? null : reader.next();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    batches.clear();
    rest = null;
    rows = 0;
    memory.close();
    if (file != null) {
      workspace.closeFile(file);
      file = null;
    }
  }
}

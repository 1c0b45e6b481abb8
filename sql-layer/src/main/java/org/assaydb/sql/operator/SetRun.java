package org.assaydb.sql.operator;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.spill.SpilledRows;
import org.assaydb.sql.spill.Workspace;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * One run of a set operation. When the right rows do not fit in memory, both sides are parted by a
 * hash, again and again, until a part fits. When it is the distinct left rows that do not fit,
 * those that are known go on to be dropped, and the others are parted: what is distinct among them,
 * is. Rows that went through files are sorted into the order of the left side.
 */
final class SetRun implements RowSource {
  private final SetFilter.Mode mode;
  private final Plan left;
  private final @Nullable Plan right;
  private final Evaluation evaluation;
  private final Workspace workspace;
  private final List<ValueType> types;
  private final Reservation memory;
  private final RowSorting results;
  private final List<Partitions> open = new ArrayList<>();
  private @Nullable RowSource input;
  private @Nullable Pass pass;
  private @Nullable RowSource sorted;
  private boolean started;
  private long leftRows;

  SetRun(SetFilter.Mode mode, Plan left, @Nullable Plan right, Evaluation evaluation) {
    this.mode = mode;
    this.left = left;
    this.right = right;
    this.evaluation = evaluation;
    this.workspace = evaluation.workspace();
    this.types = left.types();
    this.memory = new Reservation(workspace);
    List<ValueType> numbered = Batches.concat(types, List.of(Batches.SEQUENCE));
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(types.size(), false, false)));
    this.results = new RowSorting(numbered, order, workspace);
  }

  /** Left rows on their way past a filter. */
  private final class Pass {
    private final SetFilter filter;
    private final int level;
    private @Nullable Partitions overflow;

    /** {@code level} is that of the partition whose rows pass; -1 for all rows. */
    private Pass(SetFilter filter, int level) {
      this.filter = filter;
      this.level = level;
    }

    /** The rows of a batch that stay; those that can only be decided later are put aside. */
    private Batch choose(Batch batch, long firstNumber) {
      workspace.checkInterrupted();
      Batch chosen = filter.choose(batch, keys(batch), overflow != null);
      if (overflow != null) {
        boolean isNumbered = batch.width() > types.size();
        Batch unknown = filter.unknown(isNumbered ? batch : Batches.numbered(batch, firstNumber));
        overflow.add(unknown, keys(unknown));
      } else if (filter.grows() && !memory.resize(filter.sizeBytes())) {
        if (level + 1 < Partitions.MOST_LEVELS) {
          overflow = partitions(level + 1);
        } else {
          memory.force(filter.sizeBytes());
        }
      }
      return chosen;
    }

    /** Decides the rows that were put aside. */
    private void end() {
      memory.close();
      if (overflow != null) {
        for (int p = 0; p < Partitions.COUNT; p++) {
          operate(SetFilter.Mode.NEW, null, overflow.part(p), level + 1);
        }
        close(overflow);
      }
    }
  }

  @Override
  public @Nullable Batch next() {
    if (!started) {
      started = true;
      start();
    }
    while (pass != null && input != null) {
      Batch batch = input.next();
      if (batch == null) {
        input.close();
        input = null;
        pass.end();
        sorted = pass.overflow == null ? null : results.sorted();
      } else {
        Batch chosen = pass.choose(batch, leftRows);
        leftRows += batch.rows();
        if (chosen.rows() > 0) {
          return chosen;
        }
      }
    }
    Batch batch = sorted == null ? null : sorted.next();
    return batch == null ? null : Batches.firstColumns(batch, types.size());
  }

  private Vector[] keys(Batch batch) {
    return Batches.columns(Batches.firstColumns(batch, types.size()));
  }

  private Partitions partitions(int level) {
    Partitions parts = new Partitions(workspace, types, level);
    open.add(parts);
    return parts;
  }

  private void close(Partitions parts) {
    parts.close();
    open.remove(parts);
  }

  private void start() {
    SetFilter filter = new SetFilter(mode, types);
    Partitions rightParts = right == null ? null : readRight(right, filter);
    RowSource rows = left.open(evaluation);
    input = rows;
    if (rightParts == null) {
      pass = new Pass(filter, -1);
      return;
    }
    Partitions leftParts = partitions(0);
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      leftParts.add(Batches.numbered(batch, leftRows), Batches.columns(batch));
      leftRows += batch.rows();
    }
    rows.close();
    operateParts(rightParts, leftParts, 0);
    sorted = results.sorted();
  }

  /** Puts the right rows into a filter; if they do not fit, into partitions, which it gives. */
  private @Nullable Partitions readRight(Plan plan, SetFilter filter) {
    Partitions parts = null;
    RowSource rows = plan.open(evaluation);
    input = rows;
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      workspace.checkInterrupted();
      if (parts != null) {
        Batch once = new Batch(batch.rows(), LongVector.constant(1L, batch.rows()));
        parts.add(batch.beside(once), Batches.columns(batch));
        continue;
      }
      filter.addRight(Batches.columns(batch), batch.rows(), null);
      if (!memory.resize(filter.sizeBytes())) {
        parts = partitions(0);
        moveRight(filter, parts);
        memory.close();
      }
    }
    rows.close();
    return parts;
  }

  private void moveRight(SetFilter filter, Partitions parts) {
    for (int from = 0; from < filter.rightRows(); from += Batch.ROWS) {
      Batch batch = filter.right(from, Math.min(Batch.ROWS, filter.rightRows() - from));
      parts.add(batch, keys(batch));
    }
  }

  private void operateParts(Partitions rightParts, Partitions leftParts, int level) {
    for (int p = 0; p < Partitions.COUNT; p++) {
      operate(mode, rightParts.part(p), leftParts.part(p), level);
    }
    close(rightParts);
    close(leftParts);
  }

  private void operate(
      SetFilter.Mode how, @Nullable SpilledRows rightPart, SpilledRows leftPart, int level) {
    SetFilter filter = new SetFilter(how, types);
    if (rightPart != null && !load(filter, rightPart, level)) {
      Partitions rightParts = partitions(level + 1);
      Partitions leftParts = partitions(level + 1);
      part(rightPart, rightParts);
      part(leftPart, leftParts);
      operateParts(rightParts, leftParts, level + 1);
      return;
    }
    Pass some = new Pass(filter, level);
    SpilledRows.Reader reader = leftPart.read();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      Batch chosen = some.choose(batch, 0);
      if (chosen.rows() > 0) {
        results.add(chosen);
      }
    }
    some.end();
  }

  /** Whether the right rows fit; at the last level they must. */
  private boolean load(SetFilter filter, SpilledRows rightPart, int level) {
    SpilledRows.Reader reader = rightPart.read();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      workspace.checkInterrupted();
      long[] times = ((LongVector) batch.column(types.size())).values();
      filter.addRight(keys(batch), batch.rows(), times);
      if (!memory.resize(filter.sizeBytes())) {
        if (level + 1 < Partitions.MOST_LEVELS) {
          memory.close();
          return false;
        }
        memory.force(filter.sizeBytes());
      }
    }
    return true;
  }

  private void part(SpilledRows rows, Partitions target) {
    SpilledRows.Reader reader = rows.read();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      target.add(batch, keys(batch));
    }
  }

  @Override
  public void close() {
    started = true;
    pass = null;
    sorted = null;
    if (input != null) {
      input.close();
      input = null;
    }
    open.forEach(Partitions::close);
    open.clear();
    memory.close();
    results.close();
  }
}

package org.assaydb.sql.operator;

import java.util.List;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.window.WindowEvaluation;
import org.jspecify.annotations.Nullable;

/** A run of {@link WindowPlan}: collects rows up to the end of a partition, then computes. */
final class WindowPlanRun implements RowSource {
  private final WindowPlan plan;
  private final RowSource rows;
  private final Evaluation evaluation;
  private final List<ValueType> types;
  private final WindowEvaluation window;
  private final RowOrder partitions;
  private final Reservation memory;
  private RowStore store;
  private @Nullable Batch last;
  private boolean ended;

  /** Computed rows, of which some were given. */
  private @Nullable Batch ready;

  private int given;

  WindowPlanRun(WindowPlan plan, RowSource rows, Evaluation evaluation) {
    this.plan = plan;
    this.rows = rows;
    this.evaluation = evaluation;
    this.types = plan.inputs().get(0).types();
    this.window = new WindowEvaluation(plan.calls(), types, evaluation);
    this.partitions =
        new RowOrder(
            plan.calls().get(0).partition().stream()
                .map(column -> new RowOrder.Key(column, false, false))
                .toList());
    this.memory = new Reservation(evaluation.workspace());
    this.store = new RowStore(types);
  }

  @Override
  public @Nullable Batch next() {
    while (ready == null) {
      if (ended) {
        return null;
      }
      read();
    }
    int count = Math.min(Batch.ROWS, ready.rows() - given);
    Batch batch = ready.slice(given, count);
    given += count;
    if (given == ready.rows()) {
      ready = null;
      memory.force(store.sizeBytes());
    }
    return batch;
  }

  /** Takes a batch; when it ends a partition, what was collected is computed. */
  private void read() {
    evaluation.checkInterrupted();
    Batch batch = rows.next();
    if (batch == null) {
      ended = true;
      rows.close();
      compute();
      return;
    }
    int begin = lastBegin(batch);
    last = batch;
    if (begin < 0) {
      store.add(batch);
    } else {
      store.add(batch.slice(0, begin));
      compute();
      store.add(batch.slice(begin, batch.rows() - begin));
    }
    memory.force(store.sizeBytes() + (ready == null ? 0 : ready.sizeBytes()));
  }

  /** The row of a batch where its last partition begins; -1 when it began before. */
  private int lastBegin(Batch batch) {
    for (int i = batch.rows() - 1; i > 0; i--) {
      if (partitions.compare(batch, i - 1, batch, i) != 0) {
        return i;
      }
    }
    boolean begins = last != null && partitions.compare(last, last.rows() - 1, batch, 0) != 0;
    return begins ? 0 : -1;
  }

  private void compute() {
    Batch stretch = store.build();
    store = new RowStore(types);
    if (stretch.rows() == 0) {
      return;
    }
    memory.force(2 * stretch.sizeBytes());
    Batch all = stretch.beside(new Batch(stretch.rows(), window.evaluate(stretch)));
    Vector[] columns = plan.output().stream().map(all::column).toArray(Vector[]::new);
    ready = new Batch(all.rows(), columns);
    given = 0;
  }

  @Override
  public void close() {
    rows.close();
    ended = true;
    ready = null;
    store = new RowStore(types);
    memory.close();
  }
}

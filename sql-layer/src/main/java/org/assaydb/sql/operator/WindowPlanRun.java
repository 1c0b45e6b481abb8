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
import org.assaydb.sql.window.WindowCall;
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

  /** Of the partitions that are read: what the calls look at, and the rest of the rows. */
  private RowStore store;

  private HeldRows carried;
  private @Nullable Batch last;
  private boolean ended;

  /** Computed rows, of which some were given, and the rest of them. */
  private @Nullable Batch ready;

  private HeldRows readyCarried;
  private @Nullable RowSource readyRest;
  private int given;

  WindowPlanRun(WindowPlan plan, RowSource rows, Evaluation evaluation) {
    this.plan = plan;
    this.rows = rows;
    this.evaluation = evaluation;
    List<ValueType> input = plan.inputs().get(0).types();
    this.types = plan.looked().stream().map(input::get).toList();
    List<WindowCall> calls = plan.callsOnLooked();
    this.window = new WindowEvaluation(calls, types, evaluation);
    this.partitions =
        new RowOrder(
            calls.get(0).partition().stream()
                .map(column -> new RowOrder.Key(column, false, false))
                .toList());
    this.memory = new Reservation(evaluation.workspace());
    this.store = new RowStore(types);
    this.carried = new HeldRows(evaluation.workspace());
    this.readyCarried = carried;
  }

  @Override
  public @Nullable Batch next() {
    while (ready == null) {
      if (ended) {
        return null;
      }
      read();
    }
    Batch rest = readyRest == null ? null : readyRest.next();
    int count = rest == null ? Math.min(Batch.ROWS, ready.rows() - given) : rest.rows();
    Batch batch = given(ready.slice(given, count), rest);
    given += count;
    if (given == ready.rows()) {
      ready = null;
      readyCarried.close();
      memory.force(store.sizeBytes());
    }
    return batch;
  }

  /** Puts the columns in their order. */
  private Batch given(Batch computed, @Nullable Batch rest) {
    int looked = types.size();
    int carriedColumns = plan.carried().size();
    Vector[] columns = new Vector[plan.output().size()];
    for (int i = 0; i < columns.length; i++) {
      int place = plan.output().get(i);
      if (rest != null && place >= looked && place < looked + carriedColumns) {
        columns[i] = rest.column(place - looked);
      } else {
        columns[i] = computed.column(place < looked ? place : place - carriedColumns);
      }
    }
    return new Batch(computed.rows(), columns);
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
    Batch looked = columns(batch, plan.looked());
    Batch rest = columns(batch, plan.carried());
    int begin = lastBegin(looked);
    last = looked;
    if (begin < 0) {
      add(looked, rest);
    } else {
      add(looked.slice(0, begin), rest.slice(0, begin));
      compute();
      int more = batch.rows() - begin;
      add(looked.slice(begin, more), rest.slice(begin, more));
    }
    memory.force(store.sizeBytes() + (ready == null ? 0 : ready.sizeBytes()));
  }

  private static Batch columns(Batch batch, List<Integer> places) {
    return new Batch(batch.rows(), places.stream().map(batch::column).toArray(Vector[]::new));
  }

  private void add(Batch looked, Batch rest) {
    if (looked.rows() > 0) {
      store.add(looked);
      if (rest.width() > 0) {
        carried.add(rest);
      }
    }
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
    ready = stretch.beside(new Batch(stretch.rows(), window.evaluate(stretch)));
    readyCarried = carried;
    readyRest = plan.carried().isEmpty() ? null : carried.read();
    carried = new HeldRows(evaluation.workspace());
    given = 0;
  }

  @Override
  public void close() {
    rows.close();
    ended = true;
    ready = null;
    carried.close();
    readyCarried.close();
    store = new RowStore(types);
    memory.close();
  }
}

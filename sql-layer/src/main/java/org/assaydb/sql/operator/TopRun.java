package org.assaydb.sql.operator;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.RowSorter;
import org.assaydb.sql.keys.RowStore;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link TopPlan}. Rows are collected; now and then those that can no more be among the
 * first are thrown away, and the last one that can is the bar that later rows must pass.
 */
final class TopRun implements RowSource {
  /** Beyond so many rows, to throw some away does not pay. */
  private static final long MOST_COLLECTED = 1 << 20;

  private final TopPlan plan;
  private final RowOrder order;
  private final Evaluation evaluation;
  private final RowSource rows;
  private final RowSorting sorting;
  private final Reservation memory;
  private @Nullable RowStore collected;

  /** Rows that were left when some were thrown away last; ties can make them many. */
  private int left;

  private @Nullable Batch bar;
  private @Nullable RowSource sorted;
  private long toSkip;
  private long toGive;

  /** Rows that count: those passed over and those given. */
  private final long wanted;

  /** The last row given, which ties must equal. */
  private @Nullable Batch last;

  TopRun(TopPlan plan, Evaluation evaluation) {
    this.plan = plan;
    this.order = plan.order();
    this.evaluation = evaluation;
    toSkip = RowCount.offset(plan.offset(), evaluation);
    toGive = RowCount.fetch(plan.fetch(), evaluation);
    wanted = toSkip > Long.MAX_VALUE - toGive ? Long.MAX_VALUE : toSkip + toGive;
    rows = plan.input().open(evaluation);
    sorting = new RowSorting(plan.types(), order, evaluation.workspace());
    memory = new Reservation(evaluation.workspace());
    collected = wanted <= MOST_COLLECTED ? new RowStore(plan.types()) : null;
  }

  @Override
  public @Nullable Batch next() {
    if (sorted == null) {
      if (toGive == 0) {
        return null;
      }
      readAll();
      sorted = sorting.sorted();
    }
    for (Batch batch = nextOf(sorted); batch != null; batch = nextOf(sorted)) {
      int skipped = (int) Math.min(toSkip, batch.rows());
      toSkip -= skipped;
      int given = toGive > 0 ? (int) Math.min(toGive, batch.rows() - skipped) : 0;
      toGive -= given;
      int past = skipped + given;
      if (past > 0) {
        last = batch.slice(past - 1, 1);
      }
      if (toGive == 0) {
        past += ties(batch, past);
      }
      if (past > skipped) {
        return batch.slice(skipped, past - skipped);
      }
    }
    return null;
  }

  /** The next batch while there is one that counts. */
  private @Nullable Batch nextOf(RowSource source) {
    Batch batch = toGive > 0 || plan.withTies() ? source.next() : null;
    if (batch != null && toGive == 0 && ties(batch, 0) == 0) {
      return null;
    }
    return batch;
  }

  /** How many rows from a place on are equal to the last one given. */
  private int ties(Batch batch, int from) {
    int row = from;
    if (plan.withTies() && last != null) {
      while (row < batch.rows() && order.compare(last, 0, batch, row) == 0) {
        row++;
      }
    }
    return row - from;
  }

  private void readAll() {
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      evaluation.checkInterrupted();
      Batch promising = promising(batch);
      if (promising.rows() == 0) {
        continue;
      }
      if (collected == null) {
        sorting.add(promising);
        continue;
      }
      collected.add(promising);
      if (collected.rows() >= 2 * Math.max(wanted, left) + Batch.ROWS) {
        throwAway(collected);
      }
      if (!memory.resize(collected.sizeBytes() + RowSorter.sizeBytes(collected.rows()))) {
        moveToSorting(collected);
      }
    }
    rows.close();
    if (collected != null) {
      moveToSorting(collected);
    }
  }

  private Batch promising(Batch batch) {
    if (bar == null) {
      return batch;
    }
    int[] chosen = new int[batch.rows()];
    int count = 0;
    int most = plan.withTies() ? 0 : -1;
    for (int i = 0; i < batch.rows(); i++) {
      if (order.compare(batch, i, bar, 0) <= most) {
        chosen[count++] = i;
      }
    }
    return batch.gather(chosen, count);
  }

  private void throwAway(RowStore store) {
    Batch all = store.build();
    int[] places = RowSorter.sort(all, order, evaluation::checkInterrupted);
    int count = (int) wanted;
    int lastPlace = places[count - 1];
    while (plan.withTies()
        && count < places.length
        && order.compare(all, places[count], all, lastPlace) == 0) {
      count++;
    }
    bar = all.gather(new int[] {lastPlace}, 1);
    collected = new RowStore(plan.types());
    collected.add(all.gather(places, count));
    left = count;
  }

  private void moveToSorting(RowStore store) {
    collected = null;
    memory.close();
    if (store.rows() > 0) {
      sorting.add(store.build());
    }
  }

  @Override
  public void close() {
    rows.close();
    sorting.close();
    memory.close();
    collected = null;
    toGive = 0;
    sorted = null;
  }
}

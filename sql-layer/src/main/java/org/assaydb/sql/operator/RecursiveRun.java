package org.assaydb.sql.operator;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.spill.Reservation;
import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link RecursivePlan}. A step runs when its rows are asked for, so that a recursion
 * without end can be read in part; its rows are given as they come and held for the next step.
 */
final class RecursiveRun implements RowSource {
  private final RecursivePlan plan;
  private final Evaluation evaluation;
  private final WorkTablePlan.Contents contents;
  private final @Nullable SetFilter known;
  private final Reservation memory;
  private @Nullable RowSource current;

  /** The rows that the running step reads, and those that it gives. */
  private @Nullable HeldRows before;

  private @Nullable HeldRows found;

  RecursiveRun(RecursivePlan plan, Evaluation evaluation) {
    this.plan = plan;
    this.evaluation = evaluation;
    this.contents = WorkTablePlan.contents(plan.table(), evaluation);
    this.known = plan.distinct() ? new SetFilter(SetFilter.Mode.NEW, plan.types()) : null;
    this.memory = new Reservation(evaluation.workspace());
    this.current = plan.seed().open(evaluation);
    this.found = new HeldRows(evaluation.workspace());
  }

  @Override
  public @Nullable Batch next() {
    while (current != null && found != null) {
      evaluation.checkInterrupted();
      HeldRows outside = contents.rows;
      contents.rows = before;
      Batch batch;
      try {
        batch = current.next();
      } finally {
        contents.rows = outside;
      }
      if (batch == null) {
        nextStep(current, found);
        continue;
      }
      Batch fresh = known == null ? batch : fresh(known, batch);
      if (fresh.rows() > 0) {
        found.add(fresh);
        return fresh;
      }
    }
    return null;
  }

  private Batch fresh(SetFilter filter, Batch batch) {
    Batch fresh = filter.choose(batch, Batches.columns(batch), false);
    if (!memory.resize(filter.sizeBytes())) {
      throw new SqlLayerException(
          SqlStates.OUT_OF_MEMORY,
          "the distinct rows of recursive query " + plan.table() + " do not fit in memory");
    }
    return fresh;
  }

  private void nextStep(RowSource ended, HeldRows rows) {
    ended.close();
    current = null;
    if (before != null) {
      before.close();
    }
    before = rows;
    found = null;
    if (rows.rows() > 0) {
      found = new HeldRows(evaluation.workspace());
      HeldRows outside = contents.rows;
      contents.rows = rows;
      try {
        current = plan.step().open(evaluation);
      } finally {
        contents.rows = outside;
      }
    }
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
    if (before != null) {
      before.close();
      before = null;
    }
    if (found != null) {
      found.close();
      found = null;
    }
    memory.close();
  }
}

package org.assaydb.sql.expression;

import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;

/** Rows chosen by a condition. */
public final class Selection {
  private Selection() {}

  /** Places of the rows for which a BOOLEAN expression is TRUE, ascending. */
  public static int[] trueRows(Expression condition, Batch batch, Evaluation evaluation) {
    return ((BooleanVector) condition.evaluate(batch, evaluation)).trueRows();
  }

  /** The rows for which a BOOLEAN expression is TRUE; may be none. */
  public static Batch filter(Expression condition, Batch batch, Evaluation evaluation) {
    return batch.select(trueRows(condition, batch, evaluation));
  }
}

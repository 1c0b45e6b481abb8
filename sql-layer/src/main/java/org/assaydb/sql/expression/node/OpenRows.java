package org.assaydb.sql.expression.node;

import org.assaydb.sql.expression.Evaluation;
import org.assaydb.sql.expression.Expression;
import org.assaydb.sql.expression.FixedExpression;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Vector;

/**
 * The rows of a batch for which no branch of a CASE or COALESCE has given a value yet, and the
 * values given so far. Not thread safe.
 */
final class OpenRows {
  private final Batch batch;
  private final Evaluation evaluation;
  private final Assembly values;
  private int[] open;
  private int count;

  OpenRows(Batch batch, Evaluation evaluation, org.assaydb.sql.vector.Layout layout) {
    this.batch = batch;
    this.evaluation = evaluation;
    this.values = new Assembly(layout, batch.rows());
    this.open = ascending(batch.rows());
    this.count = batch.rows();
  }

  private static int[] ascending(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Gives a value to the open rows for which the condition is TRUE. */
  void where(Expression condition, Expression value) {
    int[] places = new int[count];
    BooleanVector truth = (BooleanVector) evaluated(condition, open, count, places);
    long[] bits = truth.bits();
    long[] valid = truth.validity();
    int[] chosen = new int[count];
    int[] rest = new int[count];
    int n = 0;
    int left = 0;
    for (int i = 0; i < count; i++) {
      int place = places[i];
      long word = bits[place >>> 6];
      int taken = (int) ((valid == null ? word : word & valid[place >>> 6]) >>> place & 1);
      // Both are written and one counts: no branch to mispredict.
      chosen[n] = open[i];
      rest[left] = open[i];
      n += taken;
      left += 1 - taken;
    }
    if (n > 0) {
      put(value, chosen, n);
    }
    open = rest;
    count = left;
  }

  /** Gives a value to the open rows for which it is not NULL. */
  void whereNotNull(Expression value) {
    int[] places = new int[count];
    Vector vector = evaluated(value, open, count, places);
    if (!vector.mayHaveNulls()) {
      values.put(vector, places, open, count);
      count = 0;
      return;
    }
    int[] chosen = new int[count];
    int[] from = new int[count];
    int[] rest = new int[count];
    int n = 0;
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (vector.isNull(places[i])) {
        rest[left++] = open[i];
      } else {
        from[n] = places[i];
        chosen[n++] = open[i];
      }
    }
    values.put(vector, from, chosen, n);
    open = rest;
    count = left;
  }

  /** Leaves the open rows NULL. */
  void otherwiseNull() {
    for (int i = 0; i < count; i++) {
      values.putNull(open[i]);
    }
    count = 0;
  }

  /** Gives a value to all open rows. */
  void otherwise(Expression value) {
    if (count > 0) {
      put(value, open, count);
    }
    count = 0;
  }

  private void put(Expression value, int[] rows, int n) {
    int[] places = new int[n];
    values.put(evaluated(value, rows, n, places), places, rows, n);
  }

  /**
   * The values of an expression for some rows.
   *
   * @param places gets the place of each row's value
   */
  private Vector evaluated(Expression expression, int[] rows, int n, int[] places) {
    if (expression instanceof FixedExpression fixed) {
      return fixed.one(evaluation);
    }
    if (Operands.choose(expression, n, batch.rows())) {
      for (int i = 0; i < n; i++) {
        places[i] = i;
      }
      return expression.evaluate(Operands.chosen(batch, rows, n, expression), evaluation);
    }
    System.arraycopy(rows, 0, places, 0, n);
    return expression.evaluate(batch, evaluation);
  }

  Vector build() {
    return values.build();
  }
}

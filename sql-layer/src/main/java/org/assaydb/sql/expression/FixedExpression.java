package org.assaydb.sql.expression;

import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * An expression with the same value in all rows of a run: a literal, a parameter, a field of an
 * outer row, or a computation of these alone.
 */
public interface FixedExpression extends Expression {
  /**
   * The value, see {@link org.assaydb.sql.vector.Layout}; null for NULL. Asked only when there is a
   * row that it counts for.
   *
   * @throws org.assaydb.sql.SqlLayerException when the value is an error
   */
  @Nullable Object value(Evaluation evaluation);

  /** The value as a vector of one row. */
  default Vector one(Evaluation evaluation) {
    return Vectors.constant(type().layout(), value(evaluation), 1);
  }

  @Override
  default Vector evaluate(Batch batch, Evaluation evaluation) {
    Object value = batch.rows() == 0 ? null : value(evaluation);
    return Vectors.constant(type().layout(), value, batch.rows());
  }

  @Override
  default int @Nullable [] columns() {
    return new int[0];
  }
}

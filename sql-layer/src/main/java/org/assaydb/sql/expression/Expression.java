package org.assaydb.sql.expression;

import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** A scalar expression over the columns of a batch. Immutable, thread safe, usable many times. */
public interface Expression {
  ValueType type();

  /**
   * The values for all rows of a batch, in the layout of {@link #type}.
   *
   * @throws org.assaydb.sql.SqlLayerException when the value of one of the rows is an error
   */
  Vector evaluate(Batch batch, Evaluation evaluation);

  /**
   * Whether {@link #evaluate} can throw or is dear: then it is asked only for rows whose value
   * counts (behind a guard in AND, OR, CASE, COALESCE). False is certain.
   */
  boolean canFail();

  /**
   * Places of the columns that {@link #evaluate} looks at, ascending; null when it may be any. The
   * other columns of a batch given to it need not hold anything.
   */
  default int @Nullable [] columns() {
    return null;
  }
}

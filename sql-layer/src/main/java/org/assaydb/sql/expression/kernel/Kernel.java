package org.assaydb.sql.expression.kernel;

import org.assaydb.sql.vector.Vector;

/**
 * Computes a result that is NULL when an operand is. Immutable, thread safe.
 *
 * <p>An operand of one row, which is not NULL then unless there is but one row in all, stands for
 * the same value in all rows.
 */
@FunctionalInterface
public interface Kernel {
  /**
   * The results for {@code rows} rows, at least one.
   *
   * @throws org.assaydb.sql.SqlLayerException when the value of a row without NULL is an error
   */
  Vector apply(Vector[] operands, int rows);

  /** Whether {@link #apply} can throw. */
  default boolean canFail() {
    return true;
  }
}

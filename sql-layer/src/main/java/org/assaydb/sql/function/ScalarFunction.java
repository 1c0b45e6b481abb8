package org.assaydb.sql.function;

import org.assaydb.sql.vector.Vector;

/** Computes a function for all rows at once. Immutable, thread safe. */
@FunctionalInterface
public interface ScalarFunction {
  /**
   * The results for {@code rows} rows.
   *
   * @param arguments in the layouts of the types that the function was looked up with, each with
   *     {@code rows} rows
   * @throws org.assaydb.sql.SqlLayerException when the value of one of the rows is an error
   */
  Vector apply(Vector[] arguments, int rows, Invocation run);
}

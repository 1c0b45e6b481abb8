package org.assaydb.sql.window;

import org.assaydb.sql.vector.Vector;

/** Computes a call for all rows of a stretch. Immutable. */
@FunctionalInterface
interface WindowFunction {
  /**
   * @param frames of the call
   * @throws org.assaydb.sql.SqlLayerException when the value of one of the rows is an error
   */
  Vector evaluate(WindowRows rows, Frames frames);
}

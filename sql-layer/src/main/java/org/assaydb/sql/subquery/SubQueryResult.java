package org.assaydb.sql.subquery;

import org.assaydb.sql.expression.RowSource;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** What one run of a sub-query leaves behind. */
interface SubQueryResult {
  /** Makes a result of a run; reads as far as it needs. */
  @FunctionalInterface
  interface Reader {
    SubQueryResult read(RowSource rows, org.assaydb.sql.expression.Evaluation evaluation);
  }

  /**
   * Adds the values of the expression for some outer rows.
   *
   * @param operands left sides of IN and SOME for all outer rows of a batch; none for others
   * @param from the first of the outer rows
   * @param to behind the last of them
   */
  void addTo(VectorBuilder out, Vector[] operands, int from, int to);

  /** Memory that the result takes, roughly. */
  long sizeBytes();
}

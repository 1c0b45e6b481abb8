package org.assaydb.sql.expression;

import java.util.function.Supplier;

/** Sees what the operators of a run do, for EXPLAIN PROOF ANALYZE. */
public interface RunObserver {
  /**
   * Starts an operator.
   *
   * @param operator by identity; it may be started more than once
   * @return its rows
   */
  RowSource observed(Object operator, Supplier<RowSource> start);
}

package org.assaydb.sql.rewrite;

import org.apache.calcite.rel.RelNode;

/**
 * How many rows a plan gives, roughly. Estimates choose between plans with the same rows: whoever
 * bends them makes a statement slow, never wrong.
 */
@FunctionalInterface
public interface RowEstimates {
  /** A positive number for a logical plan. */
  double rows(RelNode rel);
}

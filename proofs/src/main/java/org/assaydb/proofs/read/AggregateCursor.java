package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.Key;

/**
 * Totals of a {@link ReadSpec.Aggregate}, one group at a time in key order. Accessors are valid
 * after {@link #next()} returned true.
 */
public interface AggregateCursor extends AutoCloseable {
  /** Advances to the next group that has a live row; false at the proved end. */
  boolean next();

  /** The encoded key parts that the group's rows share; {@link Key#MIN} for the grand total. */
  Key group();

  /** Live rows. A group has at least one; the grand total of no rows is one result with 0. */
  long live();

  /**
   * Sum over the live rows of a summarized column.
   *
   * @param column one of the columns of the specification
   */
  ColumnSum sum(int column);

  @Override
  default void close() {}
}

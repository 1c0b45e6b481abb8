package org.assaydb.sql.aggregate;

/** An aggregate function for arguments of given types. Immutable, thread safe. */
@FunctionalInterface
public interface AggregateFunction {
  /**
   * @param interruptCheck called in long loops; may throw
   */
  Accumulator create(Runnable interruptCheck);
}

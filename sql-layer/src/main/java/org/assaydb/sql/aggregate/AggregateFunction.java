package org.assaydb.sql.aggregate;

/** An aggregate function for arguments of given types. Immutable, thread safe. */
@FunctionalInterface
public interface AggregateFunction {
  Accumulator create();
}

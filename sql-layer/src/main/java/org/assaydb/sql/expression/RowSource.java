package org.assaydb.sql.expression;

import org.assaydb.sql.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Rows of one run of a plan, batch by batch. Not thread safe. */
public interface RowSource extends AutoCloseable {
  /** The next rows, at least one; null at the end, and then always. */
  @Nullable Batch next();

  /** Releases what is held; more than once is no harm. */
  @Override
  void close();
}

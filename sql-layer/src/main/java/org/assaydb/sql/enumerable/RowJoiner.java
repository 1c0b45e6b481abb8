package org.assaydb.sql.enumerable;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.jspecify.annotations.Nullable;

/** Joins rows with a table by batched look-ups; public only because generated code calls it. */
public interface RowJoiner {
  /** Arrays, or bare values when the result has one column. */
  Enumerable<? extends @Nullable Object> join(
      DataContext root, Enumerable<@Nullable Object[]> outer);
}

package org.assaydb.sql.enumerable;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.jspecify.annotations.Nullable;

/** Rows of a table access; public only because generated code calls it. */
public interface RowSource {
  /** Arrays of values, or bare values when there is one column, as generated code wants it. */
  Enumerable<? extends @Nullable Object> open(DataContext root);
}

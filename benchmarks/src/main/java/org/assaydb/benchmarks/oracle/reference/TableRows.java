package org.assaydb.benchmarks.oracle.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the tables that a plan scans. */
public interface TableRows {
  /**
   * All rows, in the values of this package.
   *
   * @param name schema and table
   */
  List<@Nullable Object[]> rows(List<String> name);
}

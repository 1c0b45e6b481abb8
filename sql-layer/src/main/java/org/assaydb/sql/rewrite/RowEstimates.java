package org.assaydb.sql.rewrite;

import java.util.function.ToDoubleFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/**
 * How many rows a plan gives, roughly. Estimates choose between plans with the same rows: whoever
 * bends them makes a statement slow, never wrong.
 */
@FunctionalInterface
public interface RowEstimates {
  /** A positive number for a logical plan. */
  double rows(RelNode rel);

  /** Estimates from the form of a plan, keys, and the rows of tables. */
  static RowEstimates ofTables(ToDoubleFunction<TableScan> rows) {
    return new StructuralEstimates(rows);
  }

  /** The same by the row counts that the tables' statistics state. */
  static RowEstimates ofStatistics() {
    return ofTables(scan -> scan.getTable().getRowCount());
  }
}

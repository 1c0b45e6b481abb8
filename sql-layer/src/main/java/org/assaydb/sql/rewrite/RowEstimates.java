package org.assaydb.sql.rewrite;

import java.util.function.ToDoubleFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;

/**
 * How many rows a plan gives, roughly. Estimates choose between plans with the same rows: whoever
 * bends them makes a statement slow, never wrong.
 */
@FunctionalInterface
public interface RowEstimates {
  /** A positive number for a logical plan. */
  double rows(RelNode rel);

  /** Announces a plan of whose parts rows will be asked for. A hint. */
  default void prepare(RelNode plan) {}

  /** Estimates from the form of a plan, keys, and the rows of tables. */
  static RowEstimates ofTables(ToDoubleFunction<TableScan> rows) {
    return ofParts(rel -> rel instanceof TableScan scan ? rows.applyAsDouble(scan) : Double.NaN);
  }

  /**
   * Estimates from the form of a plan, keys, and the rows of its parts.
   *
   * @param known NaN for parts that are to be estimated from their inputs; tables must be known
   */
  static RowEstimates ofParts(ToDoubleFunction<RelNode> known) {
    return new StructuralEstimates(known);
  }

  /** The same by the row counts that the tables' statistics state. */
  static RowEstimates ofStatistics() {
    return ofTables(scan -> scan.getTable().getRowCount());
  }

  /** The share of rows that satisfy a condition, by its form. */
  static double selectivity(RexNode condition) {
    return StructuralEstimates.allOf(condition);
  }

  /** Rows of an input without the filters at its top. */
  static double unfiltered(RowEstimates estimates, RelNode input) {
    return Math.max(estimates.rows(input), estimates.rows(StructuralEstimates.below(input)));
  }
}

package org.assaydb.sql.change;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.execution.CompiledQuery;
import org.jspecify.annotations.Nullable;

/**
 * A unique index that decides whether a proposed row conflicts.
 *
 * @param query gives the key of an existing row, the position of the proposed row that it conflicts
 *     with, and what else the change needs; at most one row a position
 * @param parameters numbers of those that it holds
 */
record Arbiter(IndexDef index, CompiledQuery query, Set<Integer> parameters) {
  /** Field of the position. */
  static final int POSITION = 1;

  /** What {@link #conflicts} reads; null when that is not known beforehand. */
  @Nullable List<ReadSpec> reads(
      ProposedRows proposed, ExecutionContext context, @Nullable Object[] values) {
    return query.allReads(context, ParameterTypes.only(parameters, values), proposed.given());
  }

  /** Rows of the query by position. */
  Map<Integer, @Nullable Object[]> conflicts(
      ProposedRows proposed, ExecutionContext context, @Nullable Object[] values) {
    Map<Integer, @Nullable Object[]> found = new HashMap<>();
    try (PlannedStatement.RowIterator rows =
        query.execute(context, ParameterTypes.only(parameters, values), proposed.given())) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        Object position = row[POSITION];
        if (position instanceof Long number) {
          found.put(number.intValue(), row);
        }
      }
    }
    return found;
  }
}

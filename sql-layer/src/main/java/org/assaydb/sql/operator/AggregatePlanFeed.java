package org.assaydb.sql.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.sql.aggregate.Accumulator;
import org.assaydb.sql.aggregate.AggregateCall;
import org.assaydb.sql.aggregate.GroupedRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** What the calls see of a batch: their columns, of the rows that their filters let through. */
final class AggregatePlanFeed {
  private final Batch batch;
  private final List<AggregateCall> calls;
  private final Vector[][] arguments;

  /** The rows that count for each call; null for all. */
  private final int[] @Nullable [] places;

  AggregatePlanFeed(AggregatePlan plan, Batch batch) {
    this.batch = batch;
    this.calls = plan.accumulatedCalls();
    this.arguments = new Vector[calls.size()][];
    this.places = new int[calls.size()] @Nullable [];
    Map<Integer, int[]> byFilter = new HashMap<>();
    for (int c = 0; c < arguments.length; c++) {
      int filter = calls.get(c).modifiers().filter();
      if (filter >= 0) {
        places[c] =
            byFilter.computeIfAbsent(filter, f -> ((BooleanVector) batch.column(f)).trueRows());
      }
      arguments[c] = arguments(calls.get(c), places[c]);
    }
  }

  private Vector[] arguments(AggregateCall call, int @Nullable [] rows) {
    int[] columns = call.columns();
    Vector[] vectors = new Vector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      Vector column = batch.column(columns[i]);
      vectors[i] = rows == null ? column : column.gather(rows, rows.length);
    }
    return vectors;
  }

  Batch batch() {
    return batch;
  }

  /**
   * @param groups of all rows of the batch
   * @param groupCount all groups are below it
   */
  void add(Accumulator[] accumulators, int[] groups, int groupCount) {
    GroupedRows all = new GroupedRows(groups, batch.rows(), groupCount);
    for (int c = 0; c < accumulators.length; c++) {
      int[] rows = places[c];
      if (rows == null) {
        accumulators[c].add(arguments[c], all);
      } else if (rows.length > 0) {
        int[] groupOf = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
          groupOf[i] = groups[rows[i]];
        }
        accumulators[c].add(arguments[c], groupOf, rows.length);
      }
    }
  }
}

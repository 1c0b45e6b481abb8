package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement for some rows of values in one transaction, as if one after the other. What
 * they read is asked for together, as far as it is known beforehand. Not thread safe.
 */
final class BatchPart {
  private static final int MAX_BYTES = 4 << 20;

  /** Rows whose reads are asked for in one go. */
  private static final int ASKED_ROWS = 256;

  private final List<SetValues> rows;
  private final TypedPlans plans;
  private final PlannedStatement.ExecutionContext context;
  private final PendingWrites pending;

  /** Reads of the rows that were looked ahead at, the first of them being row {@link #first}. */
  private List<@Nullable List<ReadSpec>> ahead = List.of();

  private int first;

  BatchPart(
      List<SetValues> rows,
      TypedPlans plans,
      PlannedStatement.ExecutionContext context,
      PendingWrites pending) {
    this.rows = rows;
    this.plans = plans;
    this.context = context;
    this.pending = pending;
  }

  /**
   * Runs the rows from one on to another, or until they write 4 MiB.
   *
   * @param counts takes the count of each
   * @return the row behind the last that was run
   */
  int run(int from, int to, List<Long> counts) throws SQLException {
    long bytes = 0;
    int next = from;
    try {
      while (next < to && bytes < MAX_BYTES) {
        context.interruptCheck().run();
        if (next >= first + ahead.size()) {
          lookAhead(next, Math.min(to, next + ASKED_ROWS));
        }
        PlannedStatement.Update update = plan(next);
        pending.flushBefore(ahead.get(next - first));
        PlannedStatement.WriteSet set = update.execute(context, rows.get(next).values());
        pending.add(set.writes());
        counts.add(set.rowCount());
        bytes += Work.sizeOf(set.writes());
        next++;
      }
    } finally {
      // What ran before a row that failed has run.
      pending.flush();
    }
    return next;
  }

  private PlannedStatement.Update plan(int row) throws SQLException {
    if (plans.of(rows.get(row)) instanceof PlannedStatement.Update update) {
      return update;
    }
    throw SqlErrors.of(SqlStates.BAD_CALL, "a batch holds INSERT, UPDATE and DELETE only");
  }

  /** At least one row; a row whose values are wrong says so when its turn comes. */
  private void lookAhead(int from, int to) throws SQLException {
    first = from;
    ahead = new ArrayList<>();
    Set<ReadSpec> wanted = new LinkedHashSet<>();
    for (int i = from; i < to; i++) {
      List<ReadSpec> reads = null;
      try {
        reads = plan(i).reads(context, rows.get(i).values());
      } catch (SqlLayerException | SQLException e) {
        to = i + 1;
      }
      ahead.add(reads);
      wanted.addAll(reads == null ? List.of() : reads);
    }
    if (!wanted.isEmpty()) {
      context.reader().prefetch(List.copyOf(wanted));
    }
  }
}

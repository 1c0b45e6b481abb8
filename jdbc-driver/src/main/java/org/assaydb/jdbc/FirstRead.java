package org.assaydb.jdbc;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.wire.Request;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.PlannedStatement.ExecutionContext;
import org.assaydb.sql.SqlPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Guesses what a statement will ask for first, so that one round trip brings it along with the
 * head. The guess is made at the last snapshot and decides nothing: when the statement asks for
 * something else at the new one, what came along is not looked at.
 */
record FirstRead(Session session, SqlPlanner planner) {
  /** At the last snapshot; null when it is not known without asking or planning at length. */
  Request.@Nullable Read of(Snapshot last, String sql, SetValues parameters) {
    try {
      PlannedStatement plan =
          planner.planAtOnce(
              sql,
              last.catalog(),
              parameters.typesWithout(Set.of()),
              session.counts().at(last.height()));
      FetchingReader reader = reader(last);
      List<ReadSpec> reads = plan == null ? null : reads(plan, last, reader, parameters);
      return reads == null ? null : reader.firstRequest(reads);
    } catch (RuntimeException e) {
      return null; // what is wrong with the statement is found when it runs
    }
  }

  private FetchingReader reader(Snapshot last) {
    Work before = new Work(session, last);
    return before.reader(before.newLog());
  }

  private static @Nullable List<ReadSpec> reads(
      PlannedStatement plan, Snapshot last, FetchingReader reader, SetValues parameters) {
    ExecutionContext context =
        new ExecutionContext(
            reader,
            last.height(),
            last.timeMs(),
            time -> {
              throw new NoSuchElementException("heights are asked for");
            });
    if (plan instanceof PlannedStatement.Query query) {
      return query.firstReads(context, parameters.values());
    }
    return plan instanceof PlannedStatement.Update update
        ? update.reads(context, parameters.values())
        : null;
  }
}

package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.wire.Request;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.statistics.RowCounts;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements and transactions of one connection. In autocommit mode every statement has its
 * own snapshot and transaction; otherwise the first statement fixes the snapshot until commit or
 * rollback. Guarded by its own monitor.
 *
 * <pre>
 * state      statement          commit            rollback
 * idle       -> open            -> idle           -> idle
 * open       -> open            -> idle (submit)  -> idle
 *            broken write: -> failed
 * failed     25P02              25P02, -> idle    -> idle
 * </pre>
 */
final class Executor {
  private static final long MAX_BACKOFF_MS = 200;

  /** What a statement gave: rows, or a count. */
  record Outcome(@Nullable OpenQuery query, long updateCount) {}

  /** A query under way. */
  record OpenQuery(
      List<PlannedStatement.ResultColumn> columns,
      PlannedStatement.RowIterator rows,
      Snapshot snapshot,
      FetchingReader reader,
      SnapshotCounts counts,
      long startedMs,
      String sql,
      SetValues parameters,
      boolean provable) {
    ProofLog log() {
      return counts.log();
    }
  }

  /** Rows of values for one statement. */
  record Batch(String sql, List<SetValues> rows) {}

  private final Session session;
  private final Guard guard;
  private final SqlPlanner planner;
  private final FirstRead firstRead;
  private final ClientKey key;
  private final Random jitter = new Random();
  private boolean autoCommit = true;
  private @Nullable Work work;
  private boolean failed;

  Executor(Session session, SqlPlanner planner, ClientKey key) {
    this.session = session;
    this.guard = new Guard(session);
    this.planner = planner;
    this.firstRead = new FirstRead(session, planner);
    this.key = key;
  }

  Session session() {
    return session;
  }

  SqlPlanner planner() {
    return planner;
  }

  /** First contact: a certified, fresh head. */
  synchronized void connect() throws SQLException {
    guard.run(
        () -> {
          session.connect();
          return true;
        });
  }

  synchronized boolean autoCommit() {
    return autoCommit;
  }

  synchronized void setAutoCommit(boolean on) throws SQLException {
    if (on && !autoCommit) {
      commit();
    }
    autoCommit = on;
  }

  /** Catalog of the current transaction, or of a new snapshot. */
  synchronized Catalog catalog() throws SQLException {
    return guard.run(() -> newWork().snapshot().catalog());
  }

  /** The plan for values of some types, null for those that are not set. */
  synchronized PlannedStatement plan(String sql, List<@Nullable ColumnType> types)
      throws SQLException {
    return planning((catalog, counts) -> planner.plan(sql, catalog, types, counts));
  }

  /** Finds mistakes, except those that may be none once values have given their types. */
  synchronized Prepared prepare(String sql) throws SQLException {
    return planning((catalog, counts) -> Prepared.of(planner, sql, catalog, counts));
  }

  private <T> T planning(BiFunction<Catalog, RowCounts, T> step) throws SQLException {
    return guard.run(
        () -> {
          Work current = newWork();
          return step.apply(current.snapshot().catalog(), current.counts(current.newLog()));
        });
  }

  /** The open transaction, or a new one that is kept only outside autocommit mode. */
  private Work newWork() throws SQLException {
    return newWork(last -> null);
  }

  /**
   * @param first read of a statement that begins, see {@link Session#snapshot(Function)}
   */
  private Work newWork(Function<Snapshot, Request.@Nullable Read> first) throws SQLException {
    if (failed) {
      throw SqlErrors.of(SqlStates.FAILED_TRANSACTION, "the transaction has failed; roll it back");
    }
    Work current = work;
    if (current == null) {
      current = new Work(session, session.snapshot(first));
      work = autoCommit ? null : current;
    }
    return current;
  }

  /** Runs a statement; it takes {@code timeoutSeconds} at most, 0 for no limit. */
  synchronized Outcome execute(
      String sql, SetValues parameters, Interruption interruption, int timeoutSeconds)
      throws SQLException {
    boolean open = false;
    interruption.open();
    try {
      Outcome outcome =
          limited(
              interruption, timeoutSeconds, () -> executeRetrying(sql, parameters, interruption));
      open = outcome.query() != null;
      return outcome;
    } finally {
      if (!open) {
        interruption.close();
      }
    }
  }

  private Outcome executeRetrying(String sql, SetValues parameters, Interruption interruption)
      throws SQLException {
    for (int attempt = 0; ; attempt++) {
      Work current = newWork(last -> firstRead.of(last, sql, parameters));
      SnapshotCounts counts = current.counts(current.newLog());
      PlannedStatement plan =
          new TypedPlans(planner, sql, current.snapshot().catalog(), counts).of(parameters);
      if (plan instanceof PlannedStatement.Query query) {
        return new Outcome(open(current, sql, query, parameters, interruption, counts), -1);
      }
      try {
        if (plan instanceof PlannedStatement.Definition definition) {
          return new Outcome(null, define(sql, definition));
        }
        PlannedStatement.Update update = (PlannedStatement.Update) plan;
        return new Outcome(null, update(current, sql, update, parameters, interruption));
      } catch (SQLException e) {
        if (!autoCommit || !retryable(e, attempt)) {
          throw e;
        }
      }
    }
  }

  private OpenQuery open(
      Work current,
      String sql,
      PlannedStatement.Query query,
      SetValues parameters,
      Interruption interruption,
      SnapshotCounts counts) {
    FetchingReader reader = current.reader(counts.log());
    boolean provable = !current.hasWrites() && query.isRepeatable();
    long started = session.nowMs();
    PlannedStatement.RowIterator rows =
        query.execute(current.context(reader, interruption), parameters.values());
    return new OpenQuery(
        query.columns(),
        rows,
        current.snapshot(),
        reader,
        counts,
        started,
        sql,
        parameters,
        provable);
  }

  private long update(
      Work current,
      String sql,
      PlannedStatement.Update update,
      SetValues parameters,
      Interruption interruption)
      throws SQLException {
    FetchingReader reader = current.reader(current.newLog());
    PlannedStatement.WriteSet set =
        update.execute(current.context(reader, interruption), parameters.values());
    reader.close();
    write(current, set.writes());
    current.note(sql);
    if (autoCommit && current.hasWrites()) {
      submit(current, List.of());
    }
    return set.rowCount();
  }

  private void write(Work current, List<TableWrites> writes) throws SQLException {
    try {
      current.write(writes);
    } catch (SQLException | RuntimeException | Error e) {
      failed = !autoCommit;
      throw e;
    }
  }

  /** A definition ends the open transaction and is one of its own. */
  private long define(String sql, PlannedStatement.Definition definition) throws SQLException {
    if (work != null) {
      commit();
    }
    CatalogChange change = definition.change();
    if (change != null) {
      Work own = new Work(session, session.snapshot());
      own.note(sql);
      submit(own, List.of(change));
    }
    return 0;
  }

  private Receipt submit(Work current, List<CatalogChange> changes) throws SQLException {
    Receipt receipt = session.submit(current.sign(key, changes));
    if (!receipt.committed()) {
      throw SqlErrors.of(receipt.sqlState(), receipt.message());
    }
    return receipt;
  }

  private boolean retryable(SQLException e, int attempt) throws SQLException {
    if (!SqlStates.CONFLICT.equals(e.getSQLState()) || attempt >= session.settings().maxRetries()) {
      return false;
    }
    try {
      Thread.sleep(jitter.nextLong(1, Math.min(MAX_BACKOFF_MS, 4L << attempt)));
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Runs one statement for many parameter rows. In autocommit mode up to {@code batchRows} rows or
   * 4 MiB are one transaction.
   *
   * @param counts takes the counts of rows whose transaction is committed
   */
  synchronized void executeBatch(
      Batch batch, List<Long> counts, Interruption interruption, int timeoutSeconds)
      throws SQLException {
    interruption.open();
    try {
      limited(
          interruption,
          timeoutSeconds,
          () -> {
            int from = 0;
            while (from < batch.rows().size()) {
              from = executePart(batch, from, counts, interruption);
            }
            return from;
          });
    } finally {
      interruption.close();
    }
  }

  private int executePart(Batch batch, int from, List<Long> counts, Interruption interruption)
      throws SQLException {
    for (int attempt = 0; ; attempt++) {
      Work current = newWork();
      List<Long> part = new ArrayList<>();
      int next = fill(current, batch, from, part, interruption);
      current.note(batch.sql());
      try {
        if (autoCommit && current.hasWrites()) {
          submit(current, List.of());
        }
        counts.addAll(part);
        return next;
      } catch (SQLException e) {
        if (!autoCommit || !retryable(e, attempt)) {
          throw e;
        }
      }
    }
  }

  private int fill(
      Work current, Batch batch, int from, List<Long> counts, Interruption interruption)
      throws SQLException {
    Catalog catalog = current.snapshot().catalog();
    ProofLog log = current.newLog();
    FetchingReader reader = current.reader(log);
    BatchPart part =
        new BatchPart(
            batch.rows(),
            new TypedPlans(planner, batch.sql(), catalog, current.counts(log)),
            current.context(reader, interruption),
            new PendingWrites(catalog, writes -> write(current, writes)));
    long end = Math.min(batch.rows().size(), from + (long) session.settings().batchRows());
    int next = part.run(from, (int) end, counts);
    reader.close();
    return next;
  }

  synchronized void commit() throws SQLException {
    Work current = work;
    boolean broken = failed;
    work = null;
    failed = false;
    if (broken) {
      throw SqlErrors.of(
          SqlStates.FAILED_TRANSACTION, "the transaction had failed and is rolled back");
    }
    if (current != null && current.hasWrites()) {
      guard.run(() -> submit(current, List.of()));
    }
  }

  synchronized void rollback() {
    work = null;
    failed = false;
  }

  /** The next row of a query, null at its end. */
  synchronized @Nullable Object @Nullable [] next(
      PlannedStatement.RowIterator rows, Interruption interruption, int timeoutSeconds)
      throws SQLException {
    return this.<Row>limited(
            interruption,
            timeoutSeconds,
            () -> {
              interruption.check();
              return new Row(rows.next());
            })
        .values();
  }

  /** The proof of a query that was read to its end. */
  synchronized ProofFile prove(OpenQuery query) throws SQLException {
    return guard.run(
        () ->
            ProofVerifier.prove(
                planner, session.client(), query, session.newLog(query.snapshot())));
  }

  private record Row(@Nullable Object @Nullable [] values) {
    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }

  private <T> T limited(Interruption interruption, int timeoutSeconds, Guard.Step<T> step)
      throws SQLException {
    interruption.limit(timeoutSeconds * 1000L);
    session.during(interruption);
    try {
      return guard.run(step);
    } finally {
      session.during(Interruption.NEVER);
      interruption.limit(0);
    }
  }

  /** From any thread, and without its monitor: ends what a statement does, if it does anything. */
  void cancel(Interruption interruption) {
    if (interruption.cancel()) {
      session.interrupt();
    }
  }
}

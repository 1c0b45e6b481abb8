package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.SqlPlanner;
import org.assaydb.sql.types.Values;
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
  private static final int BATCH_BYTES = 4 << 20;
  private static final long MAX_BACKOFF_MS = 200;

  /** What a statement gave: rows, or a count. */
  record Outcome(@Nullable OpenQuery query, long updateCount) {}

  /** A query under way. */
  record OpenQuery(
      List<PlannedStatement.ResultColumn> columns,
      PlannedStatement.RowIterator rows,
      Snapshot snapshot,
      ProofLog log,
      long startedMs,
      String sql,
      @Nullable Object[] parameters,
      List<ColumnType> parameterTypes,
      boolean provable) {}

  /** A step whose unchecked failures become SQL exceptions. */
  interface Step<T> {
    T run() throws SQLException;
  }

  private final Session session;
  private final SqlPlanner planner;
  private final ClientKey key;
  private final Random jitter = new Random();
  private boolean autoCommit = true;
  private @Nullable Work work;
  private boolean failed;

  Executor(Session session, SqlPlanner planner, ClientKey key) {
    this.session = session;
    this.planner = planner;
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
    guarded(
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
    return guarded(() -> newWork().snapshot().catalog());
  }

  synchronized PlannedStatement plan(String sql) throws SQLException {
    return guarded(() -> planner.plan(sql, newWork().snapshot().catalog()));
  }

  /** The open transaction, or a new one that is kept only outside autocommit mode. */
  private Work newWork() throws SQLException {
    if (failed) {
      throw SqlErrors.of("25P02", "the transaction has failed; roll it back");
    }
    Work current = work;
    if (current == null) {
      current = new Work(session, session.snapshot());
      work = autoCommit ? null : current;
    }
    return current;
  }

  /** Runs a statement; its requests take {@code timeoutSeconds} together, 0 for no limit. */
  synchronized Outcome execute(String sql, @Nullable Object[] parameters, int timeoutSeconds)
      throws SQLException {
    return limited(timeoutSeconds, () -> executeRetrying(sql, parameters));
  }

  private Outcome executeRetrying(String sql, @Nullable Object[] parameters) throws SQLException {
    for (int attempt = 0; ; attempt++) {
      Work current = newWork();
      PlannedStatement plan = planner.plan(sql, current.snapshot().catalog());
      @Nullable Object[] bound = bind(plan, parameters);
      if (plan instanceof PlannedStatement.Query query) {
        return new Outcome(open(current, sql, query, bound), -1);
      }
      try {
        if (plan instanceof PlannedStatement.Definition definition) {
          return new Outcome(null, define(sql, definition));
        }
        return new Outcome(null, update(current, sql, (PlannedStatement.Update) plan, bound));
      } catch (SQLException e) {
        if (!autoCommit || !retryable(e, attempt)) {
          throw e;
        }
      }
    }
  }

  private static @Nullable Object[] bind(PlannedStatement plan, @Nullable Object[] given)
      throws SQLException {
    List<ColumnType> types = plan.parameterTypes();
    if (given.length != types.size()) {
      throw SqlErrors.of(
          "07001", types.size() + " parameters expected, " + given.length + " were set");
    }
    @Nullable Object[] bound = new @Nullable Object[given.length];
    for (int i = 0; i < bound.length; i++) {
      bound[i] = Values.valueFromJdbc(types.get(i), given[i]);
    }
    return bound;
  }

  private OpenQuery open(
      Work current, String sql, PlannedStatement.Query query, @Nullable Object[] bound) {
    ProofLog log = current.newLog();
    boolean provable = !current.hasWrites();
    long started = session.nowMs();
    PlannedStatement.RowIterator rows = query.execute(current.context(log), bound);
    return new OpenQuery(
        query.columns(),
        rows,
        current.snapshot(),
        log,
        started,
        sql,
        bound,
        query.parameterTypes(),
        provable);
  }

  private long update(
      Work current, String sql, PlannedStatement.Update update, @Nullable Object[] bound)
      throws SQLException {
    PlannedStatement.WriteSet set = update.execute(current.context(current.newLog()), bound);
    write(current, set.writes());
    current.note(sql);
    if (!autoCommit || !current.hasWrites()) {
      return set.rowCount();
    }
    return submit(current, List.of()).rows();
  }

  private void write(Work current, List<TableWrites> writes) throws SQLException {
    try {
      current.write(writes);
    } catch (SQLException e) {
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
    if (!SqlErrors.CONFLICT.equals(e.getSQLState()) || attempt >= session.settings().maxRetries()) {
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
      String sql, List<@Nullable Object[]> rows, List<Long> counts, int timeoutSeconds)
      throws SQLException {
    limited(
        timeoutSeconds,
        () -> {
          int from = 0;
          while (from < rows.size()) {
            from = executePart(sql, rows, from, counts);
          }
          return from;
        });
  }

  private int executePart(String sql, List<@Nullable Object[]> rows, int from, List<Long> counts)
      throws SQLException {
    for (int attempt = 0; ; attempt++) {
      Work current = newWork();
      PlannedStatement plan = planner.plan(sql, current.snapshot().catalog());
      if (!(plan instanceof PlannedStatement.Update update)) {
        throw SqlErrors.of("HY000", "a batch holds INSERT, UPDATE and DELETE only");
      }
      List<Long> part = new ArrayList<>();
      int next = fill(current, update, rows, from, part);
      current.note(sql);
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
      Work current,
      PlannedStatement.Update update,
      List<@Nullable Object[]> rows,
      int from,
      List<Long> counts)
      throws SQLException {
    PlannedStatement.ExecutionContext context = current.context(current.newLog());
    int end = (int) Math.min(rows.size(), from + (long) session.settings().batchRows());
    long bytes = 0;
    int next = from;
    while (next < end && bytes < BATCH_BYTES) {
      PlannedStatement.WriteSet set = update.execute(context, bind(update, rows.get(next++)));
      write(current, set.writes());
      counts.add(set.rowCount());
      bytes += sizeOf(set.writes());
    }
    return next;
  }

  private static long sizeOf(List<TableWrites> writes) {
    long bytes = 0;
    for (TableWrites table : writes) {
      for (RowWrite row : table.rows()) {
        bytes += row instanceof RowWrite.Insert i ? i.values().length + 4L : 64L;
      }
    }
    return bytes;
  }

  synchronized void commit() throws SQLException {
    Work current = work;
    boolean broken = failed;
    work = null;
    failed = false;
    if (broken) {
      throw SqlErrors.of("25P02", "the transaction had failed and is rolled back");
    }
    if (current != null && current.hasWrites()) {
      guarded(() -> submit(current, List.of()));
    }
  }

  synchronized void rollback() {
    work = null;
    failed = false;
  }

  /** The next row of a query, null at its end. */
  synchronized @Nullable Object @Nullable [] next(
      PlannedStatement.RowIterator rows, int timeoutSeconds) throws SQLException {
    return this.<Row>limited(timeoutSeconds, () -> new Row(rows.next())).values();
  }

  private record Row(@Nullable Object @Nullable [] values) {
    @Override
    public String toString() {
      return Arrays.toString(values);
    }
  }

  private <T> T limited(int timeoutSeconds, Step<T> step) throws SQLException {
    session.limit(timeoutSeconds * 1000L);
    try {
      return guarded(step);
    } finally {
      session.limit(0);
    }
  }

  /** Unchecked failures as SQL exceptions; a failed check leaves the replica that caused it. */
  @SuppressWarnings("ReferenceEquality")
  private <T> T guarded(Step<T> step) throws SQLException {
    try {
      return step.run();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof VerificationException unverified) {
          session.distrustReplica();
          throw SqlErrors.of(unverified);
        }
        if (cause instanceof ReadFailure failure) {
          throw failure.exception();
        }
      }
      // Last: the SQL layer also wraps what a read threw beneath it.
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SqlLayerException user) {
          throw SqlErrors.of(user);
        }
      }
      throw SqlErrors.of("XX000", "defect in the driver: " + e, e);
    }
  }
}

package org.assaydb.jdbc;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * How a statement ends early: cancelled from another thread, or because a step takes too long. A
 * statement is open from its execution to the end of its result, so that a cancel between two rows
 * is not lost.
 *
 * <pre>
 * state       open       cancel        close
 * IDLE        OPEN       IDLE          IDLE
 * OPEN        OPEN       CANCELLED     IDLE
 * CANCELLED   OPEN       CANCELLED     IDLE
 * </pre>
 *
 * Only {@link #cancel} may be called by other threads than the one that runs the statement.
 */
final class Interruption {
  /** Never ends anything. */
  static final Interruption NEVER = new Interruption();

  static final String TIMEOUT = "canceling statement due to statement timeout";
  private static final String REQUEST = "canceling statement due to user request";
  private static final long LAST_MOMENT_NANOS = 2_000_000;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private enum State {
    IDLE,
    OPEN,
    CANCELLED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private long startNanos;
  private long limitNanos = NO_LIMIT;

  void open() {
    state.set(State.OPEN);
  }

  void close() {
    state.set(State.IDLE);
  }

  /** The next step may take some time, 0 for no limit. */
  void limit(long timeoutMs) {
    startNanos = System.nanoTime();
    limitNanos = timeoutMs == 0 ? NO_LIMIT : timeoutMs * 1_000_000;
  }

  /** Whether the statement was open and ends now. */
  boolean cancel() {
    return state.compareAndSet(State.OPEN, State.CANCELLED);
  }

  /** Nanoseconds that are left, not positive when the time is over. */
  long leftNanos() {
    return limitNanos == NO_LIMIT ? NO_LIMIT : limitNanos - (System.nanoTime() - startNanos);
  }

  /** For the engine: throws when the statement is to end. */
  void check() {
    String reason = reason(0);
    if (reason != null) {
      throw new SqlLayerException(SqlStates.CANCELED, reason);
    }
  }

  /**
   * For requests, which are not worth to be made in the last moment.
   *
   * @param last why the last one failed
   */
  void checkRequest(@Nullable SQLException last) throws SQLException {
    String reason = reason(LAST_MOMENT_NANOS);
    if (reason != null) {
      throw SqlErrors.of(SqlStates.CANCELED, reason, last);
    }
  }

  private @Nullable String reason(long leastNanos) {
    if (state.get() == State.CANCELLED) {
      return REQUEST;
    }
    return leftNanos() <= leastNanos ? TIMEOUT : null;
  }
}

package org.assaydb.sql.planner;

import java.util.function.Supplier;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a thread with a deep stack when the caller's may be too small. Parser, validator and
 * converter nest as deep as the statement: a thousand conditions joined by OR are a thousand calls
 * within each other. Few statements need it; short ones are tried on the caller's stack. Long ones
 * are not, because an overflow is passed on through all these calls with the text of each.
 */
final class DeepStack<T> {
  /** Characters; about a hundred conditions. */
  private static final int SHORT_TEXT = 2_000;

  /** Bytes that are reserved, not used before they are needed. */
  private static final long STACK_BYTES = 256L << 20;

  private @Nullable T result;
  private @Nullable RuntimeException failure;
  private @Nullable Error error;

  private DeepStack() {}

  /**
   * What {@code work} on a statement gives or throws; 54001 only when the deep stack is too small
   * as well.
   */
  static <T> T call(String sql, Supplier<T> work) {
    if (sql.length() > SHORT_TEXT) {
      return deep(work);
    }
    try {
      return work.get();
    } catch (SqlLayerException e) {
      if (!e.sqlState().equals(SqlStates.TOO_COMPLEX)) {
        throw e;
      }
      return deep(work);
    }
  }

  /** An interrupt waits for the end of the work. */
  private static <T> T deep(Supplier<T> work) {
    DeepStack<T> call = new DeepStack<>();
    Thread thread = new Thread(null, () -> call.run(work), "assaydb-planner", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return call.outcome();
  }

  private void run(Supplier<T> work) {
    try {
      result = work.get();
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      error = e;
    }
  }

  private T outcome() {
    if (failure != null) {
      throw failure;
    } else if (error != null) {
      throw error;
    } else if (result == null) {
      throw new IllegalStateException("no result");
    }
    return result;
  }
}

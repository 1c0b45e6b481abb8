package org.assaydb.sql.planner;

import java.util.function.Supplier;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work again on a thread with a deep stack when the caller's is too small. Parser, validator
 * and converter nest as deep as the statement: a thousand conditions joined by OR are a thousand
 * calls within each other. Few statements need it.
 */
final class DeepStack<T> {
  /** Bytes that are reserved, not used before they are needed. */
  private static final long STACK_BYTES = 256L << 20;

  private @Nullable T result;
  private @Nullable RuntimeException failure;
  private @Nullable Error error;

  private DeepStack() {}

  /** What {@code work} gives or throws; 54001 only when the deep stack is too small as well. */
  static <T> T call(Supplier<T> work) {
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

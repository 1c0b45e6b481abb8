package org.assaydb.jdbc;

import java.sql.SQLException;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.sql.SqlLayerException;

/** Turns what a statement may fail with into SQL exceptions, after which its session is usable. */
final class Guard {
  /** A step whose unchecked failures become SQL exceptions. */
  interface Step<T> {
    T run() throws SQLException;
  }

  private final Session session;

  Guard(Session session) {
    this.session = session;
  }

  /** Unchecked failures as SQL exceptions; a failed check leaves the replica that caused it. */
  @SuppressWarnings("ReferenceEquality")
  <T> T run(Step<T> step) throws SQLException {
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
      throw SqlErrors.of(SqlStates.INTERNAL, "defect in the driver: " + e, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // An answer may have been read in part: the next request gets a connection of its own.
      session.distrustReplica();
      throw e instanceof StackOverflowError
          ? SqlErrors.of(SqlStates.TOO_COMPLEX, "the statement is nested too deeply", e)
          : SqlErrors.of(SqlStates.OUT_OF_MEMORY, "the statement needs too much memory", e);
    }
  }
}

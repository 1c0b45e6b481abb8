package org.assaydb.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import org.assaydb.proofs.ErrorCategory;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.wire.Response;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/** Which SQL exception, of which SQLSTATE, a failure becomes. */
final class SqlErrors {
  private SqlErrors() {}

  static SQLFeatureNotSupportedException unsupported(String what) {
    return new SQLFeatureNotSupportedException(what + " is not supported", SqlStates.NOT_SUPPORTED);
  }

  static SQLException closed(String what) {
    return new SQLNonTransientConnectionException(what + " is closed", SqlStates.CLOSED);
  }

  /** An exception of the class that JDBC foresees for this SQLSTATE. */
  static SQLException of(String sqlState, String message, @Nullable Throwable cause) {
    SQLException e =
        switch (sqlState.substring(0, 2)) {
          case "23" -> new SQLIntegrityConstraintViolationException(message, sqlState);
          case "40" -> new SQLTransactionRollbackException(message, sqlState);
          case "42" -> new SQLSyntaxErrorException(message, sqlState);
          case "0A" -> new SQLFeatureNotSupportedException(message, sqlState);
          case "08" -> new SQLTransientConnectionException(message, sqlState);
          case "57" ->
              message.equals(Interruption.TIMEOUT)
                  ? new SQLTimeoutException(message, sqlState)
                  : new SQLException(message, sqlState);
          default -> new SQLException(message, sqlState);
        };
    if (cause != null) {
      e.initCause(cause);
    }
    return e;
  }

  static SQLException of(String sqlState, String message) {
    return of(sqlState, message, null);
  }

  static SQLException of(SqlLayerException e) {
    return of(e.sqlState(), String.valueOf(e.getMessage()), e);
  }

  /**
   * A failed check; a snapshot that cannot be served any more is the one reason that is no
   * accusation, and keeps its own SQLSTATE all the same.
   */
  static SQLException of(VerificationException e) {
    return new UnverifiedException(e);
  }

  static SQLException of(IOException e) {
    if (e instanceof SocketTimeoutException) {
      SQLException timeout =
          new SQLTimeoutException(
              "the replica did not answer in time", SqlStates.CONNECTION_FAILURE);
      timeout.initCause(e);
      return timeout;
    }
    String what = e instanceof EOFException ? "connection lost: " : "connection failed: ";
    return of(SqlStates.CONNECTION_FAILURE, what + e.getMessage(), e);
  }

  /** The server refused; its words are quoted and never believed. */
  static SQLException of(Response.Failure failure) {
    String message = "replica answered (unverified): " + failure.message();
    return switch (failure.code()) {
      case SNAPSHOT_TOO_OLD ->
          new UnverifiedException(
              new VerificationException(RejectReason.SNAPSHOT_TOO_OLD, failure.message()));
      case UNAVAILABLE, BEHIND -> of(SqlStates.CONNECTION_FAILURE, message, null);
      default -> of(believable(failure.sqlState()), message, null);
    };
  }

  /** That all went well, or that a check failed, is for the driver to say and for no server. */
  private static String believable(String sqlState) {
    boolean isOurs =
        sqlState.equals("00000") || ErrorCategory.of(sqlState) == ErrorCategory.UNVERIFIED;
    return isOurs ? SqlStates.INTERNAL : sqlState;
  }
}

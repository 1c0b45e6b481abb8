package org.assaydb.jdbc;

import java.sql.SQLException;

/** Carries an SQL exception through query code, which throws no checked ones. */
final class ReadFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SQLException exception;

  ReadFailure(SQLException exception) {
    super(exception);
    this.exception = exception;
  }

  SQLException exception() {
    return exception;
  }
}

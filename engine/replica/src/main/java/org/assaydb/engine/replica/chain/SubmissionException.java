package org.assaydb.engine.replica.chain;

/** A transaction was not accepted, or its outcome is not known yet; with an SQLSTATE. */
public final class SubmissionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  public SubmissionException(String sqlState, String message) {
    super(message, null, false, false);
    this.sqlState = sqlState;
  }

  public String sqlState() {
    return sqlState;
  }
}

package org.assaydb.engine.replica.state;

/** A transaction cannot be applied: it leaves a receipt with this SQLSTATE and nothing else. */
final class Abort extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  Abort(String sqlState, String message) {
    super(message, null, false, false);
    this.sqlState = sqlState;
  }

  String sqlState() {
    return sqlState;
  }
}

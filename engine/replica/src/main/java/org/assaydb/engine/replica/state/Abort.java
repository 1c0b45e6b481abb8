package org.assaydb.engine.replica.state;

/** A transaction cannot be applied: it leaves a receipt with this SQLSTATE and nothing else. */
final class Abort extends Exception {
  private static final long serialVersionUID = 1L;

  static final String CONFLICT = "40001";
  static final String BAD_VALUES = "22000";
  static final String NOT_NULL = "23502";
  static final String UNIQUE = "23505";
  static final String LIMIT = "54000";
  static final String FORBIDDEN = "42501";
  static final String NO_TABLE = "42P01";
  static final String NO_INDEX = "42704";
  static final String NAME_TAKEN = "42P07";
  static final String BAD_DEFINITION = "42P16";
  static final String INVALID_NAME = "42602";
  static final String NO_SCHEMA = "3F000";
  static final String WRONG_OBJECT = "42809";
  static final String UNSUPPORTED = "0A000";

  /** What no rule foresaw: the same on every replica. */
  static final String INTERNAL = "XX000";

  /** The client id was used before with another payload; AssayDB's own class. */
  static final String CLIENT_ID_REUSED = "AS001";

  private final String sqlState;

  Abort(String sqlState, String message) {
    super(message, null, false, false);
    this.sqlState = sqlState;
  }

  String sqlState() {
    return sqlState;
  }
}

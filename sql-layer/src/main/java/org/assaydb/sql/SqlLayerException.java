package org.assaydb.sql;

/** The statement is at fault: syntax, names, types, values, unsupported features. */
public final class SqlLayerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  public SqlLayerException(String sqlState, String message) {
    super(message);
    this.sqlState = sqlState;
  }

  public SqlLayerException(String sqlState, String message, Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
  }

  /** Five characters. */
  public String sqlState() {
    return sqlState;
  }
}

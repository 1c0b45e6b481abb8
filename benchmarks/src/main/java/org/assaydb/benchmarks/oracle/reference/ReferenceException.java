package org.assaydb.benchmarks.oracle.reference;

/** The statement fails by its meaning: an overflow, a division by zero, a bad cast. */
public final class ReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final String DIVISION_BY_ZERO = "22012";
  static final String OUT_OF_RANGE = "22003";
  static final String BAD_DATETIME = "22007";
  static final String BAD_CAST = "22018";
  static final String CARDINALITY = "21000";

  private final String sqlState;

  ReferenceException(String sqlState, String message) {
    super(message);
    this.sqlState = sqlState;
  }

  static ReferenceException outOfRange(Object what) {
    return new ReferenceException(OUT_OF_RANGE, what + " is out of range");
  }

  static ReferenceException divisionByZero() {
    return new ReferenceException(DIVISION_BY_ZERO, "division by zero");
  }

  /** Five characters. */
  public String sqlState() {
    return sqlState;
  }
}

package org.assaydb.sql.expression.kernel;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Errors of values. */
public final class Faults {
  private Faults() {}

  public static SqlLayerException outOfRange(Object type) {
    return new SqlLayerException(SqlStates.OUT_OF_RANGE, "the value is out of range for " + type);
  }

  public static SqlLayerException divisionByZero() {
    return new SqlLayerException(SqlStates.DIVISION_BY_ZERO, "division by zero");
  }

  public static SqlLayerException timeOverflow() {
    return new SqlLayerException(
        SqlStates.DATETIME_OVERFLOW, "the date, time or interval is out of range");
  }

  public static SqlLayerException notSupported(String what) {
    return new SqlLayerException(SqlStates.NOT_SUPPORTED, what + " is not supported");
  }
}

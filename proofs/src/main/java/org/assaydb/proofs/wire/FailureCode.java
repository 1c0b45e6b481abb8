package org.assaydb.proofs.wire;

import org.assaydb.proofs.ErrorCategory;
import org.assaydb.proofs.VerificationException;

/**
 * Why a replica did not serve a request: a category, or what the driver treats apart. Stable
 * numbers.
 */
public enum FailureCode {
  /** The request is at fault; repeating it is of no use. */
  USER(ErrorCategory.USER),
  /** A conflict with another transaction; retry on a new snapshot. */
  CONFLICT(ErrorCategory.CONFLICT),
  /** Not now, or not here; another replica may serve it. */
  UNAVAILABLE(ErrorCategory.UNAVAILABLE),
  /** Over a limit of the replica. */
  LIMIT(ErrorCategory.LIMIT),
  /** The replica's own disk is damaged. */
  CORRUPTION(ErrorCategory.CORRUPTION),
  /** A defect. */
  INTERNAL(ErrorCategory.INTERNAL),
  /** The state at this height is not kept any more. */
  SNAPSHOT_TOO_OLD(8),
  /** The replica has not come as far as the height named; another one has. */
  BEHIND(9);

  private final int code;

  FailureCode(ErrorCategory category) {
    this(category.code());
  }

  FailureCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static FailureCode of(int code) {
    for (FailureCode value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw VerificationException.malformed("failure code " + code);
  }

  /** Of a failure of which no more is known than its SQLSTATE, which is of no failed check. */
  public static FailureCode ofSqlState(String sqlState) {
    return of(ErrorCategory.of(sqlState).code());
  }
}

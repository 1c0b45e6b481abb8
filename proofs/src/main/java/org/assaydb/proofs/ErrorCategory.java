package org.assaydb.proofs;

/** What kind of failure something is, and so what its caller can do. Stable numbers. */
public enum ErrorCategory {
  /** The caller is at fault: doing the same again is of no use. */
  USER(1),
  /** Another transaction came first: again, on a new snapshot. */
  CONFLICT(2),
  /** Not now, or not here: again later, or elsewhere. */
  UNAVAILABLE(3),
  /** More than is allowed: ask for less. */
  LIMIT(4),
  /** An answer failed its check, see {@link RejectReason}. No replica says this of itself. */
  UNVERIFIED(5),
  /** A replica's own disk is damaged. */
  CORRUPTION(6),
  /** A defect. */
  INTERNAL(7);

  private final int code;

  ErrorCategory(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * Of a failure of which no more is known than its SQLSTATE; of those that are not listed in
   * {@link SqlStates}, USER.
   */
  public static ErrorCategory of(String sqlState) {
    if (sqlState.startsWith(RejectReason.SQL_STATE_CLASS)) {
      return UNVERIFIED;
    }
    return switch (sqlState) {
      case SqlStates.CONFLICT -> CONFLICT;
      case SqlStates.CANNOT_CONNECT,
          SqlStates.CONNECTION_FAILURE,
          SqlStates.OUTCOME_UNKNOWN,
          SqlStates.TOO_MANY_WAITING,
          SqlStates.DISK_FULL,
          SqlStates.NOT_READY,
          SqlStates.IO_ERROR,
          SqlStates.STATE_NOT_KEPT ->
          UNAVAILABLE;
      case SqlStates.OUT_OF_MEMORY,
          SqlStates.LIMIT,
          SqlStates.TOO_COMPLEX,
          SqlStates.TOO_MANY_COLUMNS,
          SqlStates.CANCELED ->
          LIMIT;
      case SqlStates.CORRUPTED -> CORRUPTION;
      case SqlStates.INTERNAL -> INTERNAL;
      default -> USER;
    };
  }
}

package org.assaydb.proofs;

import java.util.Locale;

/** Why a check failed. Names and codes are stable; they appear in SQL exceptions and reports. */
public enum RejectReason {
  MALFORMED(1),
  NONCANONICAL(2),
  ROOT_MISMATCH(3),
  UNSOUND_ROW(4),
  INCOMPLETE_RESULT(5),
  QUERY_MISMATCH(6),
  CATALOG_MISMATCH(7),
  SNAPSHOT_MISMATCH(8),
  SNAPSHOT_TOO_OLD(9),
  STALE_HEAD(10),
  ROLLBACK_DETECTED(11),
  FORK_DETECTED(12),
  CERTIFICATE_INVALID(13),
  CERTIFICATE_INSUFFICIENT(14),
  VALIDATOR_SET_UNPROVEN(15),
  WRONG_CHAIN(16),
  LIMIT_EXCEEDED(17),
  UNVERIFIABLE_FEATURE(18),
  DOWNGRADE_REFUSED(19);

  /** What SQLSTATEs of failed checks begin with: a class of AssayDB's own. */
  static final String SQL_STATE_CLASS = "VA";

  private final int code;

  RejectReason(int code) {
    this.code = code;
  }

  /** Stable number, also the vendor code of the SQL exception. */
  public int code() {
    return code;
  }

  /** {@code VA0nn}, where {@code nn} is the number. */
  public String sqlState() {
    return String.format(Locale.ROOT, "%s%03d", SQL_STATE_CLASS, code);
  }
}

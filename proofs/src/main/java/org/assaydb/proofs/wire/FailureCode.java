package org.assaydb.proofs.wire;

import org.assaydb.proofs.VerificationException;

/** Why a replica did not serve a request; stable numbers. */
public enum FailureCode {
  /** The request is at fault; repeating it is of no use. */
  USER(1),
  /** A conflict with another transaction; retry on a new snapshot. */
  CONFLICT(2),
  /** Not now, or not here; another replica may serve it. */
  UNAVAILABLE(3),
  /** Over a limit of the replica. */
  LIMIT(4),
  /** The replica's own disk is damaged. */
  CORRUPTION(6),
  /** A defect. */
  INTERNAL(7),
  /** The state at this height is not kept any more. */
  SNAPSHOT_TOO_OLD(8),
  /** The replica has not come as far as the height named; another one has. */
  BEHIND(9);

  private final int code;

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
}

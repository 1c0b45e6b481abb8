package org.assaydb.proofs;

/**
 * A check failed on data from an untrusted source. It is unchecked because it must pass through
 * generated query code unchanged; the driver turns it into an SQL exception of its own SQLSTATE. It
 * is never retried on the same data and never becomes an empty result.
 */
public final class VerificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  public VerificationException(RejectReason reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  public VerificationException(RejectReason reason, String message, Throwable cause) {
    super(reason + ": " + message, cause);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }

  /** Shorthand for the commonest case: input that no honest encoder produces. */
  public static VerificationException malformed(String message) {
    return new VerificationException(RejectReason.MALFORMED, message);
  }

  /** Throws with {@code reason} unless {@code condition} holds. */
  public static void require(boolean condition, RejectReason reason, String message) {
    if (!condition) {
      throw new VerificationException(reason, message);
    }
  }
}

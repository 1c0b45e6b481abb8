package org.assaydb.jdbc;

import java.sql.SQLException;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;

/**
 * An answer failed its check. The SQLSTATE is {@code VA0nn} and the vendor code {@code nn}, the
 * stable code of the reason. No row of the answer has been handed out; the driver neither repeats
 * the request elsewhere by itself nor returns less instead.
 */
public final class UnverifiedException extends SQLException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  UnverifiedException(VerificationException cause) {
    super(cause.getMessage(), sqlState(cause.reason()), cause.reason().code(), cause);
    reason = cause.reason();
  }

  public RejectReason reason() {
    return reason;
  }

  /** {@code VA0nn}. */
  public static String sqlState(RejectReason reason) {
    return reason.sqlState();
  }
}

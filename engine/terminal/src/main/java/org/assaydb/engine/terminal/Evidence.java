package org.assaydb.engine.terminal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assaydb.jdbc.VerifiedResultSet;

/**
 * What the driver checked for one result.
 *
 * @param height block whose certified state was read
 * @param signers seats of the replicas whose signatures were checked, such as {@code 0,1,3}
 * @param proofBytes verification objects received for the statement
 * @param verifyMs time spent checking them
 */
public record Evidence(
    long height, String signers, long proofBytes, double verifyMs, int roundTrips) {

  /** Taken from a result that was read to its end, or closed. */
  public static Evidence of(ResultSet result) throws SQLException {
    VerifiedResultSet verified = result.unwrap(VerifiedResultSet.class);
    String signers =
        verified.signers().stream()
            .map(s -> Integer.toString(s.seat()))
            .collect(Collectors.joining(","));
    return new Evidence(
        verified.height(),
        signers,
        verified.proofBytes(),
        verified.verificationNanos() / 1e6,
        verified.roundTrips());
  }

  /** In words, for one line. */
  public String describe() {
    String checked =
        proofBytes == 0
            ? "nothing new to check"
            : String.format(
                Locale.ROOT, "%,d bytes of proof checked in %.2f ms", proofBytes, verifyMs);
    return "verified at height " + height + ", signed by replicas " + signers + ", " + checked;
  }
}

package org.assaydb.jdbc;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.proofs.ledger.ValidatorId;

/** What the driver knows about the proof of a result: {@code unwrap(VerifiedResultSet.class)}. */
public interface VerifiedResultSet extends ResultSet {
  /** Height of the certified snapshot. */
  long height();

  /** Validators whose signatures certify the snapshot. */
  List<ValidatorId> signers();

  /** Age of the snapshot's header by this machine's clock when the statement started. */
  long ageMs();

  /** Bytes of verification objects received so far. */
  long proofBytes();

  /** Time spent verifying so far. */
  long verificationNanos();

  /** Requests for verification objects so far. */
  int roundTrips();

  /**
   * Writes a self-contained proof of the whole result, after checking it as the offline verifier
   * will. The result must have been read to its end, outside a transaction with own writes.
   */
  void saveProof(Path file) throws SQLException;
}

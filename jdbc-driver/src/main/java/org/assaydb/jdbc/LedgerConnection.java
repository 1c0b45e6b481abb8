package org.assaydb.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assaydb.proofs.ledger.Contradiction;

/** What a connection can say of the ledger itself: {@code unwrap(LedgerConnection.class)}. */
public interface LedgerConnection extends Connection {
  /**
   * What one replica knows against validators.
   *
   * @param replica as in the URL, {@code host:port}
   * @param evidence verified: each convicts a validator, whoever shows it
   * @param failure why the replica did not answer, or not with evidence; null when it did
   */
  record Testimony(
      String replica,
      List<Contradiction> evidence,
      @org.jspecify.annotations.Nullable String failure) {}

  /** Asks every replica of the URL, one after the other. */
  List<Testimony> evidence() throws SQLException;
}

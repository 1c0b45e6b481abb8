package org.assaydb.consensus;

import java.util.List;
import org.assaydb.proofs.ledger.Contradiction;

/** What validators were caught at. Thread safe. */
public interface EvidenceLog extends AutoCloseable {
  /** Contradictions of one validator that are kept: the first ones. */
  int MOST_OF_A_VALIDATOR = 16;

  /** Keeps it, synced on return; false when enough of the validator is known. */
  boolean keep(Contradiction contradiction);

  /** All that is kept, oldest first. */
  List<Contradiction> all();

  @Override
  void close();
}

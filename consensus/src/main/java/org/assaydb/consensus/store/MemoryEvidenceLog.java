package org.assaydb.consensus.store;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.consensus.EvidenceLog;
import org.assaydb.proofs.ledger.Contradiction;

/** Evidence in memory, for tests and simulations: all of it. */
public final class MemoryEvidenceLog implements EvidenceLog {
  private final List<Contradiction> kept = new ArrayList<>();

  @Override
  public synchronized boolean keep(Contradiction contradiction) {
    return kept.add(contradiction);
  }

  @Override
  public synchronized List<Contradiction> all() {
    return List.copyOf(kept);
  }

  @Override
  public void close() {}
}

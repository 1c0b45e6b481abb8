package org.assaydb.consensus.store;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.consensus.VoteLog;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Vote;

/** A vote log without a disk, for simulations and tests; it outlives the replica that uses it. */
public final class MemoryVoteLog implements VoteLog {
  private final List<Vote> votes = new ArrayList<>();
  private final List<Certificate> certificates = new ArrayList<>();
  private final List<Certificate> pending = new ArrayList<>();
  private long floor;

  @Override
  public synchronized void append(Vote vote) {
    votes.add(vote);
    certificates.addAll(pending);
    pending.clear();
  }

  @Override
  public synchronized void keep(Certificate certificate) {
    pending.add(certificate);
  }

  /** What a loss of power leaves. */
  public synchronized void loseUnsynced() {
    pending.clear();
  }

  @Override
  public synchronized List<Certificate> certificates() {
    return List.copyOf(certificates);
  }

  @Override
  public synchronized List<Vote> load() {
    return List.copyOf(votes);
  }

  @Override
  public synchronized void pruneBelow(long slot) {
    floor = Math.max(floor, slot);
    votes.removeIf(v -> v.statement().slot() < floor);
    certificates.removeIf(c -> c.statement().slot() < floor);
  }

  @Override
  public synchronized long floor() {
    return floor;
  }

  /** Votes kept. */
  public synchronized int size() {
    return votes.size();
  }

  @Override
  public void close() {}
}

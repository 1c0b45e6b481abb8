package org.assaydb.consensus;

import java.util.List;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Vote;

/**
 * The signed votes of one validator, and the certificates that they rest on. {@link #append}
 * returns once the vote is synced; only then may it leave the replica. A replica restored without
 * its log needs a new key.
 */
public interface VoteLog extends AutoCloseable {
  /** Appends and syncs. */
  void append(Vote vote);

  /** Appends a certificate that later votes rest on: it is synced with the next vote. */
  void keep(Certificate certificate);

  /** Votes that survived, oldest first. */
  List<Vote> load();

  /** Certificates that survived, oldest first. */
  List<Certificate> certificates();

  /**
   * Allows votes and certificates of slots below {@code slot} to be forgotten; they are never
   * signed again.
   */
  void pruneBelow(long slot);

  /** No vote of a slot below this one may be signed; 0 when nothing was pruned. */
  long floor();

  @Override
  void close();
}

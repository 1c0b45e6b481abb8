package org.assaydb.consensus;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.assaydb.proofs.ledger.Genesis;

/**
 * Runs one validator: the pure core on one thread, with its ports. {@link #close} stops the thread
 * and closes the transport; the stores belong to the caller.
 */
public final class ConsensusNode implements AutoCloseable {
  /**
   * @param secret Ed25519 secret whose public key is in the genesis
   * @param clockMs milliseconds since 1970-01-01 UTC
   */
  public ConsensusNode(
      Genesis genesis,
      byte[] secret,
      Timing timing,
      Application application,
      BlockStore blocks,
      VoteLog votes,
      Transport transport,
      LongSupplier clockMs) {
    throw new UnsupportedOperationException("follows");
  }

  /** Re-delivers finalised blocks that the application lacks, then takes part. */
  public void start() {}

  /** The application has new work: the leader need not wait for the heartbeat. Any thread. */
  public void submitHint() {}

  /** Why the replica stopped by itself; empty while it runs or after a clean close. */
  public Optional<Throwable> failure() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}

package org.assaydb.consensus.node;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assaydb.consensus.Application;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.VoteLog;
import org.assaydb.consensus.core.Event;
import org.assaydb.consensus.signer.VoteSigner;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one validator: the pure core on one thread, with its ports. {@link #close} stops the thread
 * and closes the transport; the stores belong to the caller.
 */
public final class ConsensusNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsensusNode.class);
  private static final int INBOX = 4096;
  private static final long LONGEST_WAIT_MS = 1_000;
  private static final long CLOSE_MS = 30_000;

  private final ValidatorId self;
  private final ReplicaLoop loop;
  private final Transport transport;
  private final Clocks clocks;
  private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>(INBOX);
  private final AtomicBoolean workHinted = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  /**
   * @param secret Ed25519 secret whose public key is in the genesis
   */
  public ConsensusNode(
      Genesis genesis,
      byte[] secret,
      Timing timing,
      Application application,
      BlockStore blocks,
      VoteLog votes,
      Transport transport,
      Clocks clocks) {
    int seat = genesis.validators().keys().indexOf(Ed25519.publicKey(secret));
    if (seat < 0) {
      throw new IllegalArgumentException("the key is not in the genesis");
    }
    this.self = new ValidatorId(seat);
    this.transport = transport;
    this.clocks = clocks;
    this.loop =
        new ReplicaLoop(
            genesis,
            self,
            SignatureScheme.ED25519,
            timing,
            new VoteSigner(genesis.chainId(), self, secret, votes),
            votes,
            application,
            blocks,
            transport);
    this.thread = new Thread(this::run, "consensus-" + seat);
  }

  /** Re-delivers finalised blocks that the application lacks, then takes part. */
  public void start() {
    thread.start();
  }

  /** The application has new work: the leader need not wait for the heartbeat. Any thread. */
  public void submitHint() {
    if (workHinted.compareAndSet(false, true) && !inbox.offer(new Event.Tick())) {
      workHinted.set(false); // the inbox is full, so a step comes soon and asks hasWork()
    }
  }

  /** Why the replica stopped by itself; empty while it runs or after a clean close. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private void run() {
    try {
      transport.open(this::receive);
      loop.start(monotonicMs(), clocks.wallMs().getAsLong());
      long wakeAt = monotonicMs();
      while (!closed) {
        long wait = Math.min(LONGEST_WAIT_MS, Math.max(0, wakeAt - monotonicMs()));
        Event event = inbox.poll(wait, TimeUnit.MILLISECONDS);
        if (event instanceof Event.Tick) {
          workHinted.set(false);
        }
        Event next = event == null ? new Event.Tick() : event;
        wakeAt = loop.deliver(next, monotonicMs(), clocks.wallMs().getAsLong());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // root of the thread: a replica that cannot go on must say why
      failure = e;
      LOG.error("replica {} stopped", self, e);
      transport.close();
    }
  }

  private long monotonicMs() {
    return clocks.monotonicMs().getAsLong();
  }

  /** Drops what does not fit: peers repeat what matters. */
  private void receive(ValidatorId from, Message message) {
    if (!inbox.offer(new Event.Received(from, message))) {
      LOG.debug("inbox of {} is full", self);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}

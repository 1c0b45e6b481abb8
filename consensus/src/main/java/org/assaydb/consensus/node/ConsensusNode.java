package org.assaydb.consensus.node;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assaydb.consensus.Application;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.Ports;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.core.Event;
import org.assaydb.consensus.signer.VoteSigner;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one validator: the pure core on one thread, with its ports; signatures are checked and peers
 * answered on threads beside it. {@link #close} stops the threads and closes the transport; the
 * stores belong to the caller.
 */
public final class ConsensusNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsensusNode.class);

  /** Checked messages: few, so that votes do not stand behind blocks. */
  private static final int CHECKED = 64;

  /** Votes, certificates and requests of one sender that wait. */
  private static final int MOST_VOTES = 1024;

  private static final long VOTE_BYTES = 4 << 20;

  /** Messages with blocks of one sender that wait. */
  private static final int MOST_BLOCKS = 64;

  private static final long BLOCK_BYTES = 32 << 20;

  /** Slots ahead of the final one whose blocks are looked at beforehand. */
  private static final int EXAMINED_SLOTS = 8;

  private static final long LONGEST_WAIT_MS = 1_000;
  private static final long CLOSE_MS = 30_000;

  private final ValidatorId self;
  private final ReplicaLoop loop;
  private final Transport transport;
  private final Application application;
  private final Clocks clocks;
  private final Inbox votes;
  private final Inbox blocks;
  private final SignatureGate gate;
  private final Suspects suspects;
  private final Defects defects = new Defects();
  private final ReplyThread replies;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(CHECKED);
  private final AtomicBoolean workHinted = new AtomicBoolean();
  private final Thread thread;
  private final long[] examined;
  private final Thread voteChecks;
  private final Thread blockChecks;
  private volatile long finalSlot;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  /**
   * @param secret Ed25519 secret whose public key is in the genesis
   */
  public ConsensusNode(Genesis genesis, byte[] secret, Timing timing, Ports ports, Clocks clocks) {
    PublicKey key = Ed25519.publicKey(secret);
    int seat = genesis.validators().keys().indexOf(key);
    if (seat < 0) {
      throw new IllegalArgumentException("the key is not in the genesis");
    }
    this.self = new ValidatorId(seat);
    this.transport = ports.transport();
    this.application = ports.application();
    this.clocks = clocks;
    SignatureScheme signatures = new RememberedSignatures(SignatureScheme.ED25519, key);
    int size = genesis.validators().size();
    this.votes = new Inbox(size, MOST_VOTES, VOTE_BYTES);
    this.blocks = new Inbox(size, MOST_BLOCKS, BLOCK_BYTES);
    this.gate = new SignatureGate(genesis, signatures);
    this.suspects = new Suspects(size);
    this.examined = new long[size];
    String name = "consensus-" + seat;
    this.replies =
        new ReplyThread(
            name + "-replies",
            clocks.monotonicMs(),
            new PeerReplies(ports.blocks(), transport)::send);
    this.loop =
        new ReplicaLoop(
            genesis,
            self,
            signatures,
            timing,
            new VoteSigner(genesis.chainId(), self, secret, ports.votes(), signatures),
            ports,
            replies::ask);
    this.finalSlot = loop.tip().slot();
    this.thread = new Thread(() -> root(this::run), name);
    this.voteChecks = new Thread(() -> root(() -> check(votes)), name + "-votes");
    this.blockChecks = new Thread(() -> root(() -> check(blocks)), name + "-blocks");
  }

  /** Re-delivers finalised blocks that the application lacks, then takes part. */
  public void start() {
    thread.start();
  }

  /** The application has new work: the leader need not wait for the heartbeat. Any thread. */
  public void submitHint() {
    if (workHinted.compareAndSet(false, true) && !events.offer(new Event.Tick())) {
      workHinted.set(false); // a step comes soon and asks hasWork()
    }
  }

  /** Why the replica stopped by itself; empty while it runs or after a clean close. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private void root(Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // root of a thread: a replica that cannot go on must say why
      failure = e;
      closed = true;
      LOG.error("replica {} stopped", self, e);
      transport.close();
    }
  }

  private void run() throws InterruptedException {
    transport.open(this::receive);
    voteChecks.start();
    blockChecks.start();
    loop.start(monotonicMs(), clocks.wallMs().getAsLong());
    long wakeAt = monotonicMs();
    while (!closed) {
      long wait = Math.min(LONGEST_WAIT_MS, Math.max(0, wakeAt - monotonicMs()));
      Event event = events.poll(wait, TimeUnit.MILLISECONDS);
      if (event instanceof Event.Tick) {
        workHinted.set(false);
      }
      Event next = event == null ? new Event.Tick() : event;
      wakeAt = loop.deliver(next, monotonicMs(), clocks.wallMs().getAsLong());
      finalSlot = loop.tip().slot();
    }
  }

  private long monotonicMs() {
    return clocks.monotonicMs().getAsLong();
  }

  /**
   * Takes what came in, sender by sender, and passes on what is signed as it should be. Votes do
   * not wait for blocks.
   */
  private void check(Inbox inbox) throws InterruptedException {
    while (!closed) {
      Inbox.Mail mail = inbox.poll(LONGEST_WAIT_MS);
      if (mail == null) {
        continue;
      }
      if (isGenuine(mail)) {
        Event event = new Event.Received(mail.from(), mail.message());
        while (!closed && !events.offer(event, LONGEST_WAIT_MS, TimeUnit.MILLISECONDS)) {
          LOG.debug("the core of {} is slow", self);
        }
      }
    }
  }

  /** Who sends what no honest validator sends is not heard for a while. */
  private boolean isGenuine(Inbox.Mail mail) {
    ValidatorId from = mail.from();
    try {
      if (gate.isGenuine(from, mail.message(), finalSlot)) {
        if (mail.message() instanceof Message.Proposal proposal && isToExamine(proposal)) {
          application.examine(proposal.body());
        }
        return true;
      }
    } catch (VerificationException e) {
      LOG.debug("a message of {} is refused: {}", from, e.getMessage());
    } catch (RuntimeException e) {
      // A defect here, by which no peer may stop this replica. The message is as good as lost; its
      // sender is not to blame, whom other peers could make relay it.
      defects
          .meet(monotonicMs())
          .ifPresent(n -> LOG.error("{} messages cannot be checked, one of {}", n, from, e));
      return false;
    }
    votes.drop(from);
    blocks.drop(from);
    long ignored = suspects.caught(from, monotonicMs());
    LOG.warn("{} sent what is not signed: it is not heard for {} ms", from, ignored);
    return false;
  }

  /** The first one that a leader sends for a slot soon to come: others cost their senders alone. */
  private boolean isToExamine(Message.Proposal proposal) {
    long slot = proposal.header().slot();
    long last = finalSlot;
    int seat = proposal.header().proposer().seat();
    // Of a slot that is final already nothing was checked, not even that there is such a seat.
    if (slot <= last || slot > last + EXAMINED_SLOTS || slot <= examined[seat]) {
      return false;
    }
    examined[seat] = slot;
    return true;
  }

  /** Drops what does not fit: peers repeat what matters. */
  private void receive(ValidatorId from, Message message) {
    boolean carriesBlocks =
        message instanceof Message.Proposal || message instanceof Message.FinalBlocks;
    Inbox inbox = carriesBlocks ? blocks : votes;
    if (!suspects.isHeard(from, monotonicMs()) || !inbox.offer(from, message)) {
      LOG.debug("a message of {} is dropped", from);
    }
  }

  @Override
  public void close() {
    closed = true;
    voteChecks.interrupt();
    blockChecks.interrupt();
    if (!events.offer(new Event.Tick())) {
      LOG.debug("{} ends after what it has received", self);
    }
    try {
      thread.join(CLOSE_MS);
      voteChecks.join(CLOSE_MS);
      blockChecks.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    replies.close();
    transport.close();
  }
}

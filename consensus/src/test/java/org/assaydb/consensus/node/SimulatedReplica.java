package org.assaydb.consensus.node;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.DivergenceException;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.Ports;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.VoteLog;
import org.assaydb.consensus.core.Event;
import org.assaydb.consensus.signer.VoteSigner;
import org.assaydb.consensus.store.MemoryBlockStore;
import org.assaydb.consensus.store.MemoryEvidenceLog;
import org.assaydb.consensus.store.MemoryVoteLog;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.jspecify.annotations.Nullable;

/** One process with its disk, which may crash before or after any write. */
final class SimulatedReplica {
  /** A tick may be followed by one more at once, when the last answer opened a slot. */
  private static final int MOST_SPINS = 3;

  /** The process ended in the middle of a write. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash() {
      super(null, null, false, false);
    }
  }

  private final SimulatedCluster cluster;
  private final int seat;
  private final boolean honest;
  private final MemoryVoteLog votes = new MemoryVoteLog();
  private final MemoryBlockStore blocks = new MemoryBlockStore();
  private final SimulatedApplication application;
  private @Nullable ReplicaLoop loop;
  private int crashAtWrite;
  private int spins;
  private int boots;
  private boolean destroyed;
  private int checkedVotes;
  private long wallOffsetMs;
  private long nextWake;

  SimulatedReplica(SimulatedCluster cluster, int seat, boolean honest) {
    this.cluster = cluster;
    this.seat = seat;
    this.honest = honest;
    application = new SimulatedApplication(cluster, this);
  }

  int seat() {
    return seat;
  }

  boolean isHonest() {
    return honest;
  }

  boolean isDestroyed() {
    return destroyed;
  }

  /** The machine is gone for good. */
  void destroy() {
    destroyed = true;
    kill();
  }

  RogueLeader rogueLeader() {
    return new RogueLeader(cluster, seat, application);
  }

  boolean isUp() {
    return loop != null;
  }

  long height() {
    return application.lastFinalised();
  }

  long finalSlot() {
    return loop == null ? Long.MAX_VALUE : loop.tip().slot();
  }

  long slot() {
    return loop == null ? 0 : loop.slot();
  }

  void setWallOffset(long offsetMs) {
    wallOffsetMs = offsetMs;
  }

  void crashAtWrite(int writes) {
    crashAtWrite = writes;
  }

  /** The process is killed; what was not synced is lost. */
  void kill() {
    loop = null;
    votes.loseUnsynced();
  }

  void boot() {
    if (loop != null || destroyed) {
      return;
    }
    boots++;
    spins = 0;
    nextWake = Long.MAX_VALUE;
    crashAtWrite = 0;
    application.forget();
    VoteLog log = new CrashingVoteLog();
    ValidatorId id = new ValidatorId(seat);
    BlockStore blocks = new CrashingBlockStore();
    Transport transport = new SimulatedTransport();
    PeerReplies replies = new PeerReplies(blocks, transport);
    loop =
        new ReplicaLoop(
            cluster.genesis(),
            id,
            cluster.signatures(),
            SimulatedCluster.TIMING,
            new VoteSigner(
                cluster.genesis().chainId(), id, cluster.secret(seat), log, cluster.signatures()),
            new Ports(application, blocks, log, new MemoryEvidenceLog(), transport),
            replies::send);
    ReplicaLoop mine = loop;
    guarded(() -> mine.start(cluster.nowMs(), cluster.calendarMs() + wallOffsetMs));
    give(new Event.Tick());
  }

  void give(Event event) {
    ReplicaLoop mine = loop;
    if (mine != null) {
      guarded(
          () -> {
            long wake = mine.deliver(event, cluster.nowMs(), cluster.calendarMs() + wallOffsetMs);
            spins = event instanceof Event.Tick && wake <= cluster.nowMs() ? spins + 1 : 0;
            cluster.check(spins < MOST_SPINS, "woken again and again with nothing to do");
            wakeAt(wake, boots);
          });
    }
  }

  private void wakeAt(long atMs, int boot) {
    long at = Math.max(atMs, cluster.nowMs() + 1);
    if (nextWake > cluster.nowMs() && nextWake <= at) {
      return;
    }
    nextWake = at;
    cluster.schedule(
        at - cluster.nowMs(),
        () -> {
          if (boot == boots && nextWake == at) {
            nextWake = Long.MAX_VALUE;
            give(new Event.Tick());
          }
        });
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (Crash crash) {
      kill();
      cluster.schedule(cluster.random().nextInt(2_000), this::boot);
    } catch (DivergenceException broken) {
      cluster.check(!honest, "replica " + seat + " stopped: " + broken.getMessage());
      loop = null;
    }
    if (honest && votes.size() != checkedVotes) {
      checkedVotes = votes.size();
      checkVotes();
    }
  }

  private void checkVotes() {
    List<Vote> all = votes.load();
    Vote newest = all.isEmpty() ? null : all.get(all.size() - 1);
    for (Vote vote : all) {
      if (newest != vote && vote.statement().slot() == newest.statement().slot()) {
        boolean same = vote.statement().tag() == newest.statement().tag();
        boolean notar =
            vote.statement().tag() == HashTag.NOTAR_VOTE
                || newest.statement().tag() == HashTag.NOTAR_VOTE;
        cluster.check(!same && notar, "contradicting votes of " + seat);
      }
    }
  }

  /** Counts down to a crash, before or after the write. */
  void write(Runnable effect) {
    boolean now = crashAtWrite > 0 && --crashAtWrite == 0;
    if (now && cluster.random().nextBoolean()) {
      throw new Crash();
    }
    effect.run();
    if (now) {
      throw new Crash();
    }
  }

  @Override
  public String toString() {
    String state = loop == null ? "down" : "slot " + loop.slot();
    return "seat "
        + seat
        + (honest ? "" : " (dishonest)")
        + " "
        + state
        + " height "
        + height()
        + " "
        + votes.load().stream()
            .map(
                v ->
                    v.statement()
                        .toString()
                        .replaceAll("hash=|headerHash=", "")
                        .replaceAll("([0-9a-f]{6})[0-9a-f]{20,}", "$1"))
            .toList()
        + votes.certificates().stream()
            .map(c -> "" + c.statement().toString().replaceAll("([0-9a-f]{6})[0-9a-f]{20,}", "$1"))
            .toList()
        + blocks.proposals().stream()
            .map(p -> p.header().slot() + ":" + p.header().hash().toString().substring(0, 6))
            .toList();
  }

  private final class SimulatedTransport implements Transport {
    @Override
    public void open(BiConsumer<ValidatorId, Message> inbox) {}

    @Override
    public void send(ValidatorId to, Message message) {
      cluster.send(SimulatedReplica.this, to.seat(), message);
    }

    @Override
    public void broadcast(Message message) {
      for (int to = 0; to < cluster.seats(); to++) {
        cluster.send(SimulatedReplica.this, to, message);
      }
    }

    @Override
    public void close() {}
  }

  private final class CrashingVoteLog implements VoteLog {
    @Override
    public void append(Vote vote) {
      write(
          () -> {
            votes.append(vote);
            if (honest) {
              cluster.voted(seat, vote);
            }
          });
    }

    @Override
    public void keep(Certificate certificate) {
      votes.keep(certificate);
    }

    @Override
    public List<Vote> load() {
      return votes.load();
    }

    @Override
    public List<Certificate> certificates() {
      return votes.certificates();
    }

    @Override
    public void pruneBelow(long slot) {
      votes.pruneBelow(slot);
    }

    @Override
    public long floor() {
      return votes.floor();
    }

    @Override
    public void close() {}
  }

  private final class CrashingBlockStore implements BlockStore {
    @Override
    public void putProposal(Message.Proposal proposal) {
      write(
          () -> {
            blocks.putProposal(proposal);
            cluster.stored(proposal.header());
          });
    }

    @Override
    public Optional<Message.Proposal> proposal(Digest headerHash) {
      return blocks.proposal(headerHash);
    }

    @Override
    public List<Message.Proposal> proposals() {
      return blocks.proposals();
    }

    @Override
    public void finalise(FinalBlock block) {
      write(() -> blocks.finalise(block));
    }

    @Override
    public long lastFinal() {
      return blocks.lastFinal();
    }

    @Override
    public Optional<FinalBlock> get(long height) {
      return blocks.get(height);
    }

    @Override
    public void unlinkBodies(long from, long to) {
      blocks.unlinkBodies(from, to);
    }

    @Override
    public void close() {}
  }
}

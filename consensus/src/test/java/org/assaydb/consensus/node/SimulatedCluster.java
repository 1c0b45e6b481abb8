package org.assaydb.consensus.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.assaydb.consensus.Application;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.Vote;
import org.assaydb.consensus.VoteLog;
import org.assaydb.consensus.core.Event;
import org.assaydb.consensus.signer.VoteSigner;
import org.assaydb.consensus.store.MemoryBlockStore;
import org.assaydb.consensus.store.MemoryVoteLog;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

/**
 * Four validators under one seed and a virtual clock. Seat 3 may be a twin: two replicas with one
 * key and separate disks, which equivocate in every way that two honest replicas can.
 */
final class SimulatedCluster {
  static final Timing TIMING = new Timing(200, 600, 4_000, 400);
  private static final int SEATS = 4;

  /** The process ended in the middle of a write. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash() {
      super(null, null, false, false);
    }
  }

  private record Scheduled(long atMs, long order, Runnable action) {}

  private final long seed;
  private final Random random;
  private final SignatureScheme signatures;
  private final Genesis genesis;
  private final List<byte[]> secrets = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final PriorityQueue<Scheduled> queue =
      new PriorityQueue<>(
          (a, b) ->
              a.atMs != b.atMs ? Long.compare(a.atMs, b.atMs) : Long.compare(a.order, b.order));
  private final Map<Long, Digest> finalHashes = new HashMap<>();
  private final Map<Digest, Roots> finalRoots = new HashMap<>();
  private long nowMs = 1_000_000;
  private long order;
  private double loss;
  private double duplication;
  private int maxDelayMs = 20;
  private Set<Node> island = Set.of();
  private boolean calm;

  SimulatedCluster(long seed, boolean twin, SignatureScheme signatures) {
    this.seed = seed;
    this.random = new Random(seed);
    this.signatures = signatures;
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < SEATS; i++) {
      byte[] secret = new byte[32];
      new Random(i).nextBytes(secret);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    genesis = new Genesis(1, "sim", nowMs, new ValidatorSet(keys), 10, 10);
    for (int i = 0; i < SEATS; i++) {
      nodes.add(new Node(i, !(twin && i == 3)));
    }
    if (twin) {
      nodes.add(new Node(3, false));
    }
    nodes.forEach(Node::boot);
  }

  /** A stand-in that only the holder of the key's name can make: fine among simulated replicas. */
  static SignatureScheme fastSignatures() {
    Map<Digest, byte[]> publicKeys = new HashMap<>();
    return new SignatureScheme() {
      @Override
      public byte[] sign(byte[] secret, byte[] message) {
        Digest name = Sha256.of(HashTag.RESULT, secret);
        return tag(
            publicKeys.computeIfAbsent(name, n -> Ed25519.publicKey(secret).toBytes()), message);
      }

      @Override
      public boolean verify(PublicKey key, byte[] message, byte[] signature) {
        return Arrays.equals(tag(key.toBytes(), message), signature);
      }

      private byte[] tag(byte[] key, byte[] message) {
        byte[] in = Arrays.copyOf(key, key.length + message.length);
        System.arraycopy(message, 0, in, key.length, message.length);
        byte[] out = new byte[64];
        Sha256.of(HashTag.RESULT, in).write(out, 0);
        return out;
      }
    };
  }

  /** A stormy time, then calm; checks agreement after every event and progress at the end. */
  void run() {
    loss = random.nextDouble() * 0.2;
    duplication = random.nextDouble() * 0.1;
    maxDelayMs = 5 + random.nextInt(400);
    long stormEnds = nowMs + 1_500 + random.nextInt(3_000);
    for (long at = nowMs; at < stormEnds; at += 1 + random.nextInt(1_200)) {
      schedule(at - nowMs, this::mischief);
    }
    drain(stormEnds);
    calm = true;
    loss = 0;
    duplication = 0;
    maxDelayMs = 20;
    island = Set.of();
    nodes.stream().filter(n -> n.loop == null).forEach(Node::boot);
    long before = lowest();
    long patienceEnds = nowMs + 30_000;
    while (lowest() < before + 3 && nowMs < patienceEnds) {
      drain(nowMs + 100);
    }
    check(lowest() >= before + 3, "no progress in calm: height " + before + " to " + lowest());
  }

  private long lowest() {
    return nodes.stream()
        .filter(n -> n.honest)
        .mapToLong(n -> n.application.durable)
        .min()
        .orElseThrow();
  }

  private void mischief() {
    if (calm) {
      return;
    }
    Node victim = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(4)) {
      case 0 -> {
        victim.loop = null;
        schedule(random.nextInt(3_000), victim::boot);
      }
      case 1 -> victim.crashAtWrite = 1 + random.nextInt(20);
      case 2 -> {
        Set<Node> some = new HashSet<>();
        nodes.forEach(
            n -> {
              if (random.nextBoolean()) {
                some.add(n);
              }
            });
        island = some;
        schedule(random.nextInt(3_000), () -> island = Set.of());
      }
      default -> maxDelayMs = 5 + random.nextInt(800);
    }
  }

  private void schedule(long delayMs, Runnable action) {
    queue.add(new Scheduled(nowMs + delayMs, order++, action));
  }

  private void drain(long untilMs) {
    while (!queue.isEmpty() && queue.peek().atMs <= untilMs) {
      Scheduled next = queue.poll();
      nowMs = next.atMs;
      next.action.run();
    }
    nowMs = untilMs;
  }

  private void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(
          what
              + "; replay with -Dtest=SimplexSimulationTest -Dsim.first="
              + seed
              + " -Dsim.seeds=1");
    }
  }

  long highestFinal() {
    return finalHashes.keySet().stream().mapToLong(h -> h).max().orElse(0);
  }

  private void deliver(Node from, Node to, Message message) {
    if (random.nextDouble() < loss || island.contains(from) != island.contains(to)) {
      return;
    }
    byte[] bytes = message.encode();
    int copies = random.nextDouble() < duplication ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      schedule(
          1 + random.nextInt(maxDelayMs),
          () -> to.give(new Event.Received(new ValidatorId(from.seat), Message.decode(bytes))));
    }
  }

  /** One process with its disk. */
  private final class Node {
    final int seat;
    final boolean honest;
    final MemoryVoteLog votes = new MemoryVoteLog();
    final MemoryBlockStore blocks = new MemoryBlockStore();
    final FakeApplication application = new FakeApplication(this);
    ReplicaLoop loop;
    int crashAtWrite;
    int boots;
    int checkedVotes;

    Node(int seat, boolean honest) {
      this.seat = seat;
      this.honest = honest;
    }

    void boot() {
      if (loop != null) {
        return;
      }
      boots++;
      crashAtWrite = 0;
      application.forget();
      VoteLog crashing = new CrashingVoteLog(this);
      ValidatorId id = new ValidatorId(seat);
      VoteSigner signer =
          new VoteSigner(genesis.chainId(), id, secrets.get(seat), crashing, signatures);
      loop =
          new ReplicaLoop(
              genesis,
              id,
              signatures,
              TIMING,
              signer,
              votes.load(),
              application,
              new CrashingBlockStore(this),
              new SimulatedTransport(this));
      ReplicaLoop mine = loop;
      guarded(() -> mine.start(nowMs));
      tick(boots);
    }

    void tick(int boot) {
      schedule(
          40,
          () -> {
            if (boot == boots && loop != null) {
              give(new Event.Tick());
              tick(boot);
            }
          });
    }

    void give(Event event) {
      ReplicaLoop mine = loop;
      if (mine != null) {
        guarded(() -> mine.deliver(event, nowMs));
      }
    }

    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (Crash crash) {
        loop = null;
        schedule(random.nextInt(2_000), this::boot);
      } catch (IllegalStateException broken) {
        check(!honest, "replica " + seat + " stopped: " + broken.getMessage());
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
          check(!same && notar, "contradicting votes of " + seat);
        }
      }
    }

    /** Counts down to a crash, before or after the write. */
    void write(Runnable effect) {
      boolean now = crashAtWrite > 0 && --crashAtWrite == 0;
      if (now && random.nextBoolean()) {
        throw new Crash();
      }
      effect.run();
      if (now) {
        throw new Crash();
      }
    }
  }

  /** A state machine whose roots are chained hashes. */
  private final class FakeApplication implements Application {
    private final Node node;
    private final Map<Digest, Roots> states = new HashMap<>();
    private final List<Digest> chain = new ArrayList<>();
    private Roots durableRoots = new Roots(Digest.ZERO, Digest.ZERO, Digest.ZERO);
    private long durable;

    FakeApplication(Node node) {
      this.node = node;
    }

    void forget() {
      states.clear();
      states.put(chain.isEmpty() ? genesis.chainId() : chain.get(chain.size() - 1), durableRoots);
    }

    @Override
    public ProposedBlock build(ParentRef parent, long slot, long timeMs, Digest justification) {
      byte[] body = new byte[random.nextInt(30)];
      random.nextBytes(body);
      Digest set = genesis.validators().hash();
      BlockHeader header =
          new BlockHeader(
              1,
              genesis.chainId(),
              parent.height() + 1,
              0,
              slot,
              parent.hash(),
              timeMs,
              new ValidatorId(node.seat),
              justification,
              Sha256.of(HashTag.RESULT, body),
              states.get(parent.hash()),
              Digest.ZERO,
              set,
              set,
              Digest.ZERO);
      return new ProposedBlock(header, body);
    }

    @Override
    public boolean validate(BlockHeader header, byte[] body) {
      Roots parent = states.get(header.parentHash());
      check(parent != null, "validate before the parent was applied");
      return header.previous().equals(parent)
          && header.transactionsRoot().equals(Sha256.of(HashTag.RESULT, body));
    }

    @Override
    public Roots apply(BlockHeader header, byte[] body) {
      check(states.containsKey(header.parentHash()), "apply before the parent");
      Digest root = Sha256.of(HashTag.RESULT, header.hash().toBytes());
      Roots roots = new Roots(root, Digest.ZERO, header.previous().state());
      states.put(header.hash(), roots);
      return roots;
    }

    @Override
    public void finalised(BlockHeader header, byte[] body, Certificate certificate) {
      check(header.height() == durable + 1, "heights out of order at " + node.seat);
      if (!states.containsKey(header.hash())) {
        apply(header, body);
      }
      Roots roots = states.get(header.hash());
      if (node.honest) {
        agree(header, roots, certificate);
      }
      node.write(
          () -> {
            durable = header.height();
            durableRoots = roots;
            chain.add(header.hash());
          });
    }

    private void agree(BlockHeader header, Roots roots, Certificate certificate) {
      Digest hash = header.hash();
      Digest before = finalHashes.putIfAbsent(header.height(), hash);
      check(before == null || before.equals(hash), "two final blocks at " + header.height());
      Roots known = finalRoots.putIfAbsent(hash, roots);
      check(known == null || known.equals(roots), "two roots after " + header.height());
      check(certificate.statement() instanceof Statement.Final, "final without certificate");
      check(
          certificate.signatures().size() >= genesis.validators().quorum(),
          "certificate below the quorum");
      if (hash.equals(certificate.statement().subject())) {
        check(
            ((Statement.Final) certificate.statement()).roots().equals(roots),
            "certified roots differ");
      }
    }

    @Override
    public boolean hasWork() {
      return random.nextInt(4) == 0;
    }

    @Override
    public long lastFinalised() {
      return durable;
    }
  }

  private final class SimulatedTransport implements Transport {
    private final Node node;

    SimulatedTransport(Node node) {
      this.node = node;
    }

    @Override
    public void open(BiConsumer<ValidatorId, Message> inbox) {}

    @Override
    public void send(ValidatorId to, Message message) {
      nodes.stream()
          .filter(n -> n.seat == to.seat() && n != node)
          .forEach(n -> deliver(node, n, message));
    }

    @Override
    public void broadcast(Message message) {
      nodes.stream().filter(n -> n != node).forEach(n -> deliver(node, n, message));
    }

    @Override
    public void close() {}
  }

  private static final class CrashingVoteLog implements VoteLog {
    private final Node node;

    CrashingVoteLog(Node node) {
      this.node = node;
    }

    @Override
    public void append(Vote vote) {
      node.write(() -> node.votes.append(vote));
    }

    @Override
    public List<Vote> load() {
      return node.votes.load();
    }

    @Override
    public void pruneBelow(long slot) {
      node.votes.pruneBelow(slot);
    }

    @Override
    public long floor() {
      return node.votes.floor();
    }

    @Override
    public void close() {}
  }

  private static final class CrashingBlockStore implements BlockStore {
    private final Node node;

    CrashingBlockStore(Node node) {
      this.node = node;
    }

    @Override
    public void putProposal(Message.Proposal proposal) {
      node.write(() -> node.blocks.putProposal(proposal));
    }

    @Override
    public java.util.Optional<Message.Proposal> proposal(Digest headerHash) {
      return node.blocks.proposal(headerHash);
    }

    @Override
    public List<Message.Proposal> proposals() {
      return node.blocks.proposals();
    }

    @Override
    public void finalise(FinalBlock block) {
      node.write(() -> node.blocks.finalise(block));
    }

    @Override
    public void putCertificate(long height, Certificate certificate) {
      node.blocks.putCertificate(height, certificate);
    }

    @Override
    public long lastFinal() {
      return node.blocks.lastFinal();
    }

    @Override
    public java.util.Optional<FinalBlock> get(long height) {
      return node.blocks.get(height);
    }

    @Override
    public void unlinkBodies(long from, long to) {
      node.blocks.unlinkBodies(from, to);
    }

    @Override
    public void close() {}
  }
}

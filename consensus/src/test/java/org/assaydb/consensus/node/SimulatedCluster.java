package org.assaydb.consensus.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.core.Event;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.assaydb.proofs.ledger.Vote;

/**
 * Validators under one seed and a virtual clock. The last f seats may be dishonest: twins (two
 * replicas with one key and separate disks, which equivocate in every way that two honest replicas
 * can) or liars. Agreement is checked after every event, progress once the network is calm; the
 * dishonest ones go on.
 */
final class SimulatedCluster {
  static final Timing TIMING = new Timing(200, 600, 4_000, 400);

  private static final long HOUR_MS = 3_600_000;

  /** What the calendar says when the other clock is at 0. */
  private static final long CALENDAR_MS = 1_700_000_000_000L;

  /** Blocks that are to be final in calm. */
  private static final int BLOCKS_IN_CALM = 4;

  /** Who is dishonest. */
  enum Dishonest {
    NOBODY,
    TWINS,
    LIARS
  }

  private record Scheduled(long atMs, long order, Runnable action) {}

  private final long seed;
  private final Random random;
  private final SignatureScheme signatures;
  private final Genesis genesis;
  private final SignatureGate gate;
  private final JustifiedVotes justified;
  private final int seats;
  private final List<byte[]> secrets = new ArrayList<>();
  private final List<SimulatedReplica> replicas = new ArrayList<>();
  private final Map<SimulatedReplica, Liar> liars = new HashMap<>();
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
  private Set<SimulatedReplica> island = Set.of();
  private Set<SimulatedReplica> omitted = Set.of();
  private boolean proposalsLost;
  private boolean certificatesLost;
  private boolean calm;
  private boolean busy;

  SimulatedCluster(long seed, int seats, Dishonest dishonest, SignatureScheme signatures) {
    this.seed = seed;
    this.random = new Random(seed);
    this.seats = seats;
    this.signatures = signatures;
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < seats; i++) {
      byte[] secret = new byte[32];
      new Random(i).nextBytes(secret);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    genesis = new Genesis(1, "sim", CALENDAR_MS, new ValidatorSet(keys), 10, 10);
    gate = new SignatureGate(genesis, signatures);
    int faults = dishonest == Dishonest.NOBODY ? 0 : (seats - 1) / 3;
    justified = new JustifiedVotes(genesis, faults);
    for (int i = 0; i < seats; i++) {
      boolean honest = i < seats - faults;
      replicas.add(new SimulatedReplica(this, i, honest));
      if (!honest && dishonest == Dishonest.TWINS) {
        replicas.add(new SimulatedReplica(this, i, false));
      } else if (!honest) {
        SimulatedReplica liar = replicas.get(replicas.size() - 1);
        liars.put(liar, new Liar(random, liar.rogueLeader()));
      }
    }
    replicas.forEach(SimulatedReplica::boot);
  }

  Genesis genesis() {
    return genesis;
  }

  int seats() {
    return seats;
  }

  SignatureScheme signatures() {
    return signatures;
  }

  byte[] secret(int seat) {
    return secrets.get(seat);
  }

  Random random() {
    return random;
  }

  /** Of the clock that never goes back. */
  long nowMs() {
    return nowMs;
  }

  /** Of right clocks. */
  long calendarMs() {
    return CALENDAR_MS + nowMs;
  }

  boolean hasWork() {
    return busy || random.nextInt(4) == 0;
  }

  /** Transactions wait all the time. */
  void keepBusy() {
    busy = true;
  }

  /** A stormy time, then calm. */
  void run() {
    storm(1_500 + random.nextInt(3_000));
    heal();
    mustProgress();
  }

  /** All messages of proposals are lost until so many slots have been skipped. */
  void skipSlots(long slots) {
    drain(nowMs + 1_000);
    proposalsLost = true;
    long start = honest().stream().mapToLong(SimulatedReplica::slot).max().orElse(0);
    while (honest().stream().mapToLong(SimulatedReplica::slot).max().orElse(0) < start + slots) {
      drain(nowMs + 10_000);
    }
  }

  SimulatedReplica replica(int index) {
    return replicas.get(index);
  }

  void storm(long durationMs) {
    loss = random.nextDouble() * 0.2;
    duplication = random.nextDouble() * 0.1;
    maxDelayMs = 5 + random.nextInt(400);
    long ends = nowMs + durationMs;
    for (long at = nowMs; at < ends; at += 1 + random.nextInt(1_200)) {
      schedule(at - nowMs, this::mischief);
    }
    drain(ends);
  }

  void heal() {
    calm = true;
    loss = 0;
    duplication = 0;
    maxDelayMs = 20;
    island = Set.of();
    omitted = Set.of();
    proposalsLost = false;
    certificatesLost = false;
    long offset = (random.nextInt(5) - 2) * HOUR_MS / 2;
    replicas.forEach(r -> r.setWallOffset(offset));
    Set<SimulatedReplica> gone = random.nextBoolean() ? Set.of() : faulty();
    gone.forEach(SimulatedReplica::destroy);
    replicas.stream().filter(r -> !gone.contains(r)).forEach(SimulatedReplica::boot);
  }

  /** After the network healed, all honest replicas get new final blocks within some slots. */
  void mustProgress() {
    long before = lowest();
    long highestBefore = highestFinal();
    long target = Math.max(before, highestBefore) + BLOCKS_IN_CALM;
    long slot = honest().stream().mapToLong(SimulatedReplica::slot).max().orElse(0);
    long patienceEnds = nowMs + 60_000;
    while (lowest() < target && nowMs < patienceEnds) {
      drain(nowMs + 50);
    }
    check(lowest() >= target, "no progress in calm: height " + lowest() + ", wanted " + target);
    long used = honest().stream().mapToLong(SimulatedReplica::slot).max().orElse(0) - slot;
    long allowed = 8L * seats + 8;
    check(used <= allowed, "progress took " + used + " slots, " + allowed + " allowed");
  }

  /** All that may fail: the dishonest ones, or as many others. */
  private Set<SimulatedReplica> faulty() {
    Set<SimulatedReplica> faulty = new HashSet<>();
    replicas.stream().filter(r -> !r.isHonest()).forEach(faulty::add);
    if (faulty.isEmpty()) {
      int first = random.nextInt(seats);
      for (int i = 0; i < (seats - 1) / 3; i++) {
        faulty.add(replicas.get((first + i) % seats));
      }
    }
    return faulty;
  }

  /** Those that have to go on. */
  private List<SimulatedReplica> honest() {
    return replicas.stream().filter(r -> r.isHonest() && !r.isDestroyed()).toList();
  }

  private long lowest() {
    return honest().stream().mapToLong(SimulatedReplica::height).min().orElseThrow();
  }

  private void mischief() {
    if (calm) {
      return;
    }
    SimulatedReplica victim = replicas.get(random.nextInt(replicas.size()));
    switch (random.nextInt(9)) {
      case 0 -> restart(victim);
      case 1 -> victim.crashAtWrite(1 + random.nextInt(20));
      case 2 -> {
        Set<SimulatedReplica> some = new HashSet<>();
        replicas.stream().filter(r -> random.nextBoolean()).forEach(some::add);
        island = some;
        schedule(random.nextInt(3_000), () -> island = Set.of());
      }
      case 3 -> {
        // Killed and back, while nobody hears another one.
        restart(victim);
        omitted = Set.of(replicas.get(random.nextInt(replicas.size())));
      }
      case 4 -> {
        // All clocks are set, or one is wrong.
        long offset = (random.nextInt(5) - 2) * HOUR_MS / 2;
        boolean all = random.nextBoolean();
        replicas.stream().filter(r -> all || r == victim).forEach(r -> r.setWallOffset(offset));
      }
      case 5 -> {
        proposalsLost = true;
        schedule(random.nextInt(2_000), () -> proposalsLost = false);
      }
      case 6 -> {
        certificatesLost = true;
        schedule(random.nextInt(2_000), () -> certificatesLost = false);
      }
      case 7 -> {
        // Power is lost everywhere at once.
        replicas.forEach(this::restart);
      }
      default -> maxDelayMs = 5 + random.nextInt(800);
    }
  }

  private void restart(SimulatedReplica victim) {
    victim.kill();
    schedule(random.nextInt(3_000), victim::boot);
  }

  void schedule(long delayMs, Runnable action) {
    queue.add(new Scheduled(nowMs + delayMs, order++, action));
  }

  void drain(long untilMs) {
    while (!queue.isEmpty() && queue.peek().atMs <= untilMs) {
      Scheduled next = queue.poll();
      nowMs = next.atMs;
      next.action.run();
    }
    nowMs = untilMs;
  }

  void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(
          what
              + "; replay with -Dtest=SimplexSimulationTest -Dsim.first="
              + seed
              + " -Dsim.seeds=1 (n = "
              + seats
              + "); "
              + replicas);
    }
  }

  long highestFinal() {
    return finalHashes.keySet().stream().mapToLong(h -> h).max().orElse(0);
  }

  void stored(BlockHeader header) {
    justified.stored(header);
  }

  /** An honest seat has signed a vote, which is durable. */
  void voted(int seat, Vote vote) {
    justified.voted(seat, vote).ifPresent(wrong -> check(false, wrong));
  }

  void agree(BlockHeader header, Roots roots, Certificate certificate) {
    Digest hash = header.hash();
    Digest before = finalHashes.putIfAbsent(header.height(), hash);
    check(before == null || before.equals(hash), "two final blocks at " + header.height());
    Roots known = finalRoots.putIfAbsent(hash, roots);
    check(known == null || known.equals(roots), "two roots after " + header.height());
    check(certificate.statement() instanceof Statement.Final, "final without certificate");
    check(
        certificate.signatures().size() >= genesis.validators().quorum(),
        "certificate below the quorum");
    byte[] message = certificate.statement().signingBytes(genesis.chainId());
    certificate
        .signatures()
        .forEach(
            (voter, signature) ->
                check(
                    signatures.verify(genesis.validators().key(voter), message, signature),
                    "a certificate with a wrong signature was kept"));
    if (hash.equals(certificate.statement().subject())) {
      check(
          ((Statement.Final) certificate.statement()).roots().equals(roots),
          "certified roots differ");
    }
  }

  /** Delivers to all replicas of a seat but the sender itself. */
  void send(SimulatedReplica from, int seat, Message original) {
    Liar liar = liars.get(from);
    Message message = liar == null ? original : liar.leader().instead(original);
    overhear(message);
    for (SimulatedReplica to : replicas) {
      if (to.seat() == seat && to != from) {
        List<Message> sent = liar == null ? List.of(message) : liar.instead(message);
        sent.forEach(m -> deliver(from, to, m));
      }
    }
  }

  private void overhear(Message message) {
    for (SimulatedReplica at : replicas) {
      Liar liar = liars.get(at);
      if (liar != null && at.isUp()) {
        for (Message sent : liar.overhears(message)) {
          replicas.stream().filter(to -> to != at).forEach(to -> deliver(at, to, sent));
        }
      }
    }
  }

  private void deliver(SimulatedReplica from, SimulatedReplica to, Message message) {
    boolean certificate =
        message instanceof Message.Certified || message instanceof Message.Certificates;
    if (random.nextDouble() < loss
        || island.contains(from) != island.contains(to)
        || omitted.contains(from)
        || (proposalsLost && message instanceof Message.Proposal)
        || (certificatesLost && certificate)) {
      return;
    }
    byte[] bytes = message.encode();
    int copies = random.nextDouble() < duplication ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      schedule(1 + random.nextInt(maxDelayMs), () -> arrive(from, to, Message.decode(bytes)));
    }
  }

  /** The core gets all of it; what a node would not let through must be from a dishonest sender. */
  private void arrive(SimulatedReplica from, SimulatedReplica to, Message message) {
    ValidatorId sender = new ValidatorId(from.seat());
    check(
        !from.isHonest() || gate.isGenuine(sender, message, to.finalSlot()),
        "an honest validator is taken for a dishonest one");
    to.give(new Event.Received(sender, message));
  }
}

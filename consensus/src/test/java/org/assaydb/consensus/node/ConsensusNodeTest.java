package org.assaydb.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assaydb.consensus.Application;
import org.assaydb.consensus.EvidenceLog;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.Ports;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.store.MemoryBlockStore;
import org.assaydb.consensus.store.MemoryEvidenceLog;
import org.assaydb.consensus.store.MemoryVoteLog;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole nodes with their threads, real signatures and a fourth validator that floods them. */
final class ConsensusNodeTest {
  private static final ValidatorId ROGUE = new ValidatorId(3);
  private static final long WAIT_SECONDS = 60;

  private final InProcessTransport network = new InProcessTransport();
  private final List<byte[]> secrets = new ArrayList<>();
  private final List<ConsensusNode> nodes = new ArrayList<>();
  private final List<HashChain> applications = new ArrayList<>();
  private final List<EvidenceLog> logs = new ArrayList<>();
  private Genesis genesis;

  /** A block is its height; the state is the hash of all headers. Always has work. */
  private static final class HashChain implements Application {
    private final HashedBlocks blocks;
    private final Map<Digest, Roots> states = new HashMap<>();
    private final AtomicInteger defects = new AtomicInteger();
    private volatile long height;
    private volatile long slot;

    HashChain(Genesis genesis, int seat) {
      blocks = new HashedBlocks(genesis, seat);
      states.put(genesis.chainId(), HashedBlocks.FIRST);
    }

    @Override
    public ProposedBlock build(ParentRef parent, long slot, long timeMs, Digest justification) {
      byte[] body = {(byte) blocks.seat(), (byte) slot};
      return blocks.block(parent, slot, timeMs, justification, body, states.get(parent.hash()));
    }

    /** Has a defect, which blocks of the rogue bring to light. */
    @Override
    public void examine(byte[] body) {
      if (body[0] == ROGUE.seat()) {
        defects.incrementAndGet();
        throw new IllegalStateException("a defect");
      }
    }

    @Override
    public boolean belongs(BlockHeader header, byte[] body) {
      return HashedBlocks.belongs(header, body);
    }

    @Override
    public boolean validate(BlockHeader header, byte[] body) {
      return header.previous().equals(states.get(header.parentHash()));
    }

    @Override
    public Roots apply(BlockHeader header, byte[] body) {
      Roots roots = HashedBlocks.rootsAfter(header);
      states.put(header.hash(), roots);
      return roots;
    }

    @Override
    public void finalised(BlockHeader header, byte[] body, Certificate certificate) {
      slot = header.slot();
      height = header.height();
    }

    @Override
    public boolean hasWork() {
      return true;
    }

    @Override
    public long lastFinalised() {
      return height;
    }
  }

  @BeforeEach
  void start() {
    List<PublicKey> keys = new ArrayList<>();
    for (int seat = 0; seat < 4; seat++) {
      byte[] secret = new byte[Ed25519.SECRET_BYTES];
      Arrays.fill(secret, (byte) (seat + 1));
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    genesis = new Genesis(1, "nodes", System.currentTimeMillis(), new ValidatorSet(keys), 10, 10);
    Clocks clocks =
        new Clocks(
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System::currentTimeMillis);
    for (int seat = 0; seat < 3; seat++) {
      HashChain application = new HashChain(genesis, seat);
      applications.add(application);
      MemoryEvidenceLog evidence = new MemoryEvidenceLog();
      logs.add(evidence);
      nodes.add(
          new ConsensusNode(
              genesis,
              secrets.get(seat),
              Timing.DEFAULT,
              new Ports(
                  application,
                  new MemoryBlockStore(),
                  new MemoryVoteLog(),
                  evidence,
                  network.endpoint(new ValidatorId(seat))),
              clocks));
    }
    nodes.forEach(ConsensusNode::start);
  }

  @AfterEach
  void stop() {
    nodes.forEach(ConsensusNode::close);
  }

  private void awaitHeight(long height) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (applications.stream().anyMatch(a -> a.height < height) && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(applications).allMatch(a -> a.height >= height);
    assertThat(nodes).allMatch(n -> n.failure().isEmpty());
  }

  @Test
  void threeOfFourGoOnWhileTheFourthFloodsThem() throws Exception {
    awaitHeight(5);
    AtomicBoolean end = new AtomicBoolean();
    Transport rogue = network.endpoint(ROGUE);
    rogue.open((from, message) -> {});
    Thread flood = new Thread(() -> flood(rogue, end));
    flood.start();
    long before = applications.get(0).height;
    try {
      awaitHeight(before + 20);
    } finally {
      end.set(true);
      flood.join();
    }
  }

  /** Of a slot that is final, by a seat that does not exist, signed by nobody. */
  private Message strangersOldBlock() {
    Roots roots = new Roots(Digest.ZERO, Digest.ZERO, Digest.ZERO);
    Digest none = Digest.ZERO;
    BlockHeader header =
        new BlockHeader(
            1,
            none,
            1,
            0,
            1,
            none,
            0,
            new ValidatorId(100),
            none,
            none,
            roots,
            none,
            none,
            none,
            none);
    return new Message.Proposal(header, new byte[3], List.of(), new byte[Ed25519.SIGNATURE_BYTES]);
  }

  /** Votes with junk for signatures, requests for all blocks, and certificates of nobody. */
  private void flood(Transport rogue, AtomicBoolean end) {
    Random random = new Random(1);
    while (!end.get()) {
      rogue.broadcast(strangersOldBlock());
      byte[] junk = new byte[Ed25519.SIGNATURE_BYTES];
      random.nextBytes(junk);
      long slot = applications.get(0).slot + random.nextInt(40);
      Statement skip = new Statement.Skip(0, slot);
      rogue.broadcast(new Message.VoteCast(new Vote(ROGUE, skip, junk)));
      rogue.broadcast(new Message.VoteCast(new Vote(new ValidatorId(0), skip, junk)));
      rogue.broadcast(new Message.RequestFinal(1));
      rogue.broadcast(
          new Message.Certified(
              new Certificate(skip, new java.util.TreeMap<>(Map.of(ROGUE, junk)))));
    }
  }

  @Test
  void votesThatContradictEachOtherAreKeptOnce() throws Exception {
    awaitHeight(3);
    Transport rogue = network.endpoint(ROGUE);
    rogue.open((from, message) -> {});
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (logs.get(0).all().size() < 3 && System.nanoTime() < deadline) {
      long slot = applications.get(0).slot + 6;
      for (int i = 0; i < 5; i++) {
        Digest hash = Sha256.of(HashTag.RESULT, new byte[] {(byte) i});
        Statement notar = new Statement.Notar(0, slot, hash);
        byte[] message = notar.signingBytes(genesis.chainId());
        byte[] signature = Ed25519.sign(secrets.get(3), message);
        rogue.broadcast(new Message.VoteCast(new Vote(ROGUE, notar, signature)));
      }
      Thread.sleep(20);
    }
    List<Contradiction> kept = logs.get(0).all();
    assertThat(kept).hasSizeGreaterThanOrEqualTo(3);
    kept.forEach(c -> c.verify(genesis.chainId(), genesis.validators()));
    assertThat(kept.stream().map(c -> c.first().statement().slot())).doesNotHaveDuplicates();
  }

  /** When it was, each time twice as long: eight times take two minutes. */
  @Test
  void aValidatorWhoseMessagesBringADefectToLightIsHeard() throws Exception {
    awaitHeight(3);
    Transport rogue = network.endpoint(ROGUE);
    rogue.open((from, message) -> {});
    HashedBlocks blocks = new HashedBlocks(genesis, ROGUE.seat());
    HashChain victim = applications.get(0);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (victim.defects.get() < 8 && System.nanoTime() < deadline) {
      long slot = victim.slot / 4 * 4 + 4 + ROGUE.seat();
      ParentRef parent = new ParentRef(0, 0, genesis.chainId(), genesis.timeMs());
      byte[] body = {(byte) ROGUE.seat(), (byte) slot};
      ProposedBlock block =
          blocks.block(parent, slot, genesis.timeMs(), Digest.ZERO, body, HashedBlocks.FIRST);
      byte[] message = Message.Proposal.signingBytes(genesis.chainId(), block.header().hash());
      byte[] signature = Ed25519.sign(secrets.get(ROGUE.seat()), message);
      rogue.broadcast(new Message.Proposal(block.header(), body, List.of(), signature));
      Thread.sleep(20);
    }
    assertThat(victim.defects.get()).isGreaterThanOrEqualTo(8);
    awaitHeight(victim.height + 3);
  }

  @Test
  void aValidatorThatWasCaughtIsHeardAgain() throws Exception {
    awaitHeight(3);
    Transport rogue = network.endpoint(ROGUE);
    List<Message> heard = java.util.Collections.synchronizedList(new ArrayList<>());
    rogue.open((from, message) -> heard.add(message));
    Statement junk = new Statement.Skip(0, applications.get(0).slot + 50);
    rogue.broadcast(new Message.VoteCast(new Vote(ROGUE, junk, new byte[Ed25519.SIGNATURE_BYTES])));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (heard.stream().noneMatch(Message.FinalBlocks.class::isInstance)
        && System.nanoTime() < deadline) {
      rogue.send(new ValidatorId(0), new Message.RequestFinal(1));
      Thread.sleep(50);
    }
    assertThat(heard).anyMatch(Message.FinalBlocks.class::isInstance);
  }
}

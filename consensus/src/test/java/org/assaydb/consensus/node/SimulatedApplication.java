package org.assaydb.consensus.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.Application;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Roots;

/** A state machine whose roots are chained hashes, and whose disk is a list. */
final class SimulatedApplication implements Application {
  private final SimulatedCluster cluster;
  private final SimulatedReplica replica;
  private final HashedBlocks blocks;
  private final Map<Digest, Roots> states = new HashMap<>();
  private final List<Digest> chain = new ArrayList<>();
  private final List<ParentRef> parents = new ArrayList<>();
  private Roots durableRoots = HashedBlocks.FIRST;
  private long durable;

  SimulatedApplication(SimulatedCluster cluster, SimulatedReplica replica) {
    this.cluster = cluster;
    this.replica = replica;
    this.blocks = new HashedBlocks(cluster.genesis(), replica.seat());
  }

  /** One of the newest blocks, whether or not it should be built on. */
  Optional<ParentRef> someParent() {
    return parents.isEmpty()
        ? Optional.empty()
        : Optional.of(
            parents.get(
                parents.size() - 1 - cluster.random().nextInt(Math.min(4, parents.size()))));
  }

  /** What a crash leaves. */
  void forget() {
    Digest last = chain.isEmpty() ? cluster.genesis().chainId() : chain.get(chain.size() - 1);
    states.clear();
    parents.clear();
    states.put(last, durableRoots);
  }

  @Override
  public ProposedBlock build(ParentRef parent, long slot, long timeMs, Digest justification) {
    byte[] body = new byte[cluster.random().nextInt(30)];
    cluster.random().nextBytes(body);
    return blocks.block(parent, slot, timeMs, justification, body, states.get(parent.hash()));
  }

  @Override
  public boolean belongs(BlockHeader header, byte[] body) {
    return HashedBlocks.belongs(header, body);
  }

  @Override
  public boolean validate(BlockHeader header, byte[] body) {
    Roots parent = states.get(header.parentHash());
    cluster.check(parent != null, "validate before the parent was applied");
    cluster.check(belongs(header, body), "a body that does not belong to its header came through");
    return header.previous().equals(parent);
  }

  @Override
  public Roots apply(BlockHeader header, byte[] body) {
    cluster.check(states.containsKey(header.parentHash()), "apply before the parent");
    cluster.check(belongs(header, body), "a wrong body was applied");
    Roots roots = HashedBlocks.rootsAfter(header);
    states.put(header.hash(), roots);
    parents.add(new ParentRef(header.height(), header.slot(), header.hash(), header.timeMs()));
    return roots;
  }

  @Override
  public void finalised(BlockHeader header, byte[] body, Certificate certificate) {
    cluster.check(header.height() == durable + 1, "heights out of order at " + replica.seat());
    if (!states.containsKey(header.hash())) {
      apply(header, body);
    }
    Roots roots = states.get(header.hash());
    if (replica.isHonest()) {
      cluster.agree(header, roots, certificate);
    }
    replica.write(
        () -> {
          durable = header.height();
          durableRoots = roots;
          chain.add(header.hash());
        });
  }

  @Override
  public boolean hasWork() {
    return cluster.hasWork();
  }

  @Override
  public long lastFinalised() {
    return durable;
  }
}

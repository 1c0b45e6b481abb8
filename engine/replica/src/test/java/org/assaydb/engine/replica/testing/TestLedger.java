package org.assaydb.engine.replica.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.ads.IndexStore;
import org.assaydb.engine.replica.chain.ArchiveRoots;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.chain.OpenedLedger;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

/**
 * Several chains of one genesis whose blocks are ordered by the test: the leader of each block
 * rotates, every chain validates, applies and finalises it, and all must reach the same roots.
 */
public final class TestLedger implements AutoCloseable {
  private final Path directory;
  private final List<byte[]> secrets = new ArrayList<>();
  private final Genesis genesis;
  private final List<IndexStore> stores = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();
  private long slot;
  private volatile long clockMs;

  /** Opens or continues {@code chainCount} chains below a directory. */
  public TestLedger(Path directory, int chainCount) {
    this.directory = directory;
    Random random = new Random(4711);
    List<PublicKey> keys = new ArrayList<>();
    for (int seat = 0; seat < 4; seat++) {
      byte[] secret = new byte[Ed25519.SECRET_BYTES];
      random.nextBytes(secret);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    genesis =
        new Genesis(Genesis.PROTOCOL_VERSION, "test", 1_000, new ValidatorSet(keys), 1_000, 100);
    for (int i = 0; i < chainCount; i++) {
      open(i);
    }
    slot = chains.get(0).committed().slot();
  }

  private void open(int number) {
    IndexStore store = IndexStore.open(directory.resolve("chain-" + number));
    stores.add(number, store);
    OpenedLedger ledger = OpenedLedger.read(store, genesis);
    chains.add(number, new Chain(genesis, ledger, new NoArchive(), () -> clockMs));
  }

  /** Closes one chain and opens it again from its store. */
  public void reopen(int number) {
    stores.remove(number).close();
    chains.remove(number);
    open(number);
  }

  /** Moves the clock by which snapshots age. */
  public void passTime(long ms) {
    clockMs += ms;
  }

  public Genesis genesis() {
    return genesis;
  }

  public Chain chain(int number) {
    return chains.get(number);
  }

  /** A block of these transactions, final on all chains; returns its receipts. */
  public List<Receipt> block(SignedTransaction... transactions) {
    Chain leader = chains.get((int) (slot % chains.size()));
    for (SignedTransaction transaction : transactions) {
      leader.offer(transaction);
    }
    Chain.Proposal proposal = leader.build(nextPosition(leader));
    return finalise(proposal.header(), proposal.body(), true);
  }

  /** A block with exactly these transactions, whatever an honest leader would choose. */
  public List<Receipt> forcedBlock(SignedTransaction... transactions) {
    Chain leader = chains.get(0);
    BlockHeader header = leader.build(nextPosition(leader)).header();
    BlockBody body = new BlockBody(List.of(transactions));
    BlockHeader forced = with(header, body.root(), header.previous(), header.timeMs());
    return finalise(forced, body.encode(), true);
  }

  /** Headers that differ from an honest one in one field each. */
  public static List<BlockHeader> alteredHeaders(BlockHeader h) {
    Digest other = new Digest(1, 2, 3, 4);
    Roots p = h.previous();
    return List.of(
        with(h, other, p, h.timeMs()),
        with(h, h.transactionsRoot(), new Roots(other, p.receipts(), p.catalog()), h.timeMs()),
        with(h, h.transactionsRoot(), new Roots(p.state(), other, p.catalog()), h.timeMs()),
        with(h, h.transactionsRoot(), new Roots(p.state(), p.receipts(), other), h.timeMs()),
        with(h, h.transactionsRoot(), p, 1));
  }

  private static BlockHeader with(
      BlockHeader h, Digest transactionsRoot, Roots previous, long timeMs) {
    return new BlockHeader(
        h.protocolVersion(),
        h.chainId(),
        h.height(),
        h.epoch(),
        h.slot(),
        h.parentHash(),
        timeMs,
        h.proposer(),
        h.justification(),
        transactionsRoot,
        previous,
        h.archiveRoot(),
        h.validatorSetHash(),
        h.nextValidatorSetHash(),
        h.blockLogRoot());
  }

  /** Where the next block goes. */
  public Chain.Position nextPosition(Chain leader) {
    slot++;
    return new Chain.Position(
        leader.committed().headerHash(),
        slot,
        genesis.timeMs() + slot,
        new ValidatorId((int) (slot % 4)),
        Digest.ZERO);
  }

  /** Validates, applies and finalises a block on all chains. */
  public List<Receipt> finalise(BlockHeader header, byte[] body, boolean withCertificate) {
    Roots roots = null;
    for (Chain chain : chains) {
      chain.validate(header, body);
      Roots own = chain.apply(header, body);
      if (roots != null && !roots.equals(own)) {
        throw new AssertionError("chains differ at height " + header.height());
      }
      roots = own;
    }
    Certificate certificate = certificate(withCertificate ? header.hash() : Digest.ZERO, roots);
    for (Chain chain : chains) {
      chain.finalised(header, body, certificate);
    }
    return chains.get(0).committed().receipts();
  }

  private Certificate certificate(Digest headerHash, Roots roots) {
    Statement statement = new Statement.Final(0, slot, headerHash, roots);
    byte[] message = statement.signingBytes(genesis.chainId());
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>();
    for (int seat = 0; seat < 3; seat++) {
      signatures.put(new ValidatorId(seat), Ed25519.sign(secrets.get(seat), message));
    }
    return new Certificate(statement, signatures);
  }

  @Override
  public void close() {
    stores.forEach(IndexStore::close);
  }

  private static final class NoArchive implements ArchiveRoots {
    @Override
    public Digest rootAt(long height) {
      return Digest.ZERO;
    }

    @Override
    public void finalised(long height) {}
  }
}

package org.assaydb.proofs.testing;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.BlockLog;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

/** A chain of signed headers with real keys, for tests; the caller decides the roots. */
public final class TestChain {
  public static final long GENESIS_TIME_MS = 1_700_000_000_000L;

  private final List<byte[]> secrets = new ArrayList<>();
  private final Genesis genesis;
  private final List<Digest> hashes = new ArrayList<>();
  private final List<TrustedHead> heads = new ArrayList<>();

  public TestChain(int validators, long seed) {
    Random random = new Random(seed);
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < validators; i++) {
      byte[] secret = new byte[Ed25519.SECRET_BYTES];
      random.nextBytes(secret);
      secrets.add(secret);
      keys.add(Ed25519.publicKey(secret));
    }
    genesis =
        new Genesis(
            Genesis.PROTOCOL_VERSION,
            "test-" + seed,
            GENESIS_TIME_MS,
            new ValidatorSet(keys),
            16,
            8);
    hashes.add(genesis.chainId());
  }

  private TestChain(TestChain other) {
    secrets.addAll(other.secrets);
    genesis = other.genesis;
    hashes.addAll(other.hashes);
    heads.addAll(other.heads);
  }

  /** The same chain so far, to be continued otherwise. */
  public TestChain fork() {
    return new TestChain(this);
  }

  public Genesis genesis() {
    return genesis;
  }

  public static Digest digest(long number) {
    return Sha256.of(HashTag.RESULT, Long.toString(number).getBytes());
  }

  public static Roots roots(long number) {
    return new Roots(digest(number), digest(number + 1), digest(number + 2));
  }

  /** Appends a block one second after its parent. */
  public TrustedHead append(Roots after) {
    return append(header(after.state().a(), 1000), after);
  }

  public TrustedHead append(BlockHeader header, Roots after) {
    TrustedHead head = new TrustedHead(header, certify(header, after, quorumSeats()));
    heads.add(head);
    hashes.add(header.hash());
    return head;
  }

  /** A header on top of the newest block; {@code salt} makes siblings differ. */
  public BlockHeader header(long salt, long afterMs) {
    long height = hashes.size();
    BlockHeader parent = heads.isEmpty() ? null : heads.get(heads.size() - 1).header();
    long time = parent == null ? GENESIS_TIME_MS : parent.timeMs();
    Roots previous = heads.isEmpty() ? roots(0) : heads.get(heads.size() - 1).roots();
    Digest set = genesis.validators().hash();
    return new BlockHeader(
        Genesis.PROTOCOL_VERSION,
        genesis.chainId(),
        height,
        0,
        height,
        hashes.get(hashes.size() - 1),
        time + afterMs,
        new ValidatorId((int) (height % genesis.validators().size())),
        digest(salt),
        digest(salt + 7),
        previous,
        digest(3),
        set,
        set,
        log().root(hashes.size()));
  }

  private BlockLog log() {
    BlockLog log = new BlockLog();
    hashes.forEach(log::append);
    return log;
  }

  public int[] quorumSeats() {
    int[] seats = new int[genesis.validators().quorum()];
    for (int i = 0; i < seats.length; i++) {
      seats[i] = i;
    }
    return seats;
  }

  public Certificate certify(BlockHeader header, Roots after, int... seats) {
    return certify(
        new Statement.Final(header.epoch(), header.slot(), header.hash(), after),
        genesis.chainId(),
        seats);
  }

  public Certificate certify(Statement statement, Digest chainId, int... seats) {
    Map<ValidatorId, byte[]> signatures = new TreeMap<>();
    for (int seat : seats) {
      signatures.put(
          new ValidatorId(seat), Ed25519.sign(secrets.get(seat), statement.signingBytes(chainId)));
    }
    return new Certificate(statement, signatures);
  }

  /** Path of the header hash at {@code height} in the block log of {@code of}; empty for itself. */
  public List<Digest> path(long height, TrustedHead of) {
    return height == of.height() ? List.of() : log().prove(height, of.height());
  }

  public TrustedHead head(long height) {
    return heads.get((int) height - 1);
  }

  /** A fresh key that sits in no set. */
  public static byte[] strangerSecret() {
    return Ed25519.newSecret(new SecureRandom());
  }
}

package org.assaydb.proofs.client;

import static org.assaydb.proofs.RejectReason.CERTIFICATE_INVALID;
import static org.assaydb.proofs.RejectReason.FORK_DETECTED;
import static org.assaydb.proofs.RejectReason.ROLLBACK_DETECTED;
import static org.assaydb.proofs.RejectReason.STALE_HEAD;
import static org.assaydb.proofs.RejectReason.VALIDATOR_SET_UNPROVEN;
import static org.assaydb.proofs.RejectReason.WRONG_CHAIN;
import static org.assaydb.proofs.VerificationException.require;

import java.util.List;
import java.util.Optional;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.BlockLog;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.VerifiedSignatures;
import org.jspecify.annotations.Nullable;

/**
 * Decides which header a client believes. It starts from a genesis given out of band, checks the
 * final certificate against the validator set that it holds itself, checks that the header it
 * trusts already is an ancestor of (or equal to) the new one, keeps the highest one, and never goes
 * back. Thread safe.
 *
 * <p>There is one epoch in protocol version 1: the genesis validators. A header of another epoch or
 * another set is VALIDATOR_SET_UNPROVEN.
 */
public final class LightClient {
  /** A header's time may run ahead of the client's clock by this much. */
  public static final long MAX_CLOCK_AHEAD_MS = 30_000;

  private final Genesis genesis;
  private final Digest chainId;
  private final Digest validatorSetHash;
  private final TrustStore store;
  private final VerifiedSignatures signatures;
  private @Nullable TrustedHead head;

  /**
   * Loads the stored head of this chain, if any, and checks it like one from a server.
   *
   * @throws org.assaydb.proofs.VerificationException when the stored head is damaged
   */
  public LightClient(Genesis genesis, TrustStore store) {
    this(genesis, store, new VerifiedSignatures(genesis.chainId(), genesis.validators()));
  }

  /**
   * As {@link #LightClient(Genesis, TrustStore)}, for clients that share what they have checked.
   *
   * @param signatures of the chain of this genesis
   */
  public LightClient(Genesis genesis, TrustStore store, VerifiedSignatures signatures) {
    if (!signatures.isOf(genesis.chainId(), genesis.validators())) {
      throw new IllegalArgumentException("signatures of another chain");
    }
    this.genesis = genesis;
    this.signatures = signatures;
    this.chainId = genesis.chainId();
    this.validatorSetHash = genesis.validators().hash();
    this.store = store;
    Optional<byte[]> stored = store.load(chainId);
    if (stored.isPresent()) {
      ByteReader in = new ByteReader(stored.get());
      TrustedHead candidate = TrustedHead.decode(in);
      in.end();
      checkCertified(candidate);
      head = candidate;
    }
  }

  public Genesis genesis() {
    return genesis;
  }

  public Digest chainId() {
    return chainId;
  }

  /** The highest accepted head; empty before the first one. */
  public synchronized Optional<TrustedHead> head() {
    return Optional.ofNullable(head);
  }

  /** Height of the head, 0 (genesis) before the first one. */
  public synchronized long height() {
    return head == null ? 0 : head.height();
  }

  /**
   * Accepts a header with its final certificate.
   *
   * @param blockLogPath RFC 6962 path of the header hash at {@link #height()} in the new header's
   *     block log; empty when the new header is the head itself
   * @return the accepted head
   * @throws org.assaydb.proofs.VerificationException WRONG_CHAIN, CERTIFICATE_*,
   *     VALIDATOR_SET_UNPROVEN, ROLLBACK_DETECTED (lower than, or no descendant of, the head),
   *     FORK_DETECTED (another certified header at the head's height)
   */
  public synchronized TrustedHead accept(
      BlockHeader header, Certificate certificate, List<Digest> blockLogPath) {
    TrustedHead current = head;
    TrustedHead candidate = new TrustedHead(header, certificate);
    if (current != null && current.header().equals(header)) {
      return current.roots().equals(rootsOf(certificate)) ? current : rejectOtherRoots(candidate);
    }
    checkCertified(candidate);
    if (current != null) {
      require(
          header.height() >= current.height(),
          ROLLBACK_DETECTED,
          "height " + header.height() + " is below the trusted height " + current.height());
      require(
          header.height() != current.height(),
          FORK_DETECTED,
          "two certified headers at height " + header.height());
      require(
          header.timeMs() >= current.header().timeMs(),
          CERTIFICATE_INVALID,
          "header time before that of an ancestor");
    }
    checkAncestor(current, header, blockLogPath);
    ByteWriter out = new ByteWriter(1024);
    candidate.encode(out);
    store.save(chainId, out.toBytes());
    head = candidate;
    return candidate;
  }

  /** Checks that {@code header} is on the chain of {@code trusted}, below it or equal to it. */
  public void checkAncestorOf(TrustedHead trusted, BlockHeader header, List<Digest> path) {
    require(header.chainId().equals(chainId), WRONG_CHAIN, "header of another chain");
    if (header.height() == trusted.height()) {
      require(header.equals(trusted.header()), FORK_DETECTED, "another header at the same height");
      return;
    }
    require(header.height() < trusted.height(), ROLLBACK_DETECTED, "header above the trusted one");
    Digest root = BlockLog.rootFrom(header.hash(), header.height(), trusted.height(), path);
    require(
        root.equals(trusted.header().blockLogRoot()),
        ROLLBACK_DETECTED,
        "header is not in the block log");
  }

  /**
   * Freshness of a head for one statement. {@code nowMs} is the client's clock.
   *
   * @throws org.assaydb.proofs.VerificationException STALE_HEAD when the head is older than {@code
   *     maxStalenessMs}, below {@code minHeight}, or from the future (one of the clocks is wrong)
   */
  public static void checkFresh(TrustedHead head, long nowMs, long maxStalenessMs, long minHeight) {
    long ageMs = nowMs - head.header().timeMs();
    require(
        head.height() >= minHeight,
        STALE_HEAD,
        "height " + head.height() + " is below the required height " + minHeight);
    require(
        ageMs >= -MAX_CLOCK_AHEAD_MS,
        STALE_HEAD,
        "header time is " + -ageMs + " ms in the future; check this machine's clock");
    require(
        ageMs <= maxStalenessMs,
        STALE_HEAD,
        "head is "
            + ageMs
            + " ms old, allowed are "
            + maxStalenessMs
            + " (or this machine's clock is ahead)");
  }

  /**
   * Checks that a head belongs to this chain and that its certificate is final, of a quorum of the
   * proven set, and about this header. Says nothing of its place relative to {@link #head()}: for
   * proofs of old heights.
   *
   * @throws org.assaydb.proofs.VerificationException WRONG_CHAIN, CERTIFICATE_*,
   *     VALIDATOR_SET_UNPROVEN
   */
  public void checkCertified(TrustedHead candidate) {
    BlockHeader header = candidate.header();
    require(
        header.chainId().equals(chainId),
        WRONG_CHAIN,
        "header of chain " + header.chainId() + ", expected " + chainId);
    require(
        header.epoch() == 0 && header.validatorSetHash().equals(validatorSetHash),
        VALIDATOR_SET_UNPROVEN,
        "epoch " + header.epoch() + " is not proven");
    require(
        candidate.certificate().statement() instanceof Statement.Final,
        CERTIFICATE_INVALID,
        "not a final certificate");
    Statement statement = candidate.certificate().statement();
    require(
        statement.epoch() == header.epoch()
            && statement.slot() == header.slot()
            && header.hash().equals(statement.subject()),
        CERTIFICATE_INVALID,
        "certificate of another block");
    require(header.timeMs() >= genesis.timeMs(), CERTIFICATE_INVALID, "time before the genesis");
    candidate.certificate().verify(signatures);
  }

  private void checkAncestor(@Nullable TrustedHead current, BlockHeader header, List<Digest> path) {
    long height = current == null ? 0 : current.height();
    Digest hash = current == null ? chainId : current.hash();
    Digest root = BlockLog.rootFrom(hash, height, header.height(), path);
    require(
        root.equals(header.blockLogRoot()),
        ROLLBACK_DETECTED,
        "the trusted header at height " + height + " is no ancestor of the new one");
  }

  private TrustedHead rejectOtherRoots(TrustedHead candidate) {
    checkCertified(candidate);
    throw new org.assaydb.proofs.VerificationException(
        FORK_DETECTED, "two certified states after height " + candidate.height());
  }

  private static org.assaydb.proofs.ledger.@Nullable Roots rootsOf(Certificate certificate) {
    return certificate.statement() instanceof Statement.Final f ? f.roots() : null;
  }
}

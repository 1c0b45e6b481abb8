package org.assaydb.engine.replica.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.assaydb.consensus.store.Damage;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who said that it holds its shard of which segment, in memory and on disk. Thread safe; what
 * consensus asks for waits for no file.
 */
final class CustodyRecords {
  private static final Logger LOG = LoggerFactory.getLogger(CustodyRecords.class);

  private final Genesis genesis;
  private final Digest chainId;
  private final ValidatorId self;
  private final byte[] secret;
  private final SegmentFiles files;
  private final Map<Long, TreeMap<ValidatorId, Custody>> known = new HashMap<>();

  /** Damage that was met since the last scrub of its segment. */
  private final Map<Long, Damage> met = new ConcurrentHashMap<>();

  /** {@code secret} signs this validator's own statements. */
  CustodyRecords(Genesis genesis, ValidatorId self, byte[] secret, SegmentFiles files) {
    this.genesis = genesis;
    this.chainId = genesis.chainId();
    this.self = self;
    this.secret = secret;
    this.files = files;
  }

  /** This replica's statement, signed now. */
  Custody sign(SegmentCommitment commitment) {
    return Custody.sign(chainId, commitment, self, secret);
  }

  /** This replica's statement, signed now or when the segment was coded. */
  synchronized Custody own(SegmentCommitment commitment) {
    Custody statement = of(commitment.number()).get(self);
    return statement != null ? statement : sign(commitment);
  }

  /** Whether a stored statement of this replica names a commitment. */
  boolean isSigned(SegmentCommitment commitment) {
    return files.custody(commitment.number()).stream()
        .anyMatch(own -> own.seat().equals(self) && isGenuine(own, commitment));
  }

  /**
   * Reads what an earlier run stored.
   *
   * @param isUsed whether bodies are still to be unlinked on its word: then each statement is
   *     checked, for the file has no checksum; else a scrub does that
   */
  void read(SegmentCommitment commitment, boolean isUsed) {
    long segment = commitment.number();
    List<Custody> stored = files.custody(segment);
    keep(
        stored.stream()
            .filter(s -> s.segment() == segment && (!isUsed || isGenuine(s, commitment)))
            .toList());
    if (isRewritten(segment)) {
      LOG.warn("{} was damaged: what is lost is asked for", files.custodyFile(segment));
      met.put(segment, damage(segment));
    }
  }

  private synchronized void keep(List<Custody> statements) {
    statements.forEach(s -> of(s.segment()).put(s.seat(), s));
  }

  private Damage damage(long segment) {
    return new Damage(files.custodyFile(segment), "custody statements", true);
  }

  /** Compares the file with what is known, and writes it anew when it differs. */
  private boolean isRewritten(long segment) {
    synchronized (files) {
      List<Custody> expected = all(segment);
      boolean differs = !files.isStored(segment, expected);
      if (differs) {
        files.writeCustody(segment, expected);
      }
      return differs;
    }
  }

  private synchronized List<Custody> all(long segment) {
    return List.copyOf(of(segment).values());
  }

  /**
   * Keeps a statement, durably.
   *
   * @throws VerificationException when it is forged or names another commitment
   */
  void add(Custody statement, SegmentCommitment commitment) {
    if (isKnown(statement)) {
      return;
    }
    check(statement, commitment);
    synchronized (files) {
      keep(List.of(statement));
      files.writeCustody(statement.segment(), all(statement.segment()));
    }
  }

  private synchronized boolean isKnown(Custody statement) {
    return of(statement.segment()).containsKey(statement.seat());
  }

  private void check(Custody statement, SegmentCommitment commitment) {
    statement.verify(chainId, genesis.validators());
    VerificationException.require(
        statement.segment() == commitment.number()
            && statement.commitment().equals(commitment.digest()),
        RejectReason.ROOT_MISMATCH,
        "custody of another segment " + statement.segment());
  }

  private boolean isGenuine(Custody statement, SegmentCommitment commitment) {
    try {
      check(statement, commitment);
      return true;
    } catch (VerificationException damaged) {
      return false; // it is asked for again
    }
  }

  /** Validators whose statement of a segment is known. */
  synchronized int count(long segment) {
    return of(segment).size();
  }

  /** Seats whose statement is not known: they may have told it while this replica was away. */
  synchronized Set<ValidatorId> missing(long segment) {
    Set<ValidatorId> seats = new TreeSet<>();
    for (int seat = 0; seat < genesis.validators().size(); seat++) {
      seats.add(new ValidatorId(seat));
    }
    seats.removeAll(of(segment).keySet());
    return seats;
  }

  /** Checks all statements of a segment, and its file. */
  List<Damage> scrub(SegmentCommitment commitment) {
    long segment = commitment.number();
    List<Damage> found = new ArrayList<>();
    Damage earlier = met.remove(segment);
    if (earlier != null) {
      found.add(earlier);
    }
    forget(all(segment).stream().filter(s -> !isGenuine(s, commitment)).toList());
    if (isRewritten(segment)) {
      found.add(damage(segment));
    }
    return found;
  }

  private synchronized void forget(List<Custody> statements) {
    statements.forEach(s -> of(s.segment()).remove(s.seat(), s));
  }

  private TreeMap<ValidatorId, Custody> of(long segment) {
    return known.computeIfAbsent(segment, s -> new TreeMap<>());
  }
}

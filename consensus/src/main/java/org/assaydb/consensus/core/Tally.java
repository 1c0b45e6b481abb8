package org.assaydb.consensus.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.assaydb.proofs.ledger.Vote;

/**
 * Checks votes and certificates and turns quorums of votes into certificates. Keeps at most one
 * vote per (voter, slot, kind); a second one that says otherwise is evidence.
 */
final class Tally {
  private record Ballot(ValidatorId voter, long slot, HashTag kind) {}

  /** Kinds of two votes of a validator that exclude each other: told of once in a slot. */
  private record Accusation(ValidatorId voter, long slot, HashTag first, HashTag second) {}

  private final Digest chainId;
  private final ValidatorSet validators;
  private final SignatureScheme signatures;
  private final Map<Ballot, Vote> ballots = new HashMap<>();
  private final Map<Statement, TreeMap<ValidatorId, byte[]>> counts = new HashMap<>();
  private final Set<Accusation> accusations = new HashSet<>();

  Tally(Digest chainId, ValidatorSet validators, SignatureScheme signatures) {
    this.chainId = chainId;
    this.validators = validators;
    this.signatures = signatures;
  }

  /**
   * Counts a vote; the certificate when this vote completes a quorum. Invalid votes are dropped.
   */
  Optional<Certificate> add(Vote vote, Consumer<Effect.Evidence> evidence) {
    Statement statement = vote.statement();
    Ballot ballot = new Ballot(vote.voter(), statement.slot(), statement.tag());
    Vote before = ballots.get(ballot);
    if (before != null && before.statement().equals(statement) || !isValid(vote)) {
      return Optional.empty();
    }
    if (before != null) {
      accuse(before, vote, evidence);
      return Optional.empty();
    }
    ballots.put(ballot, vote);
    contradiction(vote).ifPresent(other -> accuse(other, vote, evidence));
    TreeMap<ValidatorId, byte[]> count = counts.computeIfAbsent(statement, s -> new TreeMap<>());
    count.put(vote.voter(), vote.signature());
    if (count.size() != validators.quorum()) {
      return Optional.empty();
    }
    return Optional.of(new Certificate(statement, new TreeMap<>(count))); // later votes stay out
  }

  private void accuse(Vote first, Vote second, Consumer<Effect.Evidence> evidence) {
    Statement a = first.statement();
    if (accusations.add(
        new Accusation(first.voter(), a.slot(), a.tag(), second.statement().tag()))) {
      evidence.accept(new Effect.Evidence(new Contradiction(first, second)));
    }
  }

  /** Whether a certificate has a quorum of valid signatures, and no other ones. */
  boolean isQuorum(Certificate certificate) {
    Statement statement = certificate.statement();
    if (statement.epoch() != 0 || certificate.signatures().size() < validators.quorum()) {
      return false;
    }
    byte[] message = statement.signingBytes(chainId);
    for (Map.Entry<ValidatorId, byte[]> e : certificate.signatures().entrySet()) {
      if (e.getKey().seat() >= validators.size()
          || !signatures.verify(validators.key(e.getKey()), message, e.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean isValid(Vote vote) {
    return vote.voter().seat() < validators.size()
        && vote.statement().epoch() == 0
        && signatures.verify(
            validators.key(vote.voter()), vote.statement().signingBytes(chainId), vote.signature());
  }

  /** A Final for a Skip of the same voter and slot, or the other way round. */
  private Optional<Vote> contradiction(Vote vote) {
    HashTag kind = vote.statement().tag();
    if (kind == HashTag.NOTAR_VOTE) {
      return Optional.empty();
    }
    HashTag other = kind == HashTag.SKIP_VOTE ? HashTag.FINAL_VOTE : HashTag.SKIP_VOTE;
    return Optional.ofNullable(
        ballots.get(new Ballot(vote.voter(), vote.statement().slot(), other)));
  }

  /** Forgets everything about slots up to and including this one. */
  void forgetThrough(long slot) {
    ballots.keySet().removeIf(b -> b.slot() <= slot);
    counts.keySet().removeIf(s -> s.slot() <= slot);
    accusations.removeIf(a -> a.slot() <= slot);
  }
}

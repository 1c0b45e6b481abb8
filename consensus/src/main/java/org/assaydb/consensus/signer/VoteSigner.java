package org.assaydb.consensus.signer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.VoteLog;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.jspecify.annotations.Nullable;

/**
 * The only code that signs votes. Check, persist, release: one Notar per slot, one Final per slot,
 * never Final and Skip in one slot; what was signed before is returned again. Not thread safe.
 */
public final class VoteSigner {
  private final Digest chainId;
  private final ValidatorId self;
  private final byte[] secret;
  private final VoteLog log;
  private final SignatureScheme signatures;
  private final Map<Long, Map<HashTag, Vote>> signed = new HashMap<>();

  private long floor;

  public VoteSigner(Digest chainId, ValidatorId self, byte[] secret, VoteLog log) {
    this(chainId, self, secret, log, SignatureScheme.ED25519);
  }

  public VoteSigner(
      Digest chainId, ValidatorId self, byte[] secret, VoteLog log, SignatureScheme signatures) {
    this.signatures = signatures;
    this.floor = log.floor();
    this.chainId = chainId;
    this.self = self;
    this.secret = secret.clone();
    this.log = log;
    log.load().forEach(this::remember);
  }

  /** The vote, synced; empty when an earlier vote of the slot forbids it. */
  public Optional<Vote> sign(Statement statement) {
    Vote before = earlier(statement.slot(), statement.tag());
    if (before != null) {
      return before.statement().equals(statement) ? Optional.of(before) : Optional.empty();
    }
    boolean excluded =
        statement.slot() < floor
            || (statement instanceof Statement.Skip
                && earlier(statement.slot(), HashTag.FINAL_VOTE) != null)
            || (statement instanceof Statement.Final
                && earlier(statement.slot(), HashTag.SKIP_VOTE) != null);
    if (excluded) {
      return Optional.empty();
    }
    Vote vote = new Vote(self, statement, signatures.sign(secret, statement.signingBytes(chainId)));
    log.append(vote);
    remember(vote);
    return Optional.of(vote);
  }

  /** The leader's signature over its own proposal, which is stored before it is sent. */
  public byte[] signProposal(Digest headerHash) {
    return signatures.sign(secret, Message.Proposal.signingBytes(chainId, headerHash));
  }

  /** Forgets slots below {@code slot}; they are refused from now on. */
  public void pruneBelow(long slot) {
    floor = Math.max(floor, slot);
    log.pruneBelow(slot);
    signed.keySet().removeIf(s -> s < slot);
  }

  private void remember(Vote vote) {
    signed
        .computeIfAbsent(vote.statement().slot(), s -> new HashMap<>())
        .put(vote.statement().tag(), vote);
  }

  private @Nullable Vote earlier(long slot, HashTag kind) {
    Map<HashTag, Vote> votes = signed.get(slot);
    return votes == null ? null : votes.get(kind);
  }
}

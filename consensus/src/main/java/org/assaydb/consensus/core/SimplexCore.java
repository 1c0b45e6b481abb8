package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;

/**
 * Simplex (Chan and Pass, TCC 2023) of one validator, without threads, clock, I/O or randomness:
 * {@link #step} takes an event and the time and says what to do. The caller does it, in order, and
 * gives the answers back as events.
 *
 * <pre>
 * in slot v, when                                                  then
 * leader(v), parent applied, all skips between, work or heartbeat  Build -> Store -> Broadcast proposal
 * first proposal of v, justified, parent applied                   Validate -> Store -> Sign Notar(v)
 * timer of v ran out without a notarisation                        Sign Skip(v)
 * quorum of Notar(s, h)                                            keep, relay; Validate, Store, Apply h
 * quorum of Skip(s)                                                keep, relay
 * a certificate of v                                               enter v + 1
 * h applied, notarised in s, not skipped there                     Sign Final(s, h, roots)
 * quorum of Final(s, h, roots)                                     keep, relay; finalise h and its ancestors
 * unknown parent, notarised or final block                         RequestProposal, RequestFinal
 * a certificate above v                                            RequestCertificates
 * nothing moved                                                    own votes, certificates and proposal again
 * </pre>
 *
 * <p>No slot is left without a certificate of it (or of a final block above), and each certificate
 * is kept before a vote that rests on it is signed: after any restart a quorum of logs is enough to
 * go on. Deviations from the paper: Notar may follow Skip in a slot, which is safe because only
 * Final excludes Skip; the slots of leaders that are away are given up at once, see {@link
 * AwayLeaders}.
 */
public final class SimplexCore {
  /** Votes for slots further ahead are dropped, so that memory stays bounded. */
  static final long VOTE_WINDOW = 64;

  /** Proposals that nobody certified are taken for so many slots. */
  static final long PROPOSAL_WINDOW = 8;

  private final ValidatorId self;
  private final BlockRules rules;
  private final Tally tally;
  private final CertificateSet certificates = new CertificateSet();
  private final SlotClock clock;
  private final AwayLeaders leaders;
  private final Requests requests;
  private final BlockProgress progress;
  private final PeerAnswers answers;
  private final List<Effect> effects = new ArrayList<>();

  private long slot;
  private long proposedIn;
  private final Map<Long, Digest> firstProposals = new HashMap<>();
  private final OwnVotes ownVotes = new OwnVotes();

  public SimplexCore(
      Genesis genesis,
      ValidatorId self,
      SignatureScheme signatures,
      Timing timing,
      BodyCheck bodies,
      Recovered recovered) {
    this.self = self;
    rules = new BlockRules(genesis, signatures, bodies);
    tally = new Tally(genesis.chainId(), genesis.validators(), signatures);
    clock = new SlotClock(timing);
    leaders = new AwayLeaders(genesis.validators().size());
    requests = new Requests(self, genesis.validators().size());
    ParentRef tip = recovered.tip();
    progress = new BlockProgress(tip, certificates, requests, effects);
    answers = new PeerAnswers(progress, certificates, effects);
    slot = tip.slot() + 1;
    certificates.forget(tip.slot());
    for (Certificate certificate : recovered.certificates()) {
      if (certificate.statement().slot() > tip.slot()) {
        certificates.add(certificate);
      } else if (tip.hash().equals(certificate.statement().subject())) {
        progress.tipCertified(certificate);
      }
    }
    for (Message.Proposal proposal : recovered.proposals()) {
      BlockTree.Node node = progress.tree().add(proposal);
      node.stored = true;
      firstProposals.putIfAbsent(proposal.header().slot(), node.hash);
      if (proposal.header().proposer().equals(self)) {
        proposedIn = Math.max(proposedIn, proposal.header().slot());
      }
    }
    for (Vote vote : recovered.votes()) {
      if (vote.statement().slot() > tip.slot()) {
        ownVotes.add(vote);
      }
    }
  }

  /** Newest final block. */
  public ParentRef tip() {
    return progress.tree().tip();
  }

  public long slot() {
    return slot;
  }

  /**
   * Advances by one event.
   *
   * @param nowMs of a clock that never goes back; its zero means nothing
   * @param wallMs since 1970-01-01 UTC, for the times in headers only
   * @return belongs to the caller
   */
  public List<Effect> step(Event event, long nowMs, long wallMs) {
    if (event instanceof Event.Start) {
      clock.start(nowMs);
      ownVotes.from(0).forEach(v -> count(v, nowMs));
      enterDecided(nowMs);
      resend();
    } else if (event instanceof Event.Work work) {
      clock.work(work.waits(), nowMs);
    } else if (event instanceof Event.Received received) {
      receive(received.from(), received.message(), nowMs);
    } else if (event instanceof Event.Built built) {
      progress.store(progress.tree().add(built.proposal()));
    } else if (event instanceof Event.Validated validated) {
      progress.tree().get(validated.hash()).ifPresent(n -> n.valid = validated.valid());
    } else if (event instanceof Event.Stored stored) {
      progress.tree().get(stored.hash()).ifPresent(this::stored);
    } else if (event instanceof Event.Signed signed) {
      ownVotes.add(signed.vote());
      effects.add(new Effect.Broadcast(new Message.VoteCast(signed.vote())));
      count(signed.vote(), nowMs);
    } else if (event instanceof Event.Applied applied) {
      progress.tree().get(applied.hash()).ifPresent(n -> n.roots = applied.roots());
    }
    advance(event, nowMs, wallMs);
    List<Effect> result = List.copyOf(effects);
    effects.clear();
    return result;
  }

  private void receive(ValidatorId from, Message message, long nowMs) {
    if (message instanceof Message.Proposal proposal) {
      proposal(proposal, nowMs);
    } else if (message instanceof Message.VoteCast cast) {
      long voted = cast.vote().statement().slot();
      if (voted <= tip().slot()) {
        answers.tip(from);
      } else if (voted <= slot + VOTE_WINDOW) {
        count(cast.vote(), nowMs);
      }
    } else if (message instanceof Message.Certified certified) {
      learn(certified.certificate(), nowMs);
    } else if (message instanceof Message.Certificates several) {
      several.certificates().forEach(c -> learn(c, nowMs));
      requests.answered(Requests.Kind.CERTIFICATES);
    } else if (message instanceof Message.RequestCertificates request) {
      answers.certificates(from, request.fromSlot());
    } else if (message instanceof Message.RequestProposal request) {
      effects.add(new Effect.AnswerProposal(from, request.headerHash()));
    } else if (message instanceof Message.RequestFinal request) {
      effects.add(new Effect.AnswerFinal(from, request.fromHeight()));
    } else if (message instanceof Message.FinalBlocks blocks) {
      finalBlocks(blocks, nowMs);
    }
  }

  /** A proposal from its leader, or one that was asked for. */
  private void proposal(Message.Proposal proposal, long nowMs) {
    BlockHeader header = proposal.header();
    Digest hash = header.hash();
    long of = header.slot();
    boolean first = of >= slot && of <= slot + PROPOSAL_WINDOW && !firstProposals.containsKey(of);
    if (of <= tip().slot()
        || progress.tree().get(hash).isPresent()
        || !(first || certificates.isCertified(hash))
        || !rules.isGenuine(proposal, hash)) {
      return;
    }
    firstProposals.putIfAbsent(of, hash);
    progress.tree().add(proposal);
    requests.answered(Requests.Kind.BLOCKS);
    proposal.justification().forEach(c -> learn(c, nowMs));
  }

  /** Blocks that end in a certified one. */
  private void finalBlocks(Message.FinalBlocks message, long nowMs) {
    List<Message.Proposed> blocks = message.blocks();
    Statement statement = message.certificate().statement();
    if (blocks.isEmpty()
        || !(statement instanceof Statement.Final certified)
        || statement.slot() <= tip().slot()) {
      return;
    }
    learn(message.certificate(), nowMs);
    if (!certificates.holds(statement) || !rules.leadTo(certified, blocks)) {
      return;
    }
    for (Message.Proposed block : blocks) {
      if (block.header().height() > tip().height()) {
        progress.tree().add(block);
      }
    }
    requests.answered(Requests.Kind.BLOCKS);
  }

  private void count(Vote vote, long nowMs) {
    tally
        .add(vote, effects::add)
        .ifPresent(
            certificate -> {
              if (take(certificate, nowMs)) {
                effects.add(new Effect.Broadcast(new Message.Certified(certificate)));
              }
            });
  }

  /**
   * A certificate from somebody else; what is not valid is dropped, what is known not looked at.
   */
  private void learn(Certificate certificate, long nowMs) {
    if (!certificates.holds(certificate.statement())) {
      if (tally.isQuorum(certificate)) {
        take(certificate, nowMs);
      }
    }
  }

  /** Keeps a valid certificate, and enters the slots that it opens; false when it was known. */
  private boolean take(Certificate certificate, long nowMs) {
    if (!certificates.add(certificate)) {
      return false;
    }
    effects.add(new Effect.Keep(certificate));
    enterDecided(nowMs);
    return true;
  }

  /** Leaves the slots that are decided, one after the other. */
  private void enterDecided(long nowMs) {
    while (slot <= tip().slot() || certificates.isDecided(slot)) {
      SlotClock.End end = SlotClock.End.NOTARISED;
      if (certificates.isNotarised(slot)) {
        leaders.notarised(rules.leader(slot));
      } else if (certificates.isSkipped(slot)) {
        leaders.skipped(rules.leader(slot), !clock.isHopeless());
        end = clock.isHopeless() ? SlotClock.End.GIVEN_UP : SlotClock.End.RAN_OUT;
      }
      slot++;
      ValidatorId next = rules.leader(slot);
      clock.enter(nowMs, end, !next.equals(self) && leaders.isAway(next));
    }
  }

  private void stored(BlockTree.Node node) {
    node.stored = true;
    if (node.header().proposer().equals(self) && node.valid == null && node.proposal != null) {
      node.valid = true; // built here, on the state after the parent
      firstProposals.putIfAbsent(node.header().slot(), node.hash);
      effects.add(new Effect.Broadcast(node.proposal));
    }
  }

  /** Does everything that the state allows now. */
  private void advance(Event event, long nowMs, long wallMs) {
    if (!(event instanceof Event.Answer)) {
      // After an answer what waited may be in a block just applied: the next tick knows.
      propose(nowMs, wallMs);
    }
    voteNotar(nowMs, wallMs);
    progress.pursueNotarised(nowMs);
    voteFinal();
    progress.finalise(nowMs);
    if (tip().slot() > certificates.through()) {
      forget(tip().slot());
      enterDecided(nowMs);
    }
    if (certificates.newestSlot() > slot) {
      requestCertificates(slot, nowMs);
    }
    Statement skip = new Statement.Skip(0, slot);
    if (clock.expired(nowMs) && ownVotes.ask(skip)) {
      effects.add(new Effect.Sign(skip));
    }
    if (clock.standstill(nowMs)) {
      resend();
    }
    long next =
        clock.nextMs(parentToPropose().isPresent(), ownVotes.wasAsked(slot, HashTag.SKIP_VOTE));
    long again = requests.takeWaits() ? nowMs + requests.intervalMs() : next;
    effects.add(new Effect.WakeAt(Math.min(next, again)));
  }

  private void requestCertificates(long fromSlot, long nowMs) {
    requests
        .next(Requests.Kind.CERTIFICATES, nowMs)
        .ifPresent(
            to -> effects.add(new Effect.Send(to, new Message.RequestCertificates(fromSlot))));
  }

  private void propose(long nowMs, long wallMs) {
    Optional<ParentRef> known = parentToPropose();
    if (known.isPresent() && clock.proposalDue(nowMs)) {
      ParentRef parent = known.get();
      proposedIn = slot;
      long timeMs = Math.max(wallMs, parent.timeMs());
      List<Certificate> hints = Justification.hints(parent, slot, certificates);
      effects.add(new Effect.Build(parent, slot, timeMs, hints));
    }
  }

  /** On what this validator can propose in the slot; empty as well when it is not its turn. */
  private Optional<ParentRef> parentToPropose() {
    if (!rules.leader(slot).equals(self) || proposedIn >= slot) {
      return Optional.empty();
    }
    Optional<Certificate> notarised = certificates.newestNotarised(slot);
    Optional<ParentRef> known =
        notarised.isEmpty()
            ? Optional.of(tip())
            : progress.tree().applied(CertificateSet.subject(notarised.get()));
    return known.filter(parent -> Justification.holds(parent, tip(), slot, certificates));
  }

  private void voteNotar(long nowMs, long wallMs) {
    Digest hash = firstProposals.get(slot);
    BlockTree.Node node = hash == null ? null : progress.tree().get(hash).orElse(null);
    if (node == null || ownVotes.wasAsked(slot, HashTag.NOTAR_VOTE)) {
      return;
    }
    Optional<ParentRef> known = progress.tree().applied(node.header().parentHash());
    if (known.isEmpty() || !BlockRules.fits(node.header(), known.get(), wallMs)) {
      return;
    }
    ParentRef parent = known.get();
    if (!Justification.holds(parent, tip(), slot, certificates)) {
      requestCertificates(certificates.firstNotSkipped(parent.slot()), nowMs);
      return;
    }
    progress.prepare(node);
    if (Boolean.TRUE.equals(node.valid) && node.stored) {
      Statement notar = new Statement.Notar(0, slot, node.hash);
      ownVotes.ask(notar);
      effects.add(new Effect.Sign(notar));
    }
  }

  private void voteFinal() {
    for (Certificate certificate : certificates.notarised()) {
      long at = certificate.statement().slot();
      Digest hash = CertificateSet.subject(certificate);
      BlockTree.Node node = progress.tree().get(hash).orElse(null);
      if (node != null
          && node.roots != null
          && node.stored
          && !ownVotes.wasAsked(at, HashTag.SKIP_VOTE)) {
        Statement statement = new Statement.Final(0, at, hash, node.roots);
        if (ownVotes.ask(statement)) {
          effects.add(new Effect.Sign(statement));
        }
      }
    }
  }

  private void forget(long through) {
    certificates.forget(through);
    tally.forgetThrough(through);
    firstProposals.keySet().removeIf(s -> s <= through);
    ownVotes.forgetThrough(through);
  }

  private void resend() {
    Digest current = firstProposals.get(slot);
    answers.repeat(
        slot - VOTE_WINDOW,
        ownVotes,
        current == null ? Optional.empty() : progress.tree().get(current));
  }
}

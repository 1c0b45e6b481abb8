package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Vote;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

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

  private final Digest chainId;
  private final ValidatorSet validators;
  private final ValidatorId self;
  private final SignatureScheme signatures;
  private final BodyCheck bodies;
  private final Tally tally;
  private final CertificateSet certificates = new CertificateSet();
  private final SlotClock clock;
  private final AwayLeaders leaders;
  private final Requests requests;
  private final BlockProgress progress;
  private final List<Effect> effects = new ArrayList<>();

  private long slot;
  private long proposedIn;
  private final Map<Long, Digest> firstProposals = new HashMap<>();
  private final TreeMap<Long, List<Vote>> ownVotes = new TreeMap<>();
  private final Set<Long> notarAsked = new HashSet<>();
  private final Set<Long> skipAsked = new HashSet<>();
  private final Set<Long> finalAsked = new HashSet<>();

  /**
   * What a validator has on disk when it starts.
   *
   * @param tip newest final block, the genesis at height 0
   * @param certificates kept ones, and a final one of the tip or of a descendant
   * @param votes own votes from the log
   * @param proposals stored ones that are not final
   */
  public record Recovered(
      ParentRef tip,
      List<Certificate> certificates,
      List<Vote> votes,
      List<Message.Proposal> proposals) {}

  public SimplexCore(
      Genesis genesis,
      ValidatorId self,
      SignatureScheme signatures,
      Timing timing,
      BodyCheck bodies,
      Recovered recovered) {
    this.chainId = genesis.chainId();
    this.validators = genesis.validators();
    this.self = self;
    this.signatures = signatures;
    this.bodies = bodies;
    tally = new Tally(chainId, validators, signatures);
    clock = new SlotClock(timing);
    leaders = new AwayLeaders(validators.size());
    requests = new Requests(self, validators.size());
    ParentRef tip = recovered.tip();
    progress = new BlockProgress(tip, certificates, requests, effects);
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
        remember(vote);
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
      ownVotes.values().forEach(votes -> List.copyOf(votes).forEach(v -> count(v, nowMs)));
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
      remember(signed.vote());
      effects.add(new Effect.Broadcast(new Message.VoteCast(signed.vote())));
      count(signed.vote(), nowMs);
    } else if (event instanceof Event.Applied applied) {
      progress.tree().get(applied.hash()).ifPresent(n -> n.roots = applied.roots());
    }
    advance(nowMs, wallMs);
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
        answerFinal(from);
      } else if (voted <= slot + VOTE_WINDOW) {
        count(cast.vote(), nowMs);
      }
    } else if (message instanceof Message.Certified certified) {
      learn(certified.certificate(), nowMs);
    } else if (message instanceof Message.Certificates several) {
      several.certificates().forEach(c -> learn(c, nowMs));
      requests.answered(Requests.Kind.CERTIFICATES);
    } else if (message instanceof Message.RequestCertificates request) {
      answerCertificates(from, request.fromSlot());
    } else if (message instanceof Message.RequestProposal request) {
      effects.add(new Effect.AnswerProposal(from, request.headerHash()));
    } else if (message instanceof Message.RequestFinal request) {
      effects.add(new Effect.AnswerFinal(from, request.fromHeight()));
    } else if (message instanceof Message.FinalBlocks blocks) {
      finalBlocks(blocks, nowMs);
    }
  }

  private void answerFinal(ValidatorId to) {
    progress
        .tipCertificate()
        .ifPresent(c -> effects.add(new Effect.Send(to, new Message.Certified(c))));
  }

  private void answerCertificates(ValidatorId to, long fromSlot) {
    if (fromSlot <= tip().slot()) {
      answerFinal(to);
    }
    List<Certificate> found = certificates.from(fromSlot, Message.MAX_CERTIFICATES);
    if (!found.isEmpty()) {
      effects.add(new Effect.Send(to, new Message.Certificates(found)));
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
        || !isGenuine(proposal, hash)
        || !bodies.belongs(header, proposal.body())) {
      return;
    }
    firstProposals.putIfAbsent(of, hash);
    progress.tree().add(proposal);
    requests.answered(Requests.Kind.BLOCKS);
    proposal.justification().forEach(c -> learn(c, nowMs));
  }

  private boolean isGenuine(Message.Proposal proposal, Digest hash) {
    BlockHeader header = proposal.header();
    return header.chainId().equals(chainId)
        && header.epoch() == 0
        && header.proposer().equals(leader(header.slot()))
        && signatures.verify(
            validators.key(header.proposer()),
            Message.Proposal.signingBytes(chainId, hash),
            proposal.signature());
  }

  /** Blocks that end in a certified one. A single wrong body makes the answer worthless. */
  private void finalBlocks(Message.FinalBlocks message, long nowMs) {
    List<Message.Proposed> blocks = message.blocks();
    Statement statement = message.certificate().statement();
    if (blocks.isEmpty()
        || !(statement instanceof Statement.Final certified)
        || statement.slot() <= tip().slot()) {
      return;
    }
    Digest expected = certified.headerHash();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      BlockHeader header = blocks.get(i).header();
      if (!header.hash().equals(expected)) {
        return;
      }
      expected = header.parentHash();
    }
    if (tally.check(message.certificate()).isEmpty()
        || !blocks.stream().allMatch(b -> bodies.belongs(b.header(), b.body()))) {
      return;
    }
    for (Message.Proposed block : blocks) {
      if (block.header().height() > tip().height()) {
        progress.tree().add(block);
      }
    }
    requests.answered(Requests.Kind.BLOCKS);
    learn(message.certificate(), nowMs);
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
      tally.check(certificate).ifPresent(c -> take(c, nowMs));
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
        leaders.notarised(leader(slot));
      } else if (certificates.isSkipped(slot)) {
        leaders.skipped(leader(slot), !clock.isHopeless());
        end = clock.isHopeless() ? SlotClock.End.GIVEN_UP : SlotClock.End.RAN_OUT;
      }
      slot++;
      ValidatorId next = leader(slot);
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
  private void advance(long nowMs, long wallMs) {
    propose(nowMs, wallMs);
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
    if (clock.expired(nowMs) && skipAsked.add(slot)) {
      effects.add(new Effect.Sign(new Statement.Skip(0, slot)));
    }
    if (clock.standstill(nowMs)) {
      resend();
    }
    boolean leads = leader(slot).equals(self) && proposedIn < slot;
    long next = clock.nextMs(leads, skipAsked.contains(slot));
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
    if (!leader(slot).equals(self) || proposedIn >= slot || !clock.proposalDue(nowMs)) {
      return;
    }
    Optional<Certificate> notarised = certificates.newestNotarised(slot);
    Optional<ParentRef> known =
        notarised.isEmpty()
            ? Optional.of(tip())
            : progress.tree().applied(CertificateSet.subject(notarised.get()));
    if (known.isPresent() && Justification.holds(known.get(), tip(), slot, certificates)) {
      ParentRef parent = known.get();
      proposedIn = slot;
      long timeMs = Math.max(wallMs, parent.timeMs());
      List<Certificate> hints = Justification.hints(parent, slot, certificates);
      effects.add(new Effect.Build(parent, slot, timeMs, hints));
    }
  }

  private void voteNotar(long nowMs, long wallMs) {
    Digest hash = firstProposals.get(slot);
    BlockTree.Node node = hash == null ? null : progress.tree().get(hash).orElse(null);
    if (node == null || notarAsked.contains(slot)) {
      return;
    }
    Optional<ParentRef> known = progress.tree().applied(node.header().parentHash());
    if (known.isEmpty() || !fits(node.header(), known.get(), wallMs)) {
      return;
    }
    ParentRef parent = known.get();
    if (!Justification.holds(parent, tip(), slot, certificates)) {
      requestCertificates(certificates.firstNotSkipped(parent.slot()), nowMs);
      return;
    }
    progress.prepare(node);
    if (Boolean.TRUE.equals(node.valid) && node.stored) {
      notarAsked.add(slot);
      effects.add(new Effect.Sign(new Statement.Notar(0, slot, node.hash)));
    }
  }

  /**
   * Whether slot and time of a block fit its parent and the clock here. A time that the parent has
   * already is never too late: clocks may have been set back.
   */
  private static boolean fits(BlockHeader header, ParentRef parent, long wallMs) {
    long time = header.timeMs();
    return header.slot() > parent.slot()
        && header.height() == parent.height() + 1
        && header.justification().equals(Justification.digest(parent))
        && time >= parent.timeMs()
        && time <= Math.max(wallMs, parent.timeMs()) + Timing.MAX_AHEAD_MS
        && time >= wallMs - Timing.MAX_BEHIND_MS;
  }

  private void voteFinal() {
    for (Certificate certificate : certificates.notarised()) {
      long at = certificate.statement().slot();
      Digest hash = CertificateSet.subject(certificate);
      BlockTree.Node node = progress.tree().get(hash).orElse(null);
      if (node != null
          && node.roots != null
          && node.stored
          && !skipAsked.contains(at)
          && finalAsked.add(at)) {
        effects.add(new Effect.Sign(new Statement.Final(0, at, hash, node.roots)));
      }
    }
  }

  private void forget(long through) {
    certificates.forget(through);
    tally.forgetThrough(through);
    firstProposals.keySet().removeIf(s -> s <= through);
    ownVotes.headMap(through, true).clear();
    notarAsked.removeIf(s -> s <= through);
    skipAsked.removeIf(s -> s <= through);
    finalAsked.removeIf(s -> s <= through);
  }

  /** What another validator may lack to go on, again; what is older is asked for. */
  private void resend() {
    long from = slot - VOTE_WINDOW;
    progress
        .tipCertificate()
        .ifPresent(c -> effects.add(new Effect.Broadcast(new Message.Certified(c))));
    List<Certificate> recent = certificates.from(from, Message.MAX_CERTIFICATES);
    if (!recent.isEmpty()) {
      effects.add(new Effect.Broadcast(new Message.Certificates(recent)));
    }
    for (List<Vote> votes : ownVotes.tailMap(from, true).values()) {
      votes.forEach(v -> effects.add(new Effect.Broadcast(new Message.VoteCast(v))));
    }
    Digest current = firstProposals.get(slot);
    BlockTree.Node node = current == null ? null : progress.tree().get(current).orElse(null);
    if (node != null && node.stored && node.proposal != null) {
      effects.add(new Effect.Broadcast(node.proposal));
    }
  }

  private void remember(Vote vote) {
    Statement statement = vote.statement();
    List<Vote> votes = ownVotes.computeIfAbsent(statement.slot(), s -> new ArrayList<>());
    if (votes.stream().noneMatch(v -> v.statement().equals(statement))) {
      votes.add(vote);
    }
    Set<Long> asked =
        statement instanceof Statement.Notar
            ? notarAsked
            : statement instanceof Statement.Final ? finalAsked : skipAsked;
    asked.add(statement.slot());
  }

  private ValidatorId leader(long ofSlot) {
    return new ValidatorId((int) (ofSlot % validators.size()));
  }
}

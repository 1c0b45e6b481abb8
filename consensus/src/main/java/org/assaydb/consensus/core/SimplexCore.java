package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assaydb.consensus.FinalBlock;
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
import org.jspecify.annotations.Nullable;

/**
 * Simplex (Chan and Pass, TCC 2023) of one validator, without threads, clock, I/O or randomness:
 * {@link #step} takes an event and the time and says what to do. The caller does it at once, in
 * order, and gives the answers back as events.
 *
 * <pre>
 * in slot v, when                                                  then
 * leader(v), parent applied, all skips between, work or heartbeat  Build -> Store -> Broadcast proposal
 * first proposal of v, justified, parent applied                   Validate -> Store -> Sign Notar(v)
 * timer of v ran out without a notarisation                        Sign Skip(v)
 * quorum of Notar(s, h)                                            relay; enter s+1; Validate, Store, Apply h
 * quorum of Skip(s)                                                relay; enter s+1
 * h applied, notarised in s, not skipped there                     Sign Final(s, h, roots)
 * quorum of Final(s, h, roots)                                     relay; finalise h and its ancestors
 * unknown parent, notarised or final block                         RequestProposal, RequestFinal
 * nothing moved                                                    own votes and certificates again
 * </pre>
 *
 * <p>Deviation from the paper: a slot's timer starts when the slot is entered and includes the
 * heartbeat; Notar may follow Skip in a slot, which is safe because only Final excludes Skip.
 */
public final class SimplexCore {
  /** Votes and proposals for slots further ahead are dropped, so that memory stays bounded. */
  static final long SLOT_WINDOW = 64;

  private static final long REQUEST_INTERVAL_MS = 100;

  private final Digest chainId;
  private final ValidatorSet validators;
  private final ValidatorId self;
  private final SignatureScheme signatures;
  private final Tally tally;
  private final SlotClock clock;
  private final BlockTree tree;

  /** Certificate of the tip itself; null for the genesis. */
  private @Nullable Certificate tipCertificate;

  private long slot;
  private long proposedIn;
  private long skipAskedIn;
  private boolean hasWork;
  private final Map<Long, Digest> firstProposals = new HashMap<>();
  private final TreeMap<Long, Certificate> notarised = new TreeMap<>();
  private final TreeMap<Long, Certificate> skips = new TreeMap<>();
  private final Map<Digest, Certificate> finals = new HashMap<>();
  private final TreeMap<Long, List<Vote>> ownVotes = new TreeMap<>();
  private final Set<Long> notarAsked = new HashSet<>();
  private final Set<Long> finalAsked = new HashSet<>();
  private long requestedMs = Long.MIN_VALUE / 2;
  private int requestSeat;
  private List<Effect> effects = new ArrayList<>();

  /**
   * @param tip newest final block, the genesis at height 0
   * @param tipCertificate a final certificate of the tip or of a descendant; null for the genesis
   * @param votes own votes from the log
   * @param proposals stored ones that are not final
   */
  public SimplexCore(
      Genesis genesis,
      ValidatorId self,
      SignatureScheme signatures,
      Timing timing,
      ParentRef tip,
      @Nullable Certificate tipCertificate,
      List<Vote> votes,
      List<Message.Proposal> proposals) {
    this.chainId = genesis.chainId();
    this.validators = genesis.validators();
    this.self = self;
    this.signatures = signatures;
    this.tally = new Tally(chainId, validators, signatures);
    this.clock = new SlotClock(timing);
    this.tree = new BlockTree(tip);
    this.slot = tip.slot() + 1;
    if (tipCertificate != null && tip.hash().equals(tipCertificate.statement().subject())) {
      this.tipCertificate = tipCertificate;
    } else if (tipCertificate != null) {
      finals.put(subject(tipCertificate), tipCertificate);
    }
    for (Message.Proposal proposal : proposals) {
      BlockTree.Node node = tree.add(proposal);
      node.stored = true;
      firstProposals.putIfAbsent(proposal.header().slot(), node.hash);
      if (proposal.header().proposer().equals(self)) {
        proposedIn = Math.max(proposedIn, proposal.header().slot());
      }
    }
    for (Vote vote : votes) {
      if (vote.statement().slot() > tip.slot()) {
        remember(vote);
      }
    }
  }

  /** Newest final block. */
  public ParentRef tip() {
    return tree.tip();
  }

  long slot() {
    return slot;
  }

  /** Advances by one event. The list belongs to the caller. */
  public List<Effect> step(Event event, long nowMs) {
    effects = new ArrayList<>();
    if (event instanceof Event.Start) {
      clock.start(nowMs);
      ownVotes.values().forEach(votes -> List.copyOf(votes).forEach(v -> count(v, nowMs)));
      resend();
    } else if (event instanceof Event.Received received) {
      receive(received.from(), received.message(), nowMs);
    } else if (event instanceof Event.Built built) {
      store(tree.add(built.proposal()));
    } else if (event instanceof Event.Validated validated) {
      tree.get(validated.hash()).ifPresent(n -> validated(n, validated.valid()));
    } else if (event instanceof Event.Stored stored) {
      tree.get(stored.hash()).ifPresent(this::stored);
    } else if (event instanceof Event.Signed signed) {
      remember(signed.vote());
      effects.add(new Effect.Broadcast(new Message.VoteCast(signed.vote())));
      count(signed.vote(), nowMs);
    } else if (event instanceof Event.Applied applied) {
      tree.get(applied.hash()).ifPresent(n -> n.roots = applied.roots());
    }
    advance(nowMs, event instanceof Event.WorkArrived);
    return effects;
  }

  private void receive(ValidatorId from, Message message, long nowMs) {
    if (message instanceof Message.Proposal proposal) {
      proposal(from, proposal, nowMs);
    } else if (message instanceof Message.VoteCast cast) {
      long voted = cast.vote().statement().slot();
      if (voted > tree.tip().slot() && voted <= slot + SLOT_WINDOW) {
        count(cast.vote(), nowMs);
      } else if (voted <= tree.tip().slot() && tipCertificate != null) {
        effects.add(new Effect.Send(from, new Message.Certified(tipCertificate)));
      }
    } else if (message instanceof Message.Certified certified) {
      if (certified.certificate().statement().slot() > tree.tip().slot()) {
        tally.check(certified.certificate()).ifPresent(c -> learn(c, false, nowMs));
      }
    } else if (message instanceof Message.RequestProposal request) {
      effects.add(new Effect.AnswerProposal(from, request.headerHash()));
    } else if (message instanceof Message.RequestFinal request) {
      effects.add(new Effect.AnswerFinal(from, request.fromHeight()));
    } else if (message instanceof Message.FinalBlocks blocks) {
      finalBlocks(blocks, nowMs);
    }
  }

  /** A proposal from its leader, or one that was asked for. */
  private void proposal(ValidatorId from, Message.Proposal proposal, long nowMs) {
    BlockHeader header = proposal.header();
    Digest hash = header.hash();
    boolean wanted = isWanted(hash);
    Digest first = firstProposals.get(header.slot());
    if (tree.get(hash).isPresent()
        || header.slot() <= tree.tip().slot()
        || header.slot() > slot + SLOT_WINDOW
        || (first != null && !wanted)
        || !isGenuine(proposal, hash, nowMs)) {
      return;
    }
    List<Certificate> checked = new ArrayList<>();
    for (Certificate certificate : proposal.justification()) {
      Optional<Certificate> valid = tally.check(certificate);
      if (valid.isEmpty()) {
        return;
      }
      checked.add(valid.get());
    }
    firstProposals.putIfAbsent(header.slot(), hash);
    tree.add(proposal);
    checked.forEach(c -> learn(c, false, nowMs));
    if (!tree.isApplied(header.parentHash()) && tree.get(header.parentHash()).isEmpty()) {
      request(from, header.parentHash(), nowMs);
    }
  }

  private boolean isWanted(Digest hash) {
    return finals.containsKey(hash)
        || notarised.values().stream().anyMatch(c -> hash.equals(c.statement().subject()));
  }

  private boolean isGenuine(Message.Proposal proposal, Digest hash, long nowMs) {
    BlockHeader header = proposal.header();
    return header.chainId().equals(chainId)
        && header.epoch() == 0
        && header.proposer().equals(leader(header.slot()))
        && header.timeMs() <= nowMs + Timing.MAX_AHEAD_MS
        && Justification.fits(chainId, header, proposal.justification())
        && signatures.verify(
            validators.key(header.proposer()),
            Message.Proposal.signingBytes(chainId, hash),
            proposal.signature());
  }

  /** Blocks that end in a certified one and begin above the tip. */
  private void finalBlocks(Message.FinalBlocks message, long nowMs) {
    List<Message.Proposed> blocks = message.blocks();
    if (blocks.isEmpty() || !(message.certificate().statement() instanceof Statement.Final)) {
      return;
    }
    Digest expected = subject(message.certificate());
    for (int i = blocks.size() - 1; i >= 0; i--) {
      BlockHeader header = blocks.get(i).header();
      if (!header.hash().equals(expected)) {
        return;
      }
      expected = header.parentHash();
    }
    Optional<Certificate> certificate = tally.check(message.certificate());
    if (certificate.isEmpty() || certificate.get().statement().slot() <= tree.tip().slot()) {
      return;
    }
    for (Message.Proposed block : blocks) {
      if (block.header().height() > tree.tip().height()) {
        tree.add(new Message.Proposal(block.header(), block.body(), List.of(), new byte[64]));
      }
    }
    requestedMs = Long.MIN_VALUE / 2;
    learn(certificate.get(), false, nowMs);
  }

  private void count(Vote vote, long nowMs) {
    tally.add(vote, effects::add).ifPresent(c -> learn(c, true, nowMs));
  }

  /** A valid certificate: own ones are relayed. Any of the current slot or later ends the slot. */
  private void learn(Certificate certificate, boolean own, long nowMs) {
    Statement statement = certificate.statement();
    if (statement.slot() <= tree.tip().slot()) {
      return;
    }
    boolean known;
    if (statement instanceof Statement.Skip) {
      known = skips.putIfAbsent(statement.slot(), certificate) != null;
    } else if (statement instanceof Statement.Notar) {
      known = notarised.putIfAbsent(statement.slot(), certificate) != null;
    } else {
      known = finals.putIfAbsent(subject(certificate), certificate) != null;
    }
    if (known) {
      return;
    }
    if (own) {
      effects.add(new Effect.Broadcast(new Message.Certified(certificate)));
    }
    if (statement.slot() >= slot) {
      slot = statement.slot() + 1;
      clock.enter(nowMs, statement instanceof Statement.Skip);
    }
  }

  private void validated(BlockTree.Node node, boolean valid) {
    node.valid = valid;
    if (!valid && isWanted(node.hash)) {
      throw new IllegalStateException(
          "a quorum accepted block " + node.hash + ", which this replica finds invalid");
    }
  }

  private void store(BlockTree.Node node) {
    if (!node.storing && !node.stored) {
      node.storing = true;
      effects.add(new Effect.Store(node.proposal));
    }
  }

  private void stored(BlockTree.Node node) {
    node.stored = true;
    if (node.header().proposer().equals(self) && node.valid == null) {
      node.valid = true; // built here, on the state after the parent
      firstProposals.putIfAbsent(node.header().slot(), node.hash);
      effects.add(new Effect.Broadcast(node.proposal));
    }
  }

  /** Does everything that the state allows now. */
  private void advance(long nowMs, boolean work) {
    propose(nowMs, work);
    voteNotar();
    notarised.values().stream().toList().forEach(c -> pursue(subject(c), nowMs));
    voteFinal();
    finalise(nowMs);
    if (clock.expired(nowMs) && skipAskedIn < slot) {
      skipAskedIn = slot;
      effects.add(new Effect.Sign(new Statement.Skip(0, slot)));
    }
    if (clock.standstill(nowMs)) {
      resend();
    }
  }

  private void propose(long nowMs, boolean work) {
    if (!leader(slot).equals(self)
        || proposedIn >= slot
        || !(work || hasWork || clock.heartbeatDue(nowMs))) {
      return;
    }
    Map.Entry<Long, Certificate> notar = notarised.lowerEntry(slot);
    Optional<Certificate> proof =
        Optional.ofNullable(notar == null ? tipCertificate : notar.getValue());
    Optional<ParentRef> parent =
        notar == null ? Optional.of(tree.tip()) : tree.applied(subject(notar.getValue()));
    if (parent.isEmpty()) {
      return;
    }
    Justification.collect(proof, parent.get().slot(), slot, skips)
        .ifPresent(
            certificates -> {
              proposedIn = slot;
              long time = Math.max(nowMs, parent.get().timeMs());
              effects.add(new Effect.Build(parent.get(), slot, time, certificates));
            });
  }

  /** Whether the application has pending transactions; kept up to date by the caller. */
  public void setHasWork(boolean pending) {
    hasWork = pending;
  }

  private void voteNotar() {
    Digest hash = firstProposals.get(slot);
    BlockTree.Node node = hash == null ? null : tree.get(hash).orElse(null);
    if (node == null || notarAsked.contains(slot) || !tree.isApplied(node.header().parentHash())) {
      return;
    }
    prepare(node);
    if (Boolean.TRUE.equals(node.valid) && node.stored) {
      notarAsked.add(slot);
      effects.add(new Effect.Sign(new Statement.Notar(0, slot, node.hash)));
    }
  }

  /** Validates, then stores; the parent is applied. */
  private void prepare(BlockTree.Node node) {
    if (node.valid == null && !node.validating) {
      node.validating = true;
      effects.add(new Effect.Validate(node.header(), node.proposal.body()));
    } else if (Boolean.TRUE.equals(node.valid)) {
      store(node);
    }
  }

  /** Brings a notarised or final block, and before it its ancestors, to the applied state. */
  private void pursue(Digest hash, long nowMs) {
    Optional<List<BlockTree.Node>> path = tree.pathTo(hash);
    if (path.isEmpty()) {
      request(nextSeat(), tree.firstUnknown(hash), nowMs);
      return;
    }
    for (BlockTree.Node node : path.get()) {
      if (node.roots != null) {
        continue;
      }
      boolean fromPeers = node.proposal.justification().isEmpty() && node.header().slot() > 1;
      if (node.valid == null || !(node.stored || fromPeers)) {
        if (fromPeers && Boolean.TRUE.equals(node.valid)) {
          node.stored = true;
        } else {
          prepare(node);
        }
      }
      if (Boolean.TRUE.equals(node.valid) && (node.stored || fromPeers) && !node.applying) {
        node.applying = true;
        effects.add(new Effect.Apply(node.header(), node.proposal.body()));
      }
      return; // one after the other: the next needs this one's state
    }
  }

  private void voteFinal() {
    for (Map.Entry<Long, Certificate> e : notarised.entrySet()) {
      long at = e.getKey();
      Digest hash = subject(e.getValue());
      BlockTree.Node node = tree.get(hash).orElse(null);
      if (node != null
          && node.roots != null
          && node.stored
          && at != skipAskedIn
          && finalAsked.add(at)) {
        effects.add(new Effect.Sign(new Statement.Final(0, at, hash, node.roots)));
      }
    }
  }

  private void finalise(long nowMs) {
    Certificate lowest = null;
    for (Certificate certificate : finals.values()) {
      if (lowest == null || certificate.statement().slot() < lowest.statement().slot()) {
        lowest = certificate;
      }
    }
    if (lowest == null) {
      return;
    }
    Digest hash = subject(lowest);
    for (BlockTree.Node node : tree.pathTo(hash).orElse(List.of())) {
      if (node.roots == null) {
        break;
      }
      finalise(node, lowest);
    }
    if (tree.tip().hash().equals(hash)) {
      tipCertificate = lowest;
      if (slot <= tree.tip().slot()) {
        slot = tree.tip().slot() + 1;
        clock.enter(nowMs, false);
      }
      finalise(nowMs);
    } else {
      pursue(hash, nowMs);
    }
  }

  /** An applied block is final once it, or a block that stands on it, has a final certificate. */
  private void finalise(BlockTree.Node node, Certificate certificate) {
    Statement.Final certified = (Statement.Final) certificate.statement();
    if (node.hash.equals(certified.headerHash()) && !certified.roots().equals(node.roots)) {
      throw new IllegalStateException(
          "own roots after height " + node.header().height() + " differ from the certified ones");
    }
    effects.add(
        new Effect.Finalise(new FinalBlock(node.header(), node.proposal.body(), certificate)));
    tree.finalise(node);
    tipCertificate = null;
    forget(tree.tip().slot());
  }

  private void forget(long through) {
    tally.forgetThrough(through);
    firstProposals.keySet().removeIf(s -> s <= through);
    notarised.headMap(through, true).clear();
    skips.headMap(through, true).clear();
    ownVotes.headMap(through, true).clear();
    finals.values().removeIf(c -> c.statement().slot() <= through);
    notarAsked.removeIf(s -> s <= through);
    finalAsked.removeIf(s -> s <= through);
  }

  /** Asks for a block that is missing: the block itself, and final blocks above the tip. */
  private void request(ValidatorId from, Digest missing, long nowMs) {
    if (nowMs - requestedMs < REQUEST_INTERVAL_MS || from.equals(self)) {
      return;
    }
    requestedMs = nowMs;
    effects.add(new Effect.Send(from, new Message.RequestProposal(missing)));
    effects.add(new Effect.Send(from, new Message.RequestFinal(tree.tip().height() + 1)));
  }

  private ValidatorId nextSeat() {
    requestSeat = (requestSeat + 1) % validators.size();
    return requestSeat == self.seat() ? nextSeat() : new ValidatorId(requestSeat);
  }

  /** Everything that another validator may lack, again. */
  private void resend() {
    if (tipCertificate != null) {
      effects.add(new Effect.Broadcast(new Message.Certified(tipCertificate)));
    }
    finals.values().forEach(c -> effects.add(new Effect.Broadcast(new Message.Certified(c))));
    List<Certificate> certificates = new ArrayList<>(notarised.values());
    certificates.addAll(skips.values());
    certificates.forEach(c -> effects.add(new Effect.Broadcast(new Message.Certified(c))));
    for (List<Vote> votes : ownVotes.values()) {
      votes.forEach(v -> effects.add(new Effect.Broadcast(new Message.VoteCast(v))));
    }
    Digest own = firstProposals.get(slot);
    tree.get(own == null ? chainId : own)
        .filter(n -> n.stored && n.header().proposer().equals(self))
        .ifPresent(n -> effects.add(new Effect.Broadcast(n.proposal)));
  }

  private void remember(Vote vote) {
    Statement statement = vote.statement();
    List<Vote> votes = ownVotes.computeIfAbsent(statement.slot(), s -> new ArrayList<>());
    if (votes.stream().noneMatch(v -> v.statement().equals(statement))) {
      votes.add(vote);
    }
    if (statement instanceof Statement.Notar) {
      notarAsked.add(statement.slot());
    } else if (statement instanceof Statement.Final) {
      finalAsked.add(statement.slot());
    } else {
      skipAskedIn = Math.max(skipAskedIn, statement.slot());
    }
  }

  private ValidatorId leader(long ofSlot) {
    return new ValidatorId((int) (ofSlot % validators.size()));
  }

  private static Digest subject(Certificate certificate) {
    Digest hash = certificate.statement().subject();
    if (hash == null) {
      throw new IllegalStateException("a skip certificate names no block");
    }
    return hash;
  }
}

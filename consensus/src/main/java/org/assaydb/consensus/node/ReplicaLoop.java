package org.assaydb.consensus.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assaydb.consensus.Application;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.EvidenceLog;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.Ports;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.consensus.Transport;
import org.assaydb.consensus.VoteLog;
import org.assaydb.consensus.core.Effect;
import org.assaydb.consensus.core.Event;
import org.assaydb.consensus.core.Recovered;
import org.assaydb.consensus.core.SimplexCore;
import org.assaydb.consensus.signer.VoteSigner;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Contradiction;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the core says, in order, through the ports, and feeds the answers back. Shared by the
 * running node and the simulation; one thread.
 */
final class ReplicaLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaLoop.class);
  private final SimplexCore core;
  private final VoteSigner signer;
  private final VoteLog votes;
  private final Application application;
  private final BlockStore blocks;
  private final EvidenceLog evidence;
  private final Transport transport;
  private final Consumer<Effect.Answer> replies;
  private final Deque<Event> events = new ArrayDeque<>();
  private boolean hasWork;
  private long wakeAtMs;

  /** {@code replies} answers peers, whenever it can. */
  ReplicaLoop(
      Genesis genesis,
      ValidatorId self,
      SignatureScheme signatures,
      Timing timing,
      VoteSigner signer,
      Ports ports,
      Consumer<Effect.Answer> replies) {
    this.signer = signer;
    votes = ports.votes();
    application = ports.application();
    blocks = ports.blocks();
    evidence = ports.evidence();
    transport = ports.transport();
    this.replies = replies;
    Optional<FinalBlock> last = blocks.get(blocks.lastFinal());
    ParentRef tip =
        last.map(FinalBlock::header)
            .map(h -> new ParentRef(h.height(), h.slot(), h.hash(), h.timeMs()))
            .orElse(new ParentRef(0, 0, genesis.chainId(), genesis.timeMs()));
    List<Certificate> certificates = new ArrayList<>(votes.certificates());
    last.map(FinalBlock::certificate).ifPresent(certificates::add);
    core =
        new SimplexCore(
            genesis,
            self,
            signatures,
            timing,
            application::belongs,
            new Recovered(tip, certificates, votes.load(), blocks.proposals()));
  }

  /** Gives the application the final blocks that it lacks, then starts the core. */
  void start(long nowMs, long wallMs) {
    for (long height = application.lastFinalised() + 1; height <= blocks.lastFinal(); height++) {
      FinalBlock block = blocks.get(height).orElseThrow();
      byte[] body = block.body();
      if (body == null) {
        throw new IllegalStateException("the body of final block " + height + " is missing");
      }
      application.finalised(block.header(), body, block.certificate());
    }
    deliver(new Event.Start(), nowMs, wallMs);
  }

  /** Newest final block. */
  ParentRef tip() {
    return core.tip();
  }

  long slot() {
    return core.slot();
  }

  /**
   * Handles one event and all that follows from it.
   *
   * @return when the next {@link Event.Tick} is due, on the clock of {@code nowMs}
   */
  long deliver(Event event, long nowMs, long wallMs) {
    boolean work = application.hasWork();
    if (work != hasWork) {
      hasWork = work;
      events.add(new Event.Work(work));
    }
    events.add(event);
    for (Event next = events.poll(); next != null; next = events.poll()) {
      for (Effect effect : core.step(next, nowMs, wallMs)) {
        perform(effect);
      }
    }
    return wakeAtMs;
  }

  private void perform(Effect effect) {
    if (effect instanceof Effect.Broadcast broadcast) {
      transport.broadcast(broadcast.message());
    } else if (effect instanceof Effect.Send send) {
      transport.send(send.to(), send.message());
    } else if (effect instanceof Effect.Build build) {
      events.add(new Event.Built(propose(build)));
    } else if (effect instanceof Effect.Validate validate) {
      boolean valid = application.validate(validate.header(), validate.body());
      events.add(new Event.Validated(validate.header().hash(), valid));
    } else if (effect instanceof Effect.Store store) {
      blocks.putProposal(store.proposal());
      events.add(new Event.Stored(store.proposal().header().hash()));
    } else if (effect instanceof Effect.Sign sign) {
      Statement statement = sign.statement();
      Optional<Event> signed = signer.sign(statement).map(Event.Signed::new);
      events.add(signed.orElse(new Event.Refused(statement)));
    } else if (effect instanceof Effect.Keep keep) {
      votes.keep(keep.certificate());
    } else if (effect instanceof Effect.WakeAt wake) {
      wakeAtMs = wake.monotonicMs();
    } else if (effect instanceof Effect.Apply apply) {
      Roots roots = application.apply(apply.header(), apply.body());
      events.add(new Event.Applied(apply.header().hash(), roots));
    } else if (effect instanceof Effect.Finalise finalise) {
      finalise(finalise.block());
      events.add(new Event.Finalised(finalise.block().header().height()));
    } else if (effect instanceof Effect.Answer answer) {
      replies.accept(answer);
    } else if (effect instanceof Effect.Evidence told) {
      accuse(told.contradiction());
    }
  }

  private void accuse(Contradiction found) {
    if (evidence.keep(found)) {
      LOG.warn(
          "contradicting votes of {}: {} and {}",
          found.first().voter(),
          found.first().statement(),
          found.second().statement());
    }
  }

  private Message.Proposal propose(Effect.Build build) {
    ProposedBlock block =
        application.build(
            build.parent(),
            build.slot(),
            build.timeMs(),
            Message.Proposal.justificationDigest(build.parent().slot()));
    byte[] signature = signer.signProposal(block.header().hash());
    return new Message.Proposal(block.header(), block.body(), build.justification(), signature);
  }

  private void finalise(FinalBlock block) {
    blocks.finalise(block);
    byte[] body = block.body();
    if (body == null) {
      throw new IllegalStateException("a block is finalised with its body");
    }
    application.finalised(block.header(), body, block.certificate());
    signer.pruneBelow(block.header().slot());
  }
}

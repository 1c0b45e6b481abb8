package org.assaydb.consensus.node;

import java.util.List;
import org.assaydb.consensus.node.SimulatedCluster.Dishonest;

/**
 * A change of the program that the simulation must notice.
 *
 * @param file below the package of consensus
 * @param from text that is there once
 * @param seed of the run that fails with the change
 */
record SeededBug(String file, String from, String to, Dishonest dishonest, long seed) {
  private static final String CORE = "core/SimplexCore.java";
  private static final String TALLY = "core/Tally.java";
  private static final String LOOP = "node/ReplicaLoop.java";
  private static final String PROGRESS = "core/BlockProgress.java";

  private static SeededBug of(String file, String from, String to, Dishonest who, long seed) {
    return new SeededBug(file, from, to, who, seed);
  }

  /** All of them. */
  static List<SeededBug> all() {
    return List.of(
        of(CORE, "|| !bodies.belongs(header, proposal.body())) {", ") {", Dishonest.LIARS, 0),
        of(
            CORE,
            "|| !blocks.stream().allMatch(b -> bodies.belongs(b.header(), b.body()))) {",
            ") {",
            Dishonest.LIARS,
            0),
        of(CORE, "effects.add(new Effect.Keep(certificate));", "", Dishonest.NOBODY, 0),
        of(
            CORE,
            "while (slot <= tip().slot() || certificates.isDecided(slot)) {",
            "while (slot <= Math.max(tip().slot(), certificates.newestSlot())) {",
            Dishonest.NOBODY,
            0),
        of(CORE, "if (certificates.newestSlot() > slot) {", "if (false) {", Dishonest.NOBODY, 0),
        of(
            TALLY,
            "count.size() != validators.quorum()",
            "count.size() != validators.quorum() - 1",
            Dishonest.NOBODY,
            0),
        of(
            TALLY,
            "|| !signatures.verify(validators.key(e.getKey()), message, e.getValue())) {",
            ") {",
            Dishonest.LIARS,
            0),
        of(
            TALLY,
            "&& signatures.verify(\n            validators.key(vote.voter()), vote.statement().signingBytes(chainId), vote.signature());",
            ";",
            Dishonest.LIARS,
            0),
        of(
            CORE,
            "votes.forEach(v -> effects.add(new Effect.Broadcast(new Message.VoteCast(v))));",
            "",
            Dishonest.NOBODY,
            0),
        of(
            CORE,
            "effects.add(new Effect.Broadcast(new Message.Certificates(recent)));",
            "",
            Dishonest.NOBODY,
            0),
        of(
            CORE,
            "effects.add(new Effect.Send(to, new Message.Certificates(found)));",
            "",
            Dishonest.NOBODY,
            0),
        of(
            "core/Justification.java",
            "return parentCertified && known.areSkipped(parent.slot(), slot);",
            "return parentCertified;",
            Dishonest.TWINS,
            0),
        of(
            CORE,
            "time <= Math.max(wallMs, parent.timeMs()) + Timing.MAX_AHEAD_MS",
            "time <= wallMs + Timing.MAX_AHEAD_MS",
            Dishonest.NOBODY,
            0),
        of(
            CORE,
            "long timeMs = Math.max(wallMs, parent.timeMs());",
            "long timeMs = wallMs;",
            Dishonest.NOBODY,
            0),
        of(
            CORE,
            "if (clock.expired(nowMs) && skip",
            "if (clock.expired(wallMs - 1_700_000_000_000L) && skip",
            Dishonest.NOBODY,
            0),
        of(
            CORE,
            "if (Boolean.TRUE.equals(node.valid) && node.stored) {",
            "if (Boolean.TRUE.equals(node.valid)) {",
            Dishonest.NOBODY,
            0),
        of(
            CORE,
            "ownVotes.values().forEach(votes -> List.copyOf(votes).forEach(v -> count(v, nowMs)));",
            "",
            Dishonest.NOBODY,
            0),
        of(CORE, "        certificates.add(certificate);\n", "", Dishonest.NOBODY, 0),
        of(
            CORE,
            "      node.stored = true;\n      firstProposals",
            "      firstProposals",
            Dishonest.NOBODY,
            0),
        of(
            "core/AwayLeaders.java",
            "turns[seat] = Math.max(0, turns[seat] - 1);",
            "",
            Dishonest.NOBODY,
            0),
        of(
            "core/SlotClock.java",
            "if (nowMs < standstillMs()) {",
            "if (nowMs < Long.MAX_VALUE) {",
            Dishonest.NOBODY,
            0),
        of(
            "core/Requests.java",
            "seat = (seat + 1) % seats;",
            "seat = self.seat() == 0 ? 1 : 0;",
            Dishonest.LIARS,
            0),
        of(CORE, "|| !(first || certificates.isCertified(hash))", "|| !first", Dishonest.NOBODY, 0),
        of(
            "core/CertificateSet.java",
            "size() == to - from - 1;",
            "size() == to - from;",
            Dishonest.NOBODY,
            0),
        of(CORE, "(int) (ofSlot % validators.size())", "0", Dishonest.NOBODY, 0),
        of(
            CORE,
            "      effects.add(new Effect.Broadcast(node.proposal));\n    }\n  }\n\n  /** Does",
            "    }\n  }\n\n  /** Does",
            Dishonest.NOBODY,
            0),
        of(
            LOOP,
            "height = Math.max(1, fromHeight);",
            "height = Math.max(1, fromHeight + 1);",
            Dishonest.NOBODY,
            0),
        of(
            LOOP,
            "application.lastFinalised() + 1; height",
            "blocks.lastFinal() + 1; height",
            Dishonest.NOBODY,
            0),
        of(PROGRESS, "      tipCertificate = certificate;\n", "", Dishonest.NOBODY, 0),
        of(
            PROGRESS,
            "tree.tip().height() + 1)));",
            "tree.tip().height() + 2)));",
            Dishonest.NOBODY,
            0),
        of("signer/VoteSigner.java", "log.append(vote);", "", Dishonest.NOBODY, 0),
        of(
            "signer/VoteSigner.java",
            "log.load().forEach(this::remember);",
            "",
            Dishonest.NOBODY,
            0));
  }
}

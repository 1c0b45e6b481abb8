package org.assaydb.consensus.node;

import java.util.List;
import org.assaydb.consensus.node.SimulatedCluster.Dishonest;

/**
 * Changes of the program that the simulation must notice: one, or several where one check stands
 * behind another.
 *
 * @param seed of the run that fails with the changes
 */
record SeededBug(List<Change> changes, Dishonest dishonest, long seed) {
  /**
   * Other text in the program.
   *
   * @param file below the package of consensus
   * @param from text that is there once
   */
  record Change(String file, String from, String to) {}

  private static final String CORE = "core/SimplexCore.java";
  private static final String TALLY = "core/Tally.java";
  private static final String RULES = "core/BlockRules.java";
  private static final String JUSTIFICATION = "core/Justification.java";
  private static final String ANSWERS = "core/PeerAnswers.java";

  private static SeededBug of(String file, String from, String to, Dishonest who, long seed) {
    return new SeededBug(List.of(new Change(file, from, to)), who, seed);
  }

  /** All of them. */
  static List<SeededBug> all() {
    return List.of(
        of(RULES, "&& bodies.belongs(header, proposal.body());", ";", Dishonest.LIARS, 7),
        of(
            RULES,
            "return blocks.stream().allMatch(b -> bodies.belongs(b.header(), b.body()));",
            "return true;",
            Dishonest.LIARS,
            71),
        of(CORE, "effects.add(new Effect.Keep(certificate));", "", Dishonest.NOBODY, 105),
        of(
            TALLY,
            "count.size() != validators.quorum()",
            "count.size() != validators.quorum() - 1",
            Dishonest.NOBODY,
            1),
        of(
            TALLY,
            "|| !signatures.verify(validators.key(e.getKey()), message, e.getValue())) {",
            ") {",
            Dishonest.LIARS,
            3),
        of(
            TALLY,
            "&& signatures.verify(\n            validators.key(vote.voter()), vote.statement().signingBytes(chainId), vote.signature());",
            ";",
            Dishonest.LIARS,
            1),
        of(
            ANSWERS,
            ".forEach(v -> effects.add(new Effect.Broadcast(new Message.VoteCast(v))));",
            ".forEach(v -> {});",
            Dishonest.NOBODY,
            88),
        of(
            ANSWERS,
            "effects.add(new Effect.Broadcast(new Message.Certificates(recent)));",
            "",
            Dishonest.NOBODY,
            88),
        of(
            RULES,
            "time <= Math.max(wallMs, parent.timeMs()) + Timing.MAX_AHEAD_MS",
            "time <= wallMs + Timing.MAX_AHEAD_MS",
            Dishonest.NOBODY,
            11),
        of(
            CORE,
            "long timeMs = Math.max(wallMs, parent.timeMs());",
            "long timeMs = wallMs;",
            Dishonest.NOBODY,
            6),
        of(CORE, "ownVotes.from(0).forEach(v -> count(v, nowMs));", "", Dishonest.NOBODY, 131),
        of(CORE, "        certificates.add(certificate);\n", "", Dishonest.NOBODY, 105),
        of(
            "core/SlotClock.java",
            "if (nowMs < standstillMs()) {",
            "if (nowMs < Long.MAX_VALUE) {",
            Dishonest.NOBODY,
            16),
        of(CORE, "|| !(first || certificates.isCertified(hash))", "|| !first", Dishonest.NOBODY, 1),
        of(
            "core/CertificateSet.java",
            "size() == to - from - 1;",
            "size() == to - from;",
            Dishonest.NOBODY,
            1),
        of(RULES, "(int) (slot % validators.size())", "0", Dishonest.NOBODY, 2),
        of(
            CORE,
            "clock.nextMs(parentToPropose().isPresent(), ",
            "clock.nextMs(rules.leader(slot).equals(self) && proposedIn < slot, ",
            Dishonest.NOBODY,
            7),
        of("signer/VoteSigner.java", "if (excluded) {", "if (false) {", Dishonest.NOBODY, 1),
        of("signer/VoteSigner.java", "    log.append(vote);\n", "", Dishonest.NOBODY, 37),
        of(
            TALLY,
            "certificate.signatures().size() < validators.quorum()",
            "certificate.signatures().isEmpty()",
            Dishonest.LIARS,
            10),
        of(
            "core/BlockProgress.java",
            "      request(tree.firstUnknown(hash), nowMs);\n",
            "",
            Dishonest.NOBODY,
            8),
        of(
            "core/BlockProgress.java",
            "effects.add(new Effect.Send(to, new Message.RequestProposal(missing)));",
            "",
            Dishonest.NOBODY,
            19),
        of(
            "core/BlockProgress.java",
            "effects.add(new Effect.Send(to, new Message.RequestFinal(tree.tip().height() + 1)));",
            "",
            Dishonest.NOBODY,
            8),
        of(
            "core/Requests.java",
            "seat = (seat + 1) % seats;",
            "seat = (self.seat() + 1) % seats;",
            Dishonest.NOBODY,
            39),
        of(
            CORE,
            "    while (slot <= tip().slot() || certificates.isDecided(slot)) {",
            "    if (slot <= tip().slot() || certificates.isDecided(slot)) {",
            Dishonest.NOBODY,
            11),
        of(
            CORE,
            "    if (clock.standstill(nowMs)) {\n      resend();\n    }\n",
            "",
            Dishonest.NOBODY,
            1),
        of(
            "node/SignatureGate.java",
            "    return genuine;\n",
            "    return genuine && areGenuine(proposal.justification(), finalSlot);\n",
            Dishonest.LIARS,
            18),
        of(
            JUSTIFICATION,
            "parentCertified && known.areSkipped(parent.slot(), slot)",
            "parentCertified",
            Dishonest.LIARS,
            3),
        // No block is applied that is not certified, which is enough by itself; so both go.
        new SeededBug(
            List.of(
                new Change(
                    JUSTIFICATION,
                    "parent.hash().equals(tip.hash()) || known.isCertified(parent.hash())",
                    "true"),
                new Change(
                    CORE,
                    "      effects.add(new Effect.Sign(notar));\n",
                    "      effects.add(new Effect.Sign(notar));\n"
                        + "      node.applying = true;\n"
                        + "      effects.add(new Effect.Apply(node.header(), node.body));\n")),
            Dishonest.LIARS,
            445));
  }
}

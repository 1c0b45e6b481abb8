package org.assaydb.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.Timing;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.junit.jupiter.api.Test;

/** When a leader builds its block. */
class ProposalTimeTest {
  private static final Timing TIMING = new Timing(1_000, 3_000, 60_000, 2_000);

  private final SimplexCore leader = leaderOfTheFirstSlot();

  private static SimplexCore leaderOfTheFirstSlot() {
    List<PublicKey> keys =
        IntStream.range(0, 4)
            .mapToObj(
                seat -> {
                  byte[] secret = new byte[Ed25519.SECRET_BYTES];
                  secret[0] = (byte) seat;
                  return Ed25519.publicKey(secret);
                })
            .toList();
    Genesis genesis =
        new Genesis(Genesis.PROTOCOL_VERSION, "chain", 0, new ValidatorSet(keys), 256, 64);
    return new SimplexCore(
        genesis,
        new ValidatorId(1),
        SignatureScheme.ED25519,
        TIMING,
        (header, body) -> true,
        new Recovered(new ParentRef(0, 0, genesis.chainId(), 0), List.of(), List.of(), List.of()));
  }

  private List<Effect> step(Event event, long nowMs) {
    return leader.step(event, nowMs, nowMs);
  }

  private static boolean builds(List<Effect> effects) {
    return effects.stream().anyMatch(Effect.Build.class::isInstance);
  }

  private static long wakeAtMs(List<Effect> effects) {
    return ((Effect.WakeAt) effects.get(effects.size() - 1)).monotonicMs();
  }

  @Test
  void workIsProposedAtOnce() {
    assertThat(builds(step(new Event.Start(), 0))).isFalse();
    assertThat(builds(step(new Event.Work(true), 10))).isTrue();
  }

  @Test
  void nothingIsProposedBetweenAnEffectAndItsAnswer() {
    step(new Event.Start(), 0);
    List<Effect> answered = step(new Event.Validated(Digest.ZERO, true), 1_000);

    assertThat(builds(answered)).isFalse();
    assertThat(wakeAtMs(answered)).isLessThanOrEqualTo(1_000); // the caller asks again at once
    assertThat(builds(step(new Event.Tick(), 1_000))).isTrue();
  }
}

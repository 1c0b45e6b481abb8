package org.assaydb.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.consensus.Timing;
import org.assaydb.proofs.ledger.ValidatorId;
import org.junit.jupiter.api.Test;

/** When slots are proposed in, given up, and whom they wait for. */
class SlotTimesTest {
  private final SlotClock clock = new SlotClock(new Timing(1_000, 3_000, 60_000, 2_000));

  @Test
  void anIdleSlotWaitsForTheHeartbeat() {
    clock.start(100);
    assertThat(clock.proposalDue(1_099)).isFalse();
    assertThat(clock.proposalDue(1_100)).isTrue();
    assertThat(clock.expired(4_099)).isFalse();
    assertThat(clock.expired(4_100)).isTrue();
  }

  @Test
  void timeBeginsWithTheWork() {
    clock.start(100);
    clock.work(true, 300);
    assertThat(clock.proposalDue(300)).isTrue();
    assertThat(clock.expired(3_299)).isFalse();
    assertThat(clock.expired(3_300)).isTrue();
  }

  @Test
  void timeoutsFollowWhatSlotsTakeAndDoubleWhenTheyRunOut() {
    clock.work(true, 0);
    clock.start(0);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      now += 10;
      clock.enter(now, SlotClock.End.NOTARISED, false);
    }
    // A tenth of the configured timeout is the least.
    assertThat(clock.expired(now + 299)).isFalse();
    assertThat(clock.expired(now + 300)).isTrue();
    clock.enter(now, SlotClock.End.RAN_OUT, false);
    assertThat(clock.expired(now + 599)).isFalse();
    assertThat(clock.expired(now + 600)).isTrue();
    for (int i = 0; i < 100; i++) {
      clock.enter(now, SlotClock.End.RAN_OUT, false);
    }
    assertThat(clock.expired(now + 59_999)).isFalse();
    assertThat(clock.expired(now + 60_000)).isTrue();
  }

  @Test
  void theSlotOfALeaderThatIsAwayEndsWhereItBegins() {
    clock.work(true, 0);
    clock.enter(500, SlotClock.End.NOTARISED, true);
    assertThat(clock.expired(500)).isTrue();
  }

  @Test
  void leadersThatAreAwayAreTriedAgainLessAndLess() {
    AwayLeaders leaders = new AwayLeaders(4);
    ValidatorId leader = new ValidatorId(2);
    List<Integer> waited = new ArrayList<>();
    for (int turn = 0; turn < 40; turn++) {
      boolean away = leaders.isAway(leader);
      if (!away) {
        waited.add(turn);
      }
      leaders.skipped(leader, !away);
    }
    assertThat(waited).containsExactly(0, 2, 5, 10, 19, 28, 37);
    assertThat(leaders.isAway(new ValidatorId(1))).isFalse();
    leaders.notarised(leader);
    assertThat(leaders.isAway(leader)).isFalse();
  }
}

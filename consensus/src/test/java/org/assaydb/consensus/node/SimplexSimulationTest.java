package org.assaydb.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.assaydb.consensus.SignatureScheme;
import org.assaydb.consensus.node.SimulatedCluster.Dishonest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loss, delay, duplication, partitions, one replica that nobody hears, crashes in the middle of
 * writes that lose what was not synced, loss of power everywhere, clocks that are set, lost
 * proposals and certificates; and dishonest replicas: twins, and liars that send wrong bodies and
 * signatures under genuine headers and statements. {@code -Dsim.seeds=N -Dsim.first=K} choose the
 * seeds.
 */
class SimplexSimulationTest {
  private static final int SEEDS = Integer.getInteger("sim.seeds", 2_000);
  private static final long FIRST = Long.getLong("sim.first", 1);

  @ParameterizedTest
  @CsvSource({"4, 1", "7, 20", "10, 100"})
  void honestReplicasAgreeAndGoOn(int seats, int every) {
    SignatureScheme fast = new FastSignatures();
    Dishonest[] kinds = Dishonest.values();
    long blocks = 0;
    int runs = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed += every) {
      Dishonest kind = kinds[(int) (seed / every % kinds.length)];
      SimulatedCluster cluster = new SimulatedCluster(seed, seats, kind, fast);
      cluster.run();
      blocks += cluster.highestFinal();
      runs++;
    }
    assertThat(blocks).isGreaterThan(4L * runs);
  }

  @Test
  void holdsWithRealSignatures() {
    for (long seed = 1; seed <= 3; seed++) {
      Dishonest kind = Dishonest.values()[(int) seed - 1];
      SimulatedCluster cluster = new SimulatedCluster(seed, 4, kind, SignatureScheme.ED25519);
      cluster.run();
      assertThat(cluster.highestFinal()).isGreaterThan(3);
    }
  }

  /** What stands between a block and its parent does not grow, nor is it ever too much. */
  @Test
  void goesOnAfterThousandsOfSkippedSlots() {
    SimulatedCluster cluster = new SimulatedCluster(1, 4, Dishonest.NOBODY, new FastSignatures());
    cluster.replica(2).kill();
    cluster.skipSlots(3_000);
    cluster.heal();
    cluster.mustProgress();
    assertThat(cluster.highestFinal()).isGreaterThan(3);
  }

  /** A block takes 29 ms; when each slot of the machine is waited for, 55. */
  @Test
  void aMachineThatIsGoneCostsLittle() {
    SimulatedCluster cluster = new SimulatedCluster(1, 4, Dishonest.NOBODY, new FastSignatures());
    cluster.keepBusy();
    cluster.drain(cluster.nowMs() + 10_000);
    cluster.replica(2).destroy();
    long before = cluster.highestFinal();
    long start = cluster.nowMs();
    cluster.drain(start + 20_000);
    long msPerBlock = 20_000 / Math.max(1, cluster.highestFinal() - before);
    assertThat(msPerBlock).isLessThan(40);
  }
}

package org.assaydb.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.assaydb.consensus.SignatureScheme;
import org.junit.jupiter.api.Test;

/**
 * Loss, delay, duplication, partitions, crashes in the middle of writes and an equivocating
 * validator (a twin). Agreement is checked after every event, progress once it is calm. {@code
 * -Dsim.seeds=N -Dsim.first=K} choose the seeds.
 */
class SimplexSimulationTest {
  private static final int SEEDS = Integer.getInteger("sim.seeds", 2_000);
  private static final long FIRST = Long.getLong("sim.first", 1);

  @Test
  void honestReplicasAgreeAndGoOn() {
    SignatureScheme fast = SimulatedCluster.fastSignatures();
    long blocks = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, seed % 2 == 0, fast);
      cluster.run();
      blocks += cluster.highestFinal();
    }
    assertThat(blocks).isGreaterThan(4L * SEEDS);
  }

  @Test
  void holdsWithRealSignatures() {
    for (long seed = 1; seed <= 3; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, seed % 2 == 0, SignatureScheme.ED25519);
      cluster.run();
      assertThat(cluster.highestFinal()).isGreaterThan(3);
    }
  }
}

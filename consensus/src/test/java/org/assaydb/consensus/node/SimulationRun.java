package org.assaydb.consensus.node;

import org.assaydb.consensus.node.SimulatedCluster.Dishonest;

/** One run of four validators, to be called on classes that were compiled with a change. */
public final class SimulationRun {
  private SimulationRun() {}

  /** {@code dishonest}: a name of {@link Dishonest}. */
  public static void run(long seed, String dishonest) {
    new SimulatedCluster(seed, 4, Dishonest.valueOf(dishonest), new FastSignatures()).run();
  }
}

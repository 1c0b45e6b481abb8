package org.assaydb.engine.replica.scrub;

/** Whether the next start builds the state again from the blocks. */
public interface StateRebuild {
  /** It does, and says why. */
  void order(String why);

  /** It need not: all of the state was read and is as it should be. */
  void cancel();
}

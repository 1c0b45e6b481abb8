package org.assaydb.proofs.vo.prove;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;

/**
 * Told what reads are about to open of a {@link WitnessRun}, before they do. Every method may throw
 * to end the read.
 */
public interface ReadMeter {
  /** Lets everything be read. */
  ReadMeter NONE =
      new ReadMeter() {
        @Override
        public void place(Key key) {}

        @Override
        public void entries(long from, long to, int[] columns) {}

        @Override
        public void children(long from) {}
      };

  /**
   * The neighbours of the place of a key ({@link org.assaydb.proofs.read.RunView#lowerBound(Key,
   * Version)}).
   */
  void place(Key key);

  /** All entries at the positions [from, to) ({@link org.assaydb.proofs.read.RunView#open}). */
  void entries(long from, long to, int[] columns);

  /** Both children of a node whose first entry stands at a position; told once a node. */
  void children(long from);
}

package org.assaydb.ads;

import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of one request may open, by estimates of the bytes that they add to its
 * verification object. Every run counts for itself, so that a read that was cut where one run ran
 * out never runs out there again. Not thread safe.
 */
final class ReadBudget {
  /** The read in hand must stop before a bound. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Key bound;

    Spent(Key bound) {
      super(null, null, false, false);
      this.bound = bound;
    }

    Key bound() {
      return bound;
    }
  }

  /** Estimates: the neighbours of a place, a node that is shown, an entry without its bytes. */
  static final int PLACE_BYTES = 256;

  static final int NODE_BYTES = 64;
  static final int ENTRY_BYTES = 48;

  private final long runBytes;
  private final long mostBytes;
  private final Reservation memory;
  private @Nullable ReadSpec spec;
  private long spent;

  /**
   * @param runBytes for each run, where reads can be cut
   * @param mostBytes for all reads, cut or not
   * @param memory told what is spent, before it is
   */
  ReadBudget(long runBytes, long mostBytes, Reservation memory) {
    this.runBytes = runBytes;
    this.mostBytes = mostBytes;
    this.memory = memory;
  }

  /** For each run of an index that has several: all of them together stay well below the most. */
  long bytesOfRun(int runs) {
    return Math.max(1, Math.min(runBytes, mostBytes / 2 / Math.max(1, runs)));
  }

  /** What is spent from here on is spent on this read. */
  void begin(ReadSpec read) {
    spec = read;
  }

  /**
   * Counts bytes of one run.
   *
   * @throws ReadTooLargeException when it is too much for any answer
   */
  void spend(long bytes) {
    spent += bytes;
    if (spent > mostBytes) {
      throw new ReadTooLargeException();
    }
    memory.upTo(spent);
  }

  /** Whether entries of the read in hand are opened from the last one down. */
  boolean isDescending() {
    return spec instanceof ReadSpec.Ranged ranged && ranged.descending();
  }

  /**
   * Ends the read before a key, in its direction; goes on when it cannot be cut there.
   *
   * @throws Spent when it can
   */
  void cut(Key key) {
    if (spec instanceof ReadSpec.Ranged ranged) {
      Key bound = ranged.descending() ? key.successor() : key;
      if (ranged.isCutBy(bound)) {
        throw new Spent(bound);
      }
    }
  }
}

package org.assaydb.engine.replica.scrub;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets a pass read so many bytes a second, and ends it early. Counts what was read. */
final class Pace implements LongConsumer {
  /** Thrown out of a pass whose replica closes. */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final long bytesPerSecond;
  private final LongSupplier clockMs;
  private final long beganMs;
  private long bytes;
  private boolean ended;

  Pace(long bytesPerSecond, LongSupplier clockMs) {
    this.bytesPerSecond = bytesPerSecond;
    this.clockMs = clockMs;
    beganMs = clockMs.getAsLong();
  }

  /** Waits without being interrupted: an interrupt would close the files that are read. */
  @Override
  public synchronized void accept(long read) {
    bytes += read;
    long due = beganMs + (long) (bytes * 1_000.0 / bytesPerSecond);
    try {
      for (long left = due - clockMs.getAsLong();
          left > 0 && !ended;
          left = due - clockMs.getAsLong()) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = true;
    }
    if (ended) {
      throw new EndedException();
    }
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized long bytes() {
    return bytes;
  }
}

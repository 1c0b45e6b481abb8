package org.assaydb.engine.replica.server;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * What one request holds of the replica's memory: its own bytes and those of its answer, given back
 * when the answer is written. Touched by one thread at a time.
 */
public final class Grant implements AutoCloseable {
  /** A request under way was refused memory: it may be answered when others are done. */
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long wanted;

    private SpentException(long wanted) {
      super(null, null, false, false);
      this.wanted = wanted;
    }

    /** Bytes of the request, all in all. */
    long wanted() {
      return wanted;
    }
  }

  /** Taken in steps, so that the budget is not asked for every byte. */
  private static final long STEP_BYTES = 256 << 10;

  private final ByteBudget budget;
  private final InetAddress client;
  private long held;
  private boolean hasWaited;
  private long waitsUntilNanos;

  Grant(ByteBudget budget, InetAddress client) {
    this.budget = budget;
    this.client = client;
  }

  /** For answers that no server gives, such as those of tests. */
  public static Grant unlimited() {
    return new Grant(
        new ByteBudget(Long.MAX_VALUE, Long.MAX_VALUE), InetAddress.getLoopbackAddress());
  }

  long heldBytes() {
    return held;
  }

  /** The most that a request can ever hold. */
  long mostBytes() {
    return budget.shareBytes();
  }

  /** Holds a request's own bytes, or false. */
  boolean take(long bytes) {
    if (!budget.take(client, bytes)) {
      return false;
    }
    held += bytes;
    return true;
  }

  /**
   * Holds so many bytes at least.
   *
   * @throws SpentException when there are not so many now
   */
  void upTo(long bytes) {
    long missing = bytes - held;
    if (missing > 0 && !take(Math.max(missing, STEP_BYTES)) && !take(missing)) {
      throw new SpentException(bytes);
    }
  }

  /**
   * Gives back what it holds and waits for so many bytes instead.
   *
   * @param timeoutMs after the first call: later ones of this request wait no longer than that
   * @return whether it holds them
   */
  boolean exchange(long bytes, long timeoutMs) {
    close();
    if (!hasWaited) {
      hasWaited = true;
      waitsUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }
    long wanted = Math.min(bytes, budget.shareBytes());
    if (!budget.await(client, wanted, waitsUntilNanos)) {
      return false;
    }
    held = wanted;
    return true;
  }

  @Override
  public void close() {
    if (held > 0) {
      budget.give(client, held);
      held = 0;
    }
  }
}

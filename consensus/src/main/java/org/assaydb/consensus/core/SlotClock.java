package org.assaydb.consensus.core;

import org.assaydb.consensus.Timing;

/**
 * When a slot is given up. Its time begins with the work that waits, or without work with the
 * heartbeat. It is four times what slots took lately, between a tenth and the whole of the
 * configured timeout; it doubles with each slot that ran out, up to a cap, and shrinks by a quarter
 * with each slot that was notarised. All times are of a clock that never goes back.
 */
final class SlotClock {
  /** The timeout is at least this part of the configured one ... */
  private static final int LEAST_PART = 10;

  /** ... and this multiple of what slots take. */
  private static final int MARGIN = 4;

  /** Weight of a new slot in what slots take: one in so many. */
  private static final int SMOOTHING = 10;

  private final Timing timing;
  private long enteredMs;
  private long movedMs;
  private long workMs;
  private boolean hasWork;
  private boolean hopeless;
  private double takenMs;
  private double factor = 1;

  SlotClock(Timing timing) {
    this.timing = timing;
    this.takenMs = (double) timing.timeoutMs() / MARGIN;
  }

  void start(long nowMs) {
    enteredMs = nowMs;
    movedMs = nowMs;
    workMs = nowMs;
  }

  /** How a slot ended. */
  enum End {
    NOTARISED,
    RAN_OUT,
    GIVEN_UP
  }

  /**
   * The next slot begins.
   *
   * @param end how the last one ended
   * @param leaderIsAway whether the leader of the new one is not to be waited for
   */
  void enter(long nowMs, End end, boolean leaderIsAway) {
    if (end == End.NOTARISED) {
      if (hasWork) {
        takenMs += (nowMs - Math.max(enteredMs, workMs) - takenMs) / SMOOTHING;
      }
      factor = Math.max(1, factor * 3 / 4);
    } else if (end == End.RAN_OUT) {
      factor *= 2;
    }
    factor = Math.min(factor, (double) timing.maxTimeoutMs() / leastMs());
    hopeless = leaderIsAway;
    start(nowMs);
  }

  /** Whether transactions wait. */
  void work(boolean waits, long nowMs) {
    if (waits && !hasWork) {
      workMs = nowMs;
    }
    hasWork = waits;
  }

  private double leastMs() {
    double measured = Math.max(MARGIN * takenMs, (double) timing.timeoutMs() / LEAST_PART);
    return Math.min(measured, timing.timeoutMs());
  }

  private long timeoutMs() {
    return (long) Math.min(timing.maxTimeoutMs(), leastMs() * factor);
  }

  /** When a proposal is due: at once with work, else at the heartbeat. */
  private long beginsMs() {
    long heartbeat = enteredMs + timing.heartbeatMs();
    return hasWork ? Math.min(heartbeat, Math.max(enteredMs, workMs)) : heartbeat;
  }

  /** Whether the leader proposes, if only an empty block. */
  boolean proposalDue(long nowMs) {
    return nowMs >= beginsMs();
  }

  private long endMs() {
    return hopeless ? beginsMs() : beginsMs() + timeoutMs();
  }

  boolean expired(long nowMs) {
    return nowMs >= endMs();
  }

  /** Whether the leader of this slot is not waited for. */
  boolean isHopeless() {
    return hopeless;
  }

  /** True once per standstill interval without {@link #enter}. */
  boolean standstill(long nowMs) {
    if (nowMs < standstillMs()) {
      return false;
    }
    movedMs = nowMs - timing.heartbeatMs();
    return true;
  }

  private long standstillMs() {
    return movedMs + timing.heartbeatMs() + timing.standstillMs();
  }

  /** When there is something to do even if nothing happens. */
  long nextMs(boolean leads, boolean skipAsked) {
    long next = standstillMs();
    next = skipAsked ? next : Math.min(next, endMs());
    return leads ? Math.min(next, beginsMs()) : next;
  }
}

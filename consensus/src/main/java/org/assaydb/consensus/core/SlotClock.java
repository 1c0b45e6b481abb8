package org.assaydb.consensus.core;

import org.assaydb.consensus.Timing;

/**
 * When a slot is given up. The timeout doubles with each slot that is skipped, up to a cap, and
 * shrinks by a quarter with each slot that is notarised, never below its base.
 */
final class SlotClock {
  private final Timing timing;
  private long timeoutMs;
  private long enteredMs;
  private long movedMs;

  SlotClock(Timing timing) {
    this.timing = timing;
    this.timeoutMs = timing.timeoutMs();
  }

  void enter(long nowMs, boolean afterSkip) {
    timeoutMs =
        afterSkip
            ? Math.min(timing.maxTimeoutMs(), timeoutMs * 2)
            : Math.max(timing.timeoutMs(), timeoutMs - timeoutMs / 4);
    enteredMs = nowMs;
    movedMs = nowMs;
  }

  void start(long nowMs) {
    enteredMs = nowMs;
    movedMs = nowMs;
  }

  boolean heartbeatDue(long nowMs) {
    return nowMs - enteredMs >= timing.heartbeatMs();
  }

  boolean expired(long nowMs) {
    return nowMs - enteredMs >= timing.heartbeatMs() + timeoutMs;
  }

  /** True once per standstill interval without {@link #enter}. */
  boolean standstill(long nowMs) {
    if (nowMs - movedMs < timing.heartbeatMs() + timing.standstillMs()) {
      return false;
    }
    movedMs = nowMs - timing.heartbeatMs();
    return true;
  }
}

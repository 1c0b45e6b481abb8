package org.assaydb.consensus;

/**
 * @param heartbeatMs an idle leader proposes an empty block this long after it entered its slot
 * @param timeoutMs a slot is given up this long after the heartbeat, before any doubling
 * @param maxTimeoutMs cap of the doubling
 * @param standstillMs own votes are sent again when nothing moved for so long
 */
public record Timing(long heartbeatMs, long timeoutMs, long maxTimeoutMs, long standstillMs) {
  /** Greatest lead of a header's time over the own clock. */
  public static final long MAX_AHEAD_MS = 5_000;

  /** Greatest lag of a new header's time behind the own clock. */
  public static final long MAX_BEHIND_MS = 120_000;

  public static final Timing DEFAULT = new Timing(1_000, 3_000, 60_000, 2_000);
}

package org.assaydb.consensus.node;

import java.util.OptionalLong;

/**
 * Defects of this program that messages of peers bring to light. Who knows of one can bring it to
 * light again and again: one is told of in a while, with how many there were since. Thread safe.
 */
final class Defects {
  static final long INTERVAL_MS = 60_000;

  private long met;
  private long told;
  private long toldMs;

  /**
   * Notes one.
   *
   * @return how many there were since the last one that was told of, if this one is to be
   */
  synchronized OptionalLong meet(long nowMs) {
    met++;
    if (told > 0 && nowMs - toldMs < INTERVAL_MS) {
      return OptionalLong.empty();
    }
    long since = met - told;
    told = met;
    toldMs = nowMs;
    return OptionalLong.of(since);
  }
}

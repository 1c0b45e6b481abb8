package org.assaydb.engine.replica.server;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all requests under way may hold together, from the first byte of a long frame to
 * the last byte of its answer, and the share of it that one client may hold. Thread safe.
 */
final class ByteBudget {
  private final long totalBytes;
  private final long shareBytes;
  private final Map<InetAddress, Long> heldBy = new HashMap<>();
  private long held;

  ByteBudget(long totalBytes, long shareBytes) {
    this.totalBytes = totalBytes;
    this.shareBytes = shareBytes;
  }

  /** The most that one client can ever hold. */
  long shareBytes() {
    return shareBytes;
  }

  /** False when there are not so many left, of all or of the client's share; nothing is taken. */
  synchronized boolean take(InetAddress client, long bytes) {
    if (!fits(client, bytes)) {
      return false;
    }
    held += bytes;
    heldBy.merge(client, bytes, Long::sum);
    return true;
  }

  /**
   * As {@link #take}, after a wait; an interrupt ends it.
   *
   * @param deadlineNanos of {@link System#nanoTime}
   */
  synchronized boolean await(InetAddress client, long bytes, long deadlineNanos) {
    try {
      while (!fits(client, bytes)) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return take(client, bytes);
  }

  private boolean fits(InetAddress client, long bytes) {
    return bytes <= totalBytes - held && bytes <= shareBytes - heldBy.getOrDefault(client, 0L);
  }

  synchronized void give(InetAddress client, long bytes) {
    held -= bytes;
    heldBy.computeIfPresent(client, (c, before) -> before == bytes ? null : before - bytes);
    notifyAll();
  }

  synchronized long heldBytes() {
    return held;
  }
}

package org.assaydb.consensus.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;

/**
 * Messages of peers that wait. Each sender has room of its own, in messages and in bytes, and
 * senders take turns, so that who floods is in nobody's way but its own. What does not fit is
 * dropped: peers repeat what matters. Thread safe.
 */
final class Inbox {
  /** A message with who sent it. */
  record Mail(ValidatorId from, Message message) {}

  /** What waits of one sender. */
  private static final class Lane {
    private final Deque<Mail> waiting = new ArrayDeque<>();
    private long bytes;

    void add(Mail mail) {
      waiting.add(mail);
      bytes += mail.message().heldBytes();
    }

    @Nullable Mail poll() {
      Mail mail = waiting.poll();
      if (mail != null) {
        bytes -= mail.message().heldBytes();
      }
      return mail;
    }

    void clear() {
      waiting.clear();
      bytes = 0;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Lane[] lanes;
  private final int mostMessages;
  private final long mostBytes;
  private int next;

  /**
   * @param mostMessages of one sender
   * @param mostBytes of one sender; one message fits however long it is
   */
  Inbox(int validators, int mostMessages, long mostBytes) {
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
    lanes = new Lane[validators];
    for (int i = 0; i < validators; i++) {
      lanes[i] = new Lane();
    }
  }

  /** False when there is no room left for this sender, or it is no validator. */
  boolean offer(ValidatorId from, Message message) {
    if (from.seat() >= lanes.length) {
      return false;
    }
    lock.lock();
    try {
      Lane lane = lanes[from.seat()];
      boolean fits =
          lane.waiting.size() < mostMessages && lane.bytes + message.heldBytes() <= mostBytes;
      if (!lane.waiting.isEmpty() && !fits) {
        return false;
      }
      lane.add(new Mail(from, message));
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next message; null when none came in time. */
  @Nullable Mail poll(long timeoutMs) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    lock.lock();
    try {
      Mail mail = next();
      while (mail == null && left > 0) {
        left = arrived.awaitNanos(left);
        mail = next();
      }
      return mail;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Mail next() {
    for (int i = 0; i < lanes.length; i++) {
      Mail mail = lanes[(next + i) % lanes.length].poll();
      if (mail != null) {
        next = mail.from().seat() + 1;
        return mail;
      }
    }
    return null;
  }

  /** Drops what waits of a sender. */
  void drop(ValidatorId from) {
    lock.lock();
    try {
      lanes[from.seat()].clear();
    } finally {
      lock.unlock();
    }
  }
}

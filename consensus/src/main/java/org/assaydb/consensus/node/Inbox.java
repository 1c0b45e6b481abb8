package org.assaydb.consensus.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.ledger.ValidatorId;
import org.jspecify.annotations.Nullable;

/**
 * Messages of peers that wait. Each sender has room of its own, in messages and in bytes, and
 * senders take turns, so that who floods is in nobody's way but its own; what decides slots goes
 * before what carries blocks. What does not fit is dropped: peers repeat what matters. Thread safe.
 */
final class Inbox {
  /** Votes, certificates and requests of one sender. */
  private static final int MOST_SHORT = 1024;

  private static final long SHORT_BYTES = 4 << 20;

  /** Blocks of one sender: at least the longest message fits. */
  private static final int MOST_LONG = 64;

  private static final long LONG_BYTES = 32 << 20;

  /** So many short messages go before a long one that waits. */
  private static final int SHORT_IN_A_ROW = 256;

  /** A message with who sent it. */
  record Mail(ValidatorId from, Message message) {}

  private static final class Lane {
    private final int most;
    private final long mostBytes;
    private final Deque<Mail> waiting = new ArrayDeque<>();
    private long bytes;

    Lane(int most, long mostBytes) {
      this.most = most;
      this.mostBytes = mostBytes;
    }

    boolean add(Mail mail, long size) {
      boolean fits = waiting.isEmpty() || (waiting.size() < most && bytes + size <= mostBytes);
      if (fits) {
        waiting.add(mail);
        bytes += size;
      }
      return fits;
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

  private final Lane[] shorts;
  private final Lane[] longs;
  private int nextShort;
  private int nextLong;
  private int row;

  Inbox(int validators) {
    shorts = new Lane[validators];
    longs = new Lane[validators];
    for (int i = 0; i < validators; i++) {
      shorts[i] = new Lane(MOST_SHORT, SHORT_BYTES);
      longs[i] = new Lane(MOST_LONG, LONG_BYTES);
    }
  }

  /** False when there is no room left for this sender, or it is no validator. */
  synchronized boolean offer(ValidatorId from, Message message) {
    if (from.seat() >= shorts.length) {
      return false;
    }
    Lane lane = (carriesBlocks(message) ? longs : shorts)[from.seat()];
    boolean taken = lane.add(new Mail(from, message), message.heldBytes());
    if (taken) {
      notifyAll();
    }
    return taken;
  }

  private static boolean carriesBlocks(Message message) {
    return message instanceof Message.Proposal || message instanceof Message.FinalBlocks;
  }

  /** The next message; null when none came in time. */
  synchronized @Nullable Mail poll(long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    Mail next = next();
    while (next == null) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return null;
      }
      wait(left);
      next = next();
    }
    return next;
  }

  private @Nullable Mail next() {
    Mail mail = row < SHORT_IN_A_ROW ? nextShort() : null;
    row = mail == null ? 0 : row + 1;
    if (mail == null) {
      mail = nextLong();
    }
    return mail == null ? nextShort() : mail;
  }

  private @Nullable Mail nextShort() {
    for (int i = 0; i < shorts.length; i++) {
      Mail mail = shorts[(nextShort + i) % shorts.length].poll();
      if (mail != null) {
        nextShort = mail.from().seat() + 1;
        return mail;
      }
    }
    return null;
  }

  private @Nullable Mail nextLong() {
    for (int i = 0; i < longs.length; i++) {
      Mail mail = longs[(nextLong + i) % longs.length].poll();
      if (mail != null) {
        nextLong = mail.from().seat() + 1;
        return mail;
      }
    }
    return null;
  }

  /** Drops what waits of a sender. */
  synchronized void drop(ValidatorId from) {
    shorts[from.seat()].clear();
    longs[from.seat()].clear();
  }
}

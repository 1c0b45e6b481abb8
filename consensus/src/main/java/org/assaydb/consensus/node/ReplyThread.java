package org.assaydb.consensus.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.assaydb.consensus.core.Effect;
import org.assaydb.proofs.ledger.ValidatorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers peers from the store beside consensus. Of a peer one request of a kind waits, the newest,
 * and what it was sent is paid for with time, so that no peer can keep the disk busy. Thread safe.
 */
final class ReplyThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyThread.class);

  /** To one peer. */
  private static final long BYTES_PER_MS = (64 << 20) / 1_000;

  /** An answer takes time even when nothing is found. */
  private static final long LEAST_BYTES = 64 << 10;

  private static final long CLOSE_SECONDS = 30;

  private record Line(ValidatorId peer, Class<?> kind) {}

  private final LongSupplier clock;
  private final ToLongFunction<Effect.Answer> send;
  private final ScheduledThreadPoolExecutor thread;
  private final Map<Line, Effect.Answer> waiting = new HashMap<>();
  private final Map<ValidatorId, Long> freeAt = new HashMap<>();

  /**
   * @param clock milliseconds that never go back
   * @param send returns bytes
   */
  ReplyThread(String name, LongSupplier clock, ToLongFunction<Effect.Answer> send) {
    this.clock = clock;
    this.send = send;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Answers soon; instead of an earlier request of this kind that waits. */
  synchronized void ask(Effect.Answer answer) {
    Line line = new Line(answer.to(), answer.getClass());
    if (waiting.put(line, answer) == null) {
      long delay = freeAt.getOrDefault(line.peer(), now()) - now();
      try {
        thread.schedule(() -> answer(line), Math.max(0, delay), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        waiting.clear();
      }
    }
  }

  private synchronized Effect.Answer next(Line line) {
    return Objects.requireNonNull(waiting.remove(line));
  }

  private void answer(Line line) {
    long bytes = LEAST_BYTES;
    try {
      bytes = Math.max(bytes, send.applyAsLong(next(line)));
    } catch (RuntimeException e) { // what cannot be read is not sent; another peer may have it
      LOG.error("no answer to {}", line.peer(), e);
    }
    synchronized (this) {
      freeAt.put(line.peer(), now() + bytes / BYTES_PER_MS);
    }
  }

  private long now() {
    return clock.getAsLong();
  }

  /** Ends after the answer in hand: the store may be closed then. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("an answer to a peer does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

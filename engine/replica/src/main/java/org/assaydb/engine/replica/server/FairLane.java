package org.assaydb.engine.replica.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The requests of one connection that wait for workers. A lane stands in the workers' queue once at
 * most, so that connections take turns however many requests each has waiting. Thread safe.
 */
final class FairLane {
  private final Executor workers;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean queued;
  private boolean paused;

  /** {@code workers} run what they are given in its order. */
  FairLane(Executor workers) {
    this.workers = workers;
  }

  /** Runs it when its turn comes; never when the workers are stopping. */
  synchronized void add(Runnable request) {
    waiting.add(request);
    queue();
  }

  /** While paused nothing is begun: the client does not take its answers. */
  synchronized void setPaused(boolean pause) {
    paused = pause;
    queue();
  }

  private void queue() {
    if (!queued && !paused && !waiting.isEmpty()) {
      try {
        workers.execute(this::runNext);
        queued = true;
      } catch (RejectedExecutionException stopping) {
        waiting.clear();
      }
    }
  }

  private void runNext() {
    Runnable next;
    synchronized (this) {
      queued = false;
      next = paused ? null : waiting.poll();
      queue();
    }
    if (next != null) {
      next.run();
    }
  }
}

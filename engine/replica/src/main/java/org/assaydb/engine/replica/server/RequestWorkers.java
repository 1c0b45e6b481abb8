package org.assaydb.engine.replica.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * The threads that answer requests. Reads, which may wait for memory, have threads of their own, so
 * that heads, commits and the status are answered meanwhile. Queues are bounded by the number of
 * connections: each stands in a queue once.
 */
final class RequestWorkers implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int KEEP_SECONDS = 30;

  private final ThreadPoolExecutor reads;
  private final ThreadPoolExecutor others;

  /** The lanes of one connection. */
  record Lanes(FairLane reads, FairLane others) {
    FairLane of(Request request) {
      boolean reading = request instanceof Request.Read || request instanceof Request.ReadAtHead;
      return reading ? reads : others;
    }

    void setPaused(boolean paused) {
      reads.setPaused(paused);
      others.setPaused(paused);
    }
  }

  RequestWorkers(String name) {
    reads = pool(name + "-read");
    others = pool(name + "-request");
  }

  private static ThreadPoolExecutor pool(String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemon(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  Lanes lanes() {
    return new Lanes(new FairLane(reads), new FairLane(others));
  }

  /** The answer where memory was not free in time. */
  static Response.Failure busy() {
    return new Response.Failure(
        FailureCode.UNAVAILABLE,
        SqlStates.OUT_OF_MEMORY,
        "this replica is busy and has no memory free; try again");
  }

  /** Drops what waits and returns when nothing runs any more. */
  @Override
  public void close() {
    reads.shutdown();
    others.shutdown();
    try {
      // Workers read storage that the caller closes next: none may be left behind.
      for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {reads, others}) {
        while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
          pool.getQueue().clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.assaydb.ads;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the pending merges of a store in the background, the next to be installed first. States that
 * descend from different blocks share the merge of the same runs. A merge whose states are all gone
 * is not begun. Safe for any thread.
 */
final class MergeWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MergeWorkers.class);
  private static final long KEEP_ALIVE_SECONDS = 10;

  /** What decides the result of a merge. */
  private record Work(List<Long> inputs, int tier, long cutoff) {}

  private record Job(long installHeight, WeakReference<MergeTask> task, MergeWorkers owner)
      implements Runnable, Comparable<Job> {
    @Override
    public int compareTo(Job other) {
      return Long.compare(installHeight, other.installHeight);
    }

    @Override
    public void run() {
      MergeTask due = task.get();
      if (due != null) {
        owner.run(due);
      }
    }
  }

  private final RunBodies bodies;
  private final RunSizing sizing;
  private final @Nullable ThreadPoolExecutor threads;
  private final Map<Work, WeakReference<MergeTask>> shared = new HashMap<>();
  private volatile boolean closed;
  private volatile @Nullable StorageException failure;

  /**
   * @param threadCount 0 leaves every merge to the block that installs it
   */
  MergeWorkers(RunBodies bodies, RunSizing sizing, int threadCount) {
    this.bodies = bodies;
    this.sizing = sizing;
    threads = threadCount == 0 ? null : threads(threadCount);
  }

  private static ThreadPoolExecutor threads(int count) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            count,
            count,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "merges");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  RunBodies bodies() {
    return bodies;
  }

  RunSizing sizing() {
    return sizing;
  }

  /** The failure of the last background merge that failed; null when the last one went well. */
  @Nullable StorageException failure() {
    return failure;
  }

  /** The task for these runs: the one that another state started, or a new one. */
  MergeTask submit(List<SealedRun> inputs, int tier, long cutoff, long installHeight) {
    Work work = new Work(inputs.stream().map(SealedRun::id).toList(), tier, cutoff);
    MergeTask task;
    synchronized (shared) {
      shared.values().removeIf(known -> known.get() == null);
      WeakReference<MergeTask> known = shared.get(work);
      task = known == null ? null : known.get();
      if (task != null) {
        return task;
      }
      task = new MergeTask(bodies, sizing.chunkRows(), inputs, tier, cutoff);
      shared.put(work, new WeakReference<>(task));
    }
    if (threads != null && !closed) {
      threads.execute(new Job(installHeight, new WeakReference<>(task), this));
    }
    return task;
  }

  private void run(MergeTask task) {
    if (closed) {
      return;
    }
    try {
      task.runInBackground();
      failure = null;
    } catch (MergeTask.CancelledException e) {
      LOG.debug("cancelled: {}", task);
    } catch (StorageException e) {
      failure = e;
      LOG.warn("a background merge failed and is tried again when it is due: {}", task, e);
    }
  }

  /** Stops the merges under way and waits until no thread reads or writes the store any more. */
  @Override
  public void close() {
    closed = true;
    if (threads == null) {
      return;
    }
    threads.getQueue().clear();
    threads.shutdown();
    synchronized (shared) {
      for (WeakReference<MergeTask> known : shared.values()) {
        MergeTask task = known.get();
        if (task != null) {
          task.cancel();
        }
      }
    }
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.assaydb.ads;

import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.IndexSchema;
import org.jspecify.annotations.Nullable;

/**
 * The work of one merge, done once whoever asks: in the background, or by the block that has to
 * install it. Safe for any thread. Nothing refers to its result but the states that wait for it.
 */
final class MergeTask {
  /**
   * What takes the place of the inputs.
   *
   * @param run null when nothing is left
   * @param history null when nothing ended
   */
  record Result(@Nullable SealedRun run, @Nullable SealedHistory history) {}

  /** Thrown out of a merge whose result nobody needs any more. */
  static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final RunBodies bodies;
  private final IndexSchema schema;
  private final int chunkRows;
  private final List<SealedRun> inputs;
  private final int tier;
  private final long cutoff;
  private volatile boolean cancelled;
  private boolean running;
  private @Nullable Result result;

  /**
   * @param inputs newest first
   * @param cutoff versions superseded at or below this height go to the history; -1 for none
   */
  MergeTask(RunBodies bodies, int chunkRows, List<SealedRun> inputs, int tier, long cutoff) {
    this.bodies = bodies;
    this.chunkRows = chunkRows;
    this.inputs = List.copyOf(inputs);
    this.tier = tier;
    this.cutoff = cutoff;
    schema = inputs.get(0).schema();
  }

  /**
   * The result; computed by this thread unless another one is at it. A background failure is tried
   * once more here, so that a passing shortage does not stop the replica.
   *
   * @throws StorageException when the merge fails; its inputs stay as they are
   */
  Result await() {
    cancelled = false;
    Result known = claim();
    return known == null ? run() : known;
  }

  /** Does the work unless it is done, under way or cancelled. */
  void runInBackground() {
    synchronized (this) {
      if (running || cancelled || result != null) {
        return;
      }
      running = true;
    }
    run();
  }

  /** Nobody will install it: stop soon. */
  void cancel() {
    cancelled = true;
  }

  synchronized boolean isDone() {
    return result != null;
  }

  /** The result, or null when this thread is to compute it. */
  private synchronized @Nullable Result claim() {
    boolean interrupted = false;
    while (running) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (result == null) {
      running = true;
    }
    return result;
  }

  private Result run() {
    Result done = null;
    try {
      done = RunMerge.merge(bodies, schema, chunkRows, inputs, tier, cutoff, () -> cancelled);
      return done;
    } catch (StorageException e) {
      throw new StorageException(e.category(), "merge of " + this, e);
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "merge of " + this, e);
    } finally {
      synchronized (this) {
        running = false;
        result = done;
        notifyAll();
      }
    }
  }

  @Override
  public String toString() {
    List<Long> ids = inputs.stream().map(SealedRun::id).toList();
    return "runs " + ids + " of index " + schema.id().value() + " into tier " + tier;
  }
}

package org.assaydb.engine.replica.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StoreScrub;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.node.Clocks;
import org.assaydb.consensus.store.Damage;
import org.assaydb.consensus.store.FileBlockStore;
import org.assaydb.consensus.store.FileEvidenceLog;
import org.assaydb.consensus.store.FileVoteLog;
import org.assaydb.engine.replica.archive.Archive;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all files of a replica while it runs and repairs what is damaged: a slow pass a day, and
 * one at once when damage was met. {@link #close} waits for the file in hand.
 */
public final class Scrubber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

  /** Bytes that a pass in the background reads a second. */
  private static final long BACKGROUND_BYTES_PER_SECOND = 8 << 20;

  /** After a start, and after a pass that left something: other replicas may be there by then. */
  private static final long SOON_MS = TimeUnit.MINUTES.toMillis(10);

  private static final long BETWEEN_PASSES_MS = TimeUnit.DAYS.toMillis(1);

  /** Damage that cannot be repaired is met again and again. */
  private static final long LEAST_PAUSE_MS = TimeUnit.MINUTES.toMillis(1);

  private static final String REBUILT =
      "the state is built again from the blocks when this replica starts next";
  private static final String AGAIN = "scrub again when the other replicas run";

  /**
   * What is read.
   *
   * @param rebuild for what of the state cannot be repaired while it is open
   */
  public record Files(
      IndexStore indexes,
      FileBlockStore blocks,
      FileVoteLog votes,
      FileEvidenceLog evidence,
      Archive archive,
      StateRebuild rebuild) {}

  private final Files files;
  private final PeerBlocks source;
  private final Clocks clocks;
  private final Thread thread;
  private final List<Finding> atOpen;
  private final Object passing = new Object();
  private volatile @Nullable ScrubReport last;
  private @Nullable Pace current;
  private boolean closed;
  private boolean met;

  /**
   * For the files of one replica.
   *
   * @param atOpen what was found when they were opened; part of the first report
   */
  public Scrubber(
      String name, Files files, PeerBlocks source, Clocks clocks, List<Finding> atOpen) {
    this.files = files;
    this.source = source;
    this.clocks = clocks;
    this.atOpen = new ArrayList<>(atOpen);
    thread = new Thread(this::passes, name);
    thread.setDaemon(true);
  }

  /** Begins with the passes in the background. */
  public void start() {
    thread.start();
  }

  /** Somebody met damage: a pass begins soon. Any thread. */
  public synchronized void damageMet() {
    met = true;
    notifyAll();
  }

  /** What the last pass that ended found; empty before the first one. */
  public Optional<ScrubReport> last() {
    return Optional.ofNullable(last);
  }

  private void passes() {
    long least = 0;
    long pause = SOON_MS;
    while (awaitNext(least, pause)) {
      least = LEAST_PAUSE_MS;
      pause = SOON_MS;
      try {
        ScrubReport report = run(BACKGROUND_BYTES_PER_SECOND);
        report.findings().forEach(f -> LOG.warn("damage: {}", f));
        pause = report.unrepaired().isEmpty() ? BETWEEN_PASSES_MS : SOON_MS;
      } catch (Pace.EndedException e) {
        return;
      } catch (RuntimeException e) { // the next pass may go better, and the replica goes on
        LOG.error("a scrub failed", e);
      }
    }
  }

  /**
   * Waits for the next pass: {@code pause}, or only {@code least} when damage is met.
   *
   * @return false when the replica closes
   */
  private synchronized boolean awaitNext(long least, long pause) {
    long began = monotonicMs();
    try {
      while (!closed) {
        long waited = monotonicMs() - began;
        if (waited >= pause || met && waited >= least) {
          met = false;
          return true;
        }
        wait(Math.max(1, (met ? least : pause) - waited));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private long monotonicMs() {
    LongSupplier clock = clocks.monotonicMs();
    return clock.getAsLong();
  }

  /** Reads everything at most this fast and repairs what it can; one pass at a time. */
  public ScrubReport run(long bytesPerSecond) {
    synchronized (passing) {
      Pace pace = begin(bytesPerSecond);
      List<Finding> found = new ArrayList<>(atOpen);
      try {
        state(pace, found);
        blocks(pace, found);
        found.addAll(of(files.votes().scrub()));
        found.addAll(of(files.evidence().scrub()));
        found.addAll(of(files.archive().scrub(pace)));
      } finally {
        end();
      }
      atOpen.clear();
      ScrubReport report = new ScrubReport(clocks.wallMs().getAsLong(), pace.bytes(), found);
      last = report;
      return report;
    }
  }

  private synchronized Pace begin(long bytesPerSecond) {
    Pace pace = new Pace(bytesPerSecond, clocks.monotonicMs());
    if (closed) {
      throw new Pace.EndedException();
    }
    current = pace;
    return pace;
  }

  private synchronized void end() {
    current = null;
    notifyAll();
  }

  private void state(Pace pace, List<Finding> found) {
    StoreScrub.Report report = files.indexes().scrub(source::chunks, pace);
    for (StoreScrub.Damage damage : report.damage()) {
      found.add(Finding.of(damage.file(), damage.what(), damage.repaired(), REBUILT));
      if (!damage.repaired()) {
        files.rebuild().order(damage.file() + ": " + damage.what());
      }
    }
    if (report.damage().stream().allMatch(StoreScrub.Damage::repaired)) {
      files.rebuild().cancel();
    }
  }

  private void blocks(Pace pace, List<Finding> found) {
    FileBlockStore blocks = files.blocks();
    long end = blocks.lastFinal();
    for (long height = files.archive().firstWholeHeight(); height <= end; height++) {
      if (!blocks.hasBodyFile(height)) {
        FinalBlock block = blocks.get(height).orElseThrow();
        Optional<byte[]> body = source.body(block.header());
        body.ifPresent(bytes -> blocks.restoreBody(block.header(), bytes));
        if (body.isEmpty()) {
          found.add(
              Finding.of(blocks.bodyFile(height), "body " + height + " is lost", false, AGAIN));
        }
      }
    }
    found.addAll(of(blocks.scrub(pace)));
  }

  private static List<Finding> of(List<Damage> damage) {
    return damage.stream().map(d -> Finding.of(d.file(), d.what(), d.repaired(), AGAIN)).toList();
  }

  /** Ends the pass in hand and waits for it: the files are closed next. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (current != null) {
        current.end();
      }
      notifyAll();
    }
    boolean interrupted = false;
    synchronized (this) {
      while (current != null) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

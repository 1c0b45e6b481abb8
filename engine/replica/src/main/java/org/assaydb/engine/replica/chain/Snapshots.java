package org.assaydb.engine.replica.chain;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * The newest states, kept so that the reads of one statement are served at one height. A snapshot
 * is kept while it is among the last {@link #MIN_HEIGHTS}; older ones for {@link #MIN_AGE_MS} as
 * long as the bodies that lie between fit a budget, which bounds memory under load. Thread safe:
 * one writer, many readers.
 */
public final class Snapshots {
  static final int MIN_HEIGHTS = 256;
  static final long MIN_AGE_MS = 60_000;

  /** Heights kept whatever they weigh. */
  static final int HARD_MIN_HEIGHTS = 32;

  /** Body bytes between the oldest and the newest snapshot kept. */
  static final long BUDGET_BYTES = 24L << 20;

  private record Kept(Snapshot snapshot, long atMs, int bodyBytes) {}

  private final ConcurrentSkipListMap<Long, Kept> kept = new ConcurrentSkipListMap<>();
  private final LongSupplier clockMs;
  private volatile Optional<Snapshot> head = Optional.empty();
  private long keptBytes;

  Snapshots(LongSupplier clockMs) {
    this.clockMs = clockMs;
  }

  void add(Snapshot snapshot, int bodyBytes) {
    long now = clockMs.getAsLong();
    kept.put(snapshot.height(), new Kept(snapshot, now, bodyBytes));
    keptBytes += bodyBytes;
    if (snapshot.certificate().isPresent()) {
      head = Optional.of(snapshot);
    }
    while (kept.size() > HARD_MIN_HEIGHTS) {
      Kept oldest = kept.firstEntry().getValue();
      boolean wanted = kept.size() <= MIN_HEIGHTS || now - oldest.atMs() < MIN_AGE_MS;
      if (wanted && keptBytes <= BUDGET_BYTES || isHead(oldest)) {
        return;
      }
      kept.remove(oldest.snapshot().height());
      keptBytes -= oldest.bodyBytes();
    }
  }

  private boolean isHead(Kept candidate) {
    return head.isPresent() && head.get().height() == candidate.snapshot().height();
  }

  /** The newest block with a final certificate of its own. */
  public Optional<Snapshot> head() {
    return head;
  }

  /** The state of a height; empty when it is too old or not final yet. */
  public Optional<Snapshot> at(long height) {
    Kept found = kept.get(height);
    return found == null ? Optional.empty() : Optional.of(found.snapshot());
  }
}

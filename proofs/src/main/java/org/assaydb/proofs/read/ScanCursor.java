package org.assaydb.proofs.read;

import java.util.List;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * Merges the runs range by range. Per key the newest visible version over all runs decides; as
 * every version of a newer run is greater than every version of an older one, that is the first
 * visible version of the newest run that has one. A DELETE suppresses the key.
 */
final class ScanCursor extends RunCursor {
  private static final int FIRST_SINGLES = 4;
  private static final int MOST_SINGLES = 64;

  private final Layer[] layers;
  private final ReadSpec.Scan scan;
  private final int[] columns;
  private final ScanHead[] heads;
  private final boolean placesShown;
  private int rangesLeft;
  private long rowsLeft;
  private boolean inRange;
  private @Nullable Key lastKey;
  // Rows of a batch that next() hands out one by one, and the run of the last batch.
  private @Nullable RowBatch pending;
  private int pendingAt;
  private int batchHead;

  /** Rows that come one by one before a batch is looked for again: looking costs as a row does. */
  private int singles;

  /** {@link #singles} after the next time that no batch is found. */
  private int nextSingles = FIRST_SINGLES;

  /** {@code placesShown}: whether the bound of a range shows the entries beside it. */
  ScanCursor(List<Layer> layers, ReadSpec.Scan scan, int[] columns, boolean placesShown) {
    this.placesShown = placesShown;
    this.layers = layers.toArray(Layer[]::new);
    this.scan = scan;
    this.columns = columns;
    heads = new ScanHead[this.layers.length];
    rangesLeft = scan.ranges().size();
    rowsLeft = scan.limit();
  }

  @Override
  public boolean next() {
    run = null;
    if (pending == null) {
      pending = takeBatch();
      pendingAt = 0;
    }
    if (pending != null) {
      run = batchRun();
      position = pending.position(pendingAt++);
      if (pendingAt == pending.rows()) {
        pending = null;
      }
      return true;
    }
    return nextMerged();
  }

  @Override
  public @Nullable RowBatch nextBatch() {
    run = null;
    RowBatch rest = pending;
    pending = null;
    return rest != null ? rest.from(pendingAt) : takeBatch();
  }

  @Override
  RunView batchRun() {
    return layers[batchHead].run();
  }

  /**
   * Ascending, the rows of one run before the next key of any other, as far as columns show them.
   */
  private @Nullable RowBatch takeBatch() {
    while (singles == 0 && !scan.descending() && rowsLeft > 0 && (inRange || openRange())) {
      BatchRows rows = rowsOfOneRun();
      if (!rows.passed()) {
        // Rows, a key of two runs, or the end of the range: next() knows how to go on.
        singles = nextSingles;
        nextSingles = Math.min(2 * nextSingles, MOST_SINGLES);
        return null;
      }
      nextSingles = FIRST_SINGLES;
      lastKey = rows.last();
      RowBatch batch = rows.batch();
      if (batch != null) {
        RowBatch within = batch.rows() > rowsLeft ? batch.first((int) rowsLeft) : batch;
        rowsLeft -= within.rows();
        return within;
      }
    }
    return null;
  }

  private BatchRows rowsOfOneRun() {
    Key least = null;
    Key second = null;
    for (int i = 0; i < heads.length; i++) {
      Key key = heads[i].keyAfter(lastKey);
      if (key == null) {
        continue;
      }
      int order = least == null ? -1 : key.compareTo(least);
      if (order == 0) {
        second = least;
      } else if (order < 0) {
        second = least;
        least = key;
        batchHead = i;
      } else if (second == null || key.compareTo(second) < 0) {
        second = key;
      }
    }
    return least == null || least.equals(second) ? BatchRows.NONE : heads[batchHead].batch(second);
  }

  private boolean nextMerged() {
    if (rowsLeft == 0) {
      return false;
    }
    while (inRange || openRange()) {
      Key key = nextKey();
      singles = Math.max(0, singles - 1);
      if (key == null) {
        inRange = false;
        singles = 0;
      } else if (resolve(key)) {
        rowsLeft--;
        return true;
      }
    }
    return false;
  }

  private boolean openRange() {
    if (rangesLeft == 0) {
      return false;
    }
    int ordinal = scan.descending() ? rangesLeft - 1 : scan.ranges().size() - rangesLeft;
    rangesLeft--;
    KeyRange range = scan.ranges().get(ordinal);
    for (int i = 0; i < heads.length; i++) {
      heads[i] = ScanHead.open(layers[i], range, columns, scan.descending(), rowsLeft, placesShown);
    }
    lastKey = null;
    inRange = true;
    return true;
  }

  /** The next key of the range in the direction of the scan; null at its end. */
  private @Nullable Key nextKey() {
    Key best = null;
    for (ScanHead head : heads) {
      Key key = head.keyAfter(lastKey);
      if (key != null && (best == null || before(key, best))) {
        best = key;
      }
    }
    lastKey = best;
    return best;
  }

  private boolean before(Key left, Key right) {
    int order = left.compareTo(right);
    return scan.descending() ? order > 0 : order < 0;
  }

  /** Finds the version of the key that the snapshot sees; false when that is none or a DELETE. */
  private boolean resolve(Key key) {
    for (int i = 0; i < heads.length; i++) {
      long found = heads[i].newestVisible(key);
      if (found >= 0) {
        RunView candidate = layers[i].run();
        if (!candidate.kind(found).isPut()) {
          return false;
        }
        run = candidate;
        position = found;
        return true;
      }
    }
    return false;
  }
}

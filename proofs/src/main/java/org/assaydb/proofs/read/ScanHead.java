package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.SystemColumn;
import org.jspecify.annotations.Nullable;

/**
 * Place of a scan in one run. Entries are announced in stretches, so that a scan with a limit does
 * not open its whole range: the first one holds as many entries as the limit, each further one
 * twice as many as the one before, at least {@link #MIN_STRETCH}. Where the bound of the range
 * shows its first entry, nothing is opened before a row of this run is wanted.
 */
final class ScanHead {
  static final int MIN_STRETCH = 16;

  /** Fewer rows than that between keys of other runs are not worth a batch. */
  private static final int MIN_BATCH = 8;

  private final Layer layer;
  private final RunView run;
  private final int[] columns;
  private final int step;
  private final long end;
  private long position;
  private long openedEnd;
  private long stretch;
  private @Nullable Key key;

  /** Whether the entry here is shown by its key, version and kind though it is not opened. */
  private boolean placeShown;

  private ScanHead(Layer layer, int[] columns, long start, long end, int step, long limit) {
    this.layer = layer;
    this.run = layer.run();
    this.columns = columns;
    this.position = start;
    this.openedEnd = start;
    this.end = end;
    this.step = step;
    stretch = limit;
  }

  /** {@code placesShown}: whether the bound of a range shows the entries beside it. */
  static ScanHead open(
      Layer layer,
      KeyRange range,
      int[] columns,
      boolean descending,
      long limit,
      boolean placesShown) {
    long from = layer.start(range);
    long to = layer.end(range);
    ScanHead head =
        descending
            ? new ScanHead(layer, columns, to - 1, from - 1, -1, limit)
            : new ScanHead(layer, columns, from, to, 1, limit);
    boolean bounded = descending ? range.upper() != null : range.lower().bytes().length > 0;
    head.placeShown = placesShown && bounded;
    return head;
  }

  /** Key here, after passing the remaining versions of {@code last}; null at the end. */
  @Nullable Key keyAfter(@Nullable Key last) {
    Key here = key();
    while (here != null && last != null && here.equals(last)) {
      advance();
      here = key();
    }
    return here;
  }

  /**
   * Position of the newest visible version of {@code wanted}, or -1. Ascending, versions descend
   * and the first visible one is it; descending, they ascend and the last visible one is it.
   */
  long newestVisible(Key wanted) {
    long found = -1;
    for (Key here = key(); here != null && here.equals(wanted); here = key()) {
      openHere();
      if (layer.visible(position)) {
        found = position;
        if (step > 0) {
          return found;
        }
        if (position + step == openedEnd && openedEnd != end) {
          return newestAtStretchEnd(wanted);
        }
      } else if (step < 0) {
        return found;
      }
      advance();
    }
    return found;
  }

  /** Descending, newer versions of a key may follow: its place tells, and shows a key alone. */
  private long newestAtStretchEnd(Key wanted) {
    long newest = layer.find(wanted);
    if (newest < position) {
      run.open(newest, newest + 1, columns);
    }
    position = newest;
    advance();
    openedEnd = position;
    return newest;
  }

  /**
   * The live rows from here to the end of this chunk or of what is open, when they are at hand as
   * columns and are not few; passes them. {@link BatchRows#NONE} when they are not. Ascending only.
   *
   * @param before the next key of another run, which ends them; null when there is none
   */
  BatchRows batch(@Nullable Key before) {
    openHere();
    ChunkColumns chunk = run.columnsAt(position, columns);
    if (chunk == null) {
      return BatchRows.NONE;
    }
    int from = (int) (position - chunk.start());
    int to = (int) Math.min(chunk.system().rows(), openedEnd - chunk.start());
    int end = to;
    if (before != null) {
      int few = Math.min(from + MIN_BATCH, to);
      if (chunk.system().key(few - 1).compareTo(before) >= 0) {
        return BatchRows.NONE;
      }
      end = firstNotBefore(chunk.system(), few, to, before);
    }
    to = end;
    position = chunk.start() + to;
    key = null;
    return BatchRows.of(chunk, from, to, layer.snapshot());
  }

  /** The first row of [from, to) whose key is not before another; {@code to} when there is none. */
  private static int firstNotBefore(SystemColumn system, int from, int to, Key other) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (system.key(middle).compareTo(other) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void advance() {
    if (position == openedEnd) {
      openedEnd += step;
    }
    position += step;
    key = null;
    placeShown = false;
  }

  /** Opens the entry here, when only its place is shown. */
  private void openHere() {
    if (position == openedEnd && position != end) {
      openStretch();
    }
  }

  private @Nullable Key key() {
    if (key == null && position != end) {
      if (!placeShown) {
        openHere();
      }
      key = run.key(position);
    }
    return key;
  }

  private void openStretch() {
    long length = Math.min(stretch, Math.abs(end - position));
    openedEnd = position + step * length;
    if (step > 0) {
      run.open(position, openedEnd, columns);
    } else {
      run.open(openedEnd + 1, position + 1, columns);
    }
    boolean all = stretch > Long.MAX_VALUE / 2;
    stretch = all ? Long.MAX_VALUE : Math.max(stretch * 2, MIN_STRETCH);
  }
}

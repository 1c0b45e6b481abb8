package org.assaydb.proofs.read;

import java.util.Iterator;
import java.util.List;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * All versions of a window of heights, range by range, by key and then newest first. Every run
 * shows the ranges whole: which of their versions lie in the window is not known before.
 */
final class HistoryCursor extends RunCursor {
  private final Layer[] layers;
  private final int[] columns;
  private final long fromHeight;
  private final long toHeight;
  private final Iterator<KeyRange> ranges;
  private final long[] positions;
  private final long[] ends;
  private @Nullable Key key;

  /**
   * @param layers newest first: of every key each holds only newer versions than the next
   */
  HistoryCursor(List<Layer> layers, ReadSpec.History spec, int[] columns) {
    this.layers = layers.toArray(Layer[]::new);
    this.columns = columns;
    fromHeight = spec.fromHeight();
    toHeight = Math.min(spec.toHeight(), spec.snapshotHeight());
    ranges = spec.ranges().iterator();
    positions = new long[this.layers.length];
    ends = new long[this.layers.length];
  }

  @Override
  public boolean next() {
    run = null;
    while (true) {
      if (key != null && nextVersion(key)) {
        return true;
      }
      key = leastKey();
      if (key == null) {
        if (!ranges.hasNext()) {
          return false;
        }
        open(ranges.next());
      }
    }
  }

  /** The next version of the key that lies in the window, the newest layer first. */
  private boolean nextVersion(Key sought) {
    for (int i = 0; i < layers.length; i++) {
      RunView candidate = layers[i].run();
      while (positions[i] < ends[i] && candidate.key(positions[i]).equals(sought)) {
        long place = positions[i]++;
        Version version = candidate.version(place);
        if (version.height() >= fromHeight && version.height() <= toHeight) {
          run = candidate;
          position = place;
          return true;
        }
      }
    }
    return false;
  }

  private @Nullable Key leastKey() {
    Key least = null;
    for (int i = 0; i < layers.length; i++) {
      if (positions[i] < ends[i]) {
        Key here = layers[i].run().key(positions[i]);
        least = least == null || here.compareTo(least) < 0 ? here : least;
      }
    }
    return least;
  }

  private void open(KeyRange range) {
    for (int i = 0; i < layers.length; i++) {
      positions[i] = layers[i].start(range);
      ends[i] = layers[i].end(range);
      if (positions[i] < ends[i]) {
        layers[i].run().open(positions[i], ends[i], columns);
      }
    }
  }
}

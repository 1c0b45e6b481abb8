package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * Merges the candidates of the runs. A candidate counts only after every newer run has shown that
 * it holds no visible version of its key: summaries narrow the search in a run, they never excuse a
 * newer run from being asked. What is opened for a row does not depend on the limit.
 */
final class SkipCursor extends RunCursor {
  private final Layer[] layers;
  private final ReadSpec.Skip spec;
  private final SkipPredicate predicate;
  private final int[] columns;
  private final KeyProbe[] probes;
  private SkipHead[] heads = {};
  private int rangesOpened;
  private long rowsLeft;
  private @Nullable Key passed;

  SkipCursor(Layer[] layers, ReadSpec.Skip spec, IndexRuns index, int[] columns) {
    this.layers = layers;
    this.spec = spec;
    this.columns = columns;
    predicate = new SkipPredicate(spec.filter(), index.schema());
    probes = new KeyProbe[layers.length];
    for (int i = 0; i < layers.length; i++) {
      probes[i] = new KeyProbe(layers[i]);
    }
    rowsLeft = spec.limit();
  }

  @Override
  public boolean next() {
    run = null;
    while (rowsLeft > 0) {
      int newest = leastHead();
      if (newest >= 0) {
        Key key = passed;
        if (key != null && !newerRunHolds(newest, key)) {
          run = layers[newest].run();
          position = heads[newest].position();
          rowsLeft--;
          return true;
        }
      } else if (!openRange()) {
        break;
      }
    }
    return false;
  }

  private boolean openRange() {
    if (rangesOpened == spec.ranges().size()) {
      return false;
    }
    KeyRange range = spec.ranges().get(rangesOpened++);
    heads = new SkipHead[layers.length];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = new SkipHead(layers[i], range, predicate, columns);
    }
    passed = null;
    return true;
  }

  /** The newest run with the least candidate key behind the one passed, which it passes; or -1. */
  private int leastHead() {
    int least = -1;
    Key best = null;
    for (int i = 0; i < heads.length; i++) {
      if (passed != null && passed.equals(heads[i].key())) {
        heads[i].advance();
      }
      Key key = heads[i].key();
      if (key != null && (best == null || key.compareTo(best) < 0)) {
        best = key;
        least = i;
      }
    }
    passed = best;
    return least;
  }

  private boolean newerRunHolds(int candidate, Key key) {
    for (int i = 0; i < candidate; i++) {
      if (probes[i].holds(key)) {
        return true;
      }
    }
    return false;
  }
}

package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/** Asks one run for keys in ascending order, searching only where the last answer says nothing. */
final class KeyProbe {
  private final Layer layer;
  private final RunView run;
  private boolean searched;
  // Key at the place of the last search: no visible version of a key between the one sought and it.
  private @Nullable Key next;

  KeyProbe(Layer layer) {
    this.layer = layer;
    this.run = layer.run();
  }

  /** Whether the run holds a visible version of the key. */
  boolean holds(Key key) {
    if (searched && (next == null || key.compareTo(next) < 0)) {
      return false;
    }
    long place = run.lowerBound(key, layer.snapshot());
    searched = true;
    next = place < run.summary().count() ? run.key(place) : null;
    return key.equals(next);
  }
}

package org.assaydb.proofs.read;

import java.util.List;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/**
 * Looks keys up one by one: from the newest run down to the first that holds a visible version of
 * the key. Each newer run shows the neighbours of the place where it would stand.
 */
final class LookupCursor extends RunCursor {
  private final List<Layer> layers;
  private final List<Key> keys;
  private final int[] columns;
  private int next;

  LookupCursor(List<Layer> layers, List<Key> keys, int[] columns) {
    this.layers = layers;
    this.keys = keys;
    this.columns = columns;
  }

  @Override
  public boolean next() {
    while (next < keys.size()) {
      RunView found = find(keys.get(next++));
      if (found != null && found.kind(position).isPut()) {
        found.open(position, position + 1, columns);
        run = found;
        return true;
      }
    }
    run = null;
    return false;
  }

  /** The run of the newest visible version of the key, whose place becomes {@code position}. */
  private @Nullable RunView find(Key key) {
    for (Layer layer : layers) {
      long place = layer.find(key);
      if (place >= 0) {
        position = place;
        return layer.run();
      }
    }
    return null;
  }
}

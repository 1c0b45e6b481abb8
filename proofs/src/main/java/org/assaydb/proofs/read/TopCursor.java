package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/**
 * Best-first descent over all runs. A row is handed out when no subtree can hold a better one: an
 * opened entry with the best rank of all items, whose key no subtree of the same rank can precede,
 * that is the newest visible version of its key in its run, and whose key no newer run holds.
 * Entries that fail this never count, so a subtree is cut only against validated ones. What is
 * opened for a row does not depend on the limit.
 */
final class TopCursor extends RunCursor {
  private final Layer[] layers;
  private final TopOrder order;
  private final TopHead[] heads;
  private long rowsLeft;

  /**
   * @param limit at most this many rows
   */
  TopCursor(Layer[] layers, ReadSpec.Top spec, TopOrder order, int[] columns, long limit) {
    this.layers = layers;
    this.order = order;
    rowsLeft = limit;
    heads = new TopHead[limit == 0 ? 0 : layers.length];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = new TopHead(layers[i], spec, order, columns);
    }
  }

  @Override
  public boolean next() {
    run = null;
    while (rowsLeft > 0) {
      int best = bestHead();
      if (best < 0) {
        return false;
      }
      if (settle(best) && take(leastEntry(best))) {
        rowsLeft--;
        return true;
      }
    }
    return false;
  }

  /** A run whose best item has the best rank of all; -1 when nothing is left. */
  private int bestHead() {
    int best = -1;
    for (int i = 0; i < heads.length; i++) {
      if (!heads[i].isEmpty()
          && (best < 0 || order.compare(heads[i].rank(), heads[best].rank()) < 0)) {
        best = i;
      }
    }
    return best;
  }

  private boolean ties(int head, @Nullable Key rank) {
    return !heads[head].isEmpty() && order.compare(heads[head].rank(), rank) == 0;
  }

  /** Among the opened entries of the best rank the one with the least key, newest run first. */
  private int leastEntry(int best) {
    int least = -1;
    Key leastKey = null;
    for (int i = 0; i < heads.length; i++) {
      Key key = ties(i, heads[best].rank()) ? heads[i].key() : null;
      if (key != null && (leastKey == null || key.compareTo(leastKey) < 0)) {
        leastKey = key;
        least = i;
      }
    }
    return least;
  }

  /**
   * Whether the least opened entry of the best rank comes before all else of that rank; otherwise
   * one subtree that stands in its way was opened, and the ranks have to be compared again.
   */
  private boolean settle(int best) {
    int least = leastEntry(best);
    if (least < 0) {
      heads[best].descend();
      return false;
    }
    Key key = heads[least].key();
    for (int i = 0; i < heads.length; i++) {
      boolean subtree = ties(i, heads[best].rank()) && heads[i].key() == null;
      if (subtree && key != null && heads[i].startsBefore(key)) {
        heads[i].descend();
        return false;
      }
    }
    return true;
  }

  private boolean take(int head) {
    long place = heads[head].take();
    if (place < 0) {
      return false;
    }
    Key key = layers[head].run().key(place);
    for (int i = 0; i < head; i++) {
      if (layers[i].find(key) >= 0) {
        return false;
      }
    }
    run = layers[head].run();
    position = place;
    return true;
  }
}

package org.assaydb.proofs.read;

import java.util.PriorityQueue;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * One run as a queue of subtrees and opened entries, best bound first, equal bounds by position.
 * Bounds may be too good (they cover superseded entries and those above the snapshot, and text is
 * cut), never too bad.
 */
final class TopHead {
  /**
   * A subtree by its bound, or an opened entry by its value.
   *
   * @param node null for an entry that was opened
   * @param rank of {@link KeyCodec#ordered} bytes; null is a bound beyond all values
   * @param from first position
   */
  private record Item(@Nullable RunNode node, @Nullable Key rank, long from) {}

  private final Layer layer;
  private final RunView run;
  private final TopOrder order;
  private final int[] columns;
  private final long from;
  private final long to;
  private final PriorityQueue<Item> items;
  private @Nullable Key placedKey;
  private long place;

  TopHead(Layer layer, ReadSpec.Top spec, TopOrder order, int[] columns) {
    this.layer = layer;
    this.run = layer.run();
    this.order = order;
    this.columns = columns;
    from = layer.start(spec.range());
    to = layer.end(spec.range());
    items =
        new PriorityQueue<>(
            (a, b) -> {
              int byRank = order.compare(a.rank(), b.rank());
              return byRank != 0 ? byRank : Long.compare(a.from(), b.from());
            });
    if (from < to) {
      add(run.top());
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  private Item first() {
    Item item = items.peek();
    if (item == null) {
      throw new IllegalStateException("no item is left");
    }
    return item;
  }

  /** Rank of the best item; null is a bound beyond all values. */
  @Nullable Key rank() {
    return first().rank();
  }

  /** Key of the best item when that is an opened entry; null when it is a subtree. */
  @Nullable Key key() {
    return first().node() == null ? run.key(first().from()) : null;
  }

  /** Whether the best item starts before the key and so may hold a smaller one. */
  boolean startsBefore(Key key) {
    if (!key.equals(placedKey)) {
      place = run.lowerBound(key, Version.NEWEST);
      placedKey = key;
    }
    return first().from() < place;
  }

  /** Replaces the best item, a subtree, by what is below it. */
  void descend() {
    RunNode node = items.remove().node();
    if (node == null) {
      throw new IllegalStateException("an entry has no subtree");
    }
    if (node.isEntry()) {
      openEntry(node.from());
    } else {
      add(node.left());
      add(node.right());
    }
  }

  private void add(RunNode node) {
    ColumnBounds bounds = node.bounds(order.boundsPlace());
    boolean inside = node.from() < to && node.to() > from;
    // NULLs and DELETE entries have no bounds: they never count.
    if (inside && bounds.any() && node.minVersion() <= layer.snapshot().packed()) {
      items.add(new Item(node, order.bound(bounds), node.from()));
    }
  }

  private void openEntry(long position) {
    run.open(position, position + 1, columns);
    if (run.kind(position).isPut() && layer.visible(position)) {
      Object value = run.value(position, order.column());
      if (value != null) {
        items.add(new Item(null, order.rank(value), position));
      }
    }
  }

  /**
   * Takes the best item, an opened entry.
   *
   * @return its position when it is the newest visible version of its key in this run, otherwise -1
   */
  long take() {
    long position = items.remove().from();
    return layer.find(run.key(position)) == position ? position : -1;
  }
}

package org.assaydb.proofs.read;

import java.util.ArrayDeque;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * Candidates of one run in key order: PUT entries that the filter takes and that are the newest
 * visible version of their key in this run. What newer runs hold is the cursor's to ask.
 */
final class SkipHead {
  private final Layer layer;
  private final RunView run;
  private final SkipPredicate predicate;
  private final int[] columns;
  private final long from;
  private final long to;
  // Subtrees to the right that were not looked at, the next one on top.
  private final ArrayDeque<RunNode> pending = new ArrayDeque<>();
  private long position = -1;
  private @Nullable Key key;

  SkipHead(Layer layer, KeyRange range, SkipPredicate predicate, int[] columns) {
    this.layer = layer;
    this.run = layer.run();
    this.predicate = predicate;
    this.columns = columns;
    from = layer.start(range);
    to = layer.end(range);
    if (from < to) {
      pending.push(run.top());
      advance();
    }
  }

  /** Key of the current candidate; null at the end. */
  @Nullable Key key() {
    return key;
  }

  long position() {
    return position;
  }

  void advance() {
    key = null;
    while (key == null && !pending.isEmpty()) {
      RunNode node = pending.pop();
      if (node.to() <= from || node.from() >= to || predicate.excludes(node, layer.snapshot())) {
        continue;
      }
      if (node.isEntry()) {
        take(node.from());
      } else {
        pending.push(node.right());
        pending.push(node.left());
      }
    }
  }

  private void take(long place) {
    run.open(place, place + 1, columns);
    Key candidate = run.key(place);
    if (run.kind(place).isPut()
        && layer.visible(place)
        && predicate.holds(run, place)
        && layer.find(candidate) == place) {
      position = place;
      key = candidate;
    }
  }
}

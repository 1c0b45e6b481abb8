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
  private static final int DENSE_LEVELS = 2;

  private final Layer layer;
  private final RunView run;
  private final SkipPredicate predicate;
  private final int[] columns;
  private final int[] tested;
  private final long from;
  private final long to;
  // Subtrees to the right that were not looked at, the next one on top.
  private final ArrayDeque<RunNode> pending = new ArrayDeque<>();
  // Opened entries that were not looked at.
  private long next;
  private long end;

  /** Whether they lack columns that the rows taken must show. */
  private boolean opensRows;

  private long position = -1;
  private @Nullable Key key;

  SkipHead(Layer layer, KeyRange range, SkipPredicate predicate, int[] columns) {
    this.layer = layer;
    this.run = layer.run();
    this.predicate = predicate;
    this.columns = columns;
    tested = predicate.columns();
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
    while (key == null) {
      if (next < end) {
        take(next++);
      } else if (!pending.isEmpty()) {
        visit(pending.pop());
      } else {
        return;
      }
    }
  }

  private void visit(RunNode node) {
    if (node.to() <= from || node.from() >= to || predicate.excludes(node, layer.snapshot())) {
      return;
    }
    boolean inRange = node.from() >= from && node.to() <= to;
    if (node.isEntry()) {
      open(node, columns);
    } else if (node.isColumnar() && inRange && isDense(node, DENSE_LEVELS)) {
      open(node, tested);
    } else {
      pending.push(node.right());
      pending.push(node.left());
    }
  }

  private void open(RunNode node, int[] shown) {
    next = node.from();
    end = node.to();
    run.open(next, end, shown);
    opensRows = shown.length < columns.length;
  }

  /**
   * Whether summaries exclude nothing so many levels below a node: then they will hardly exclude
   * much further down, and the columns of all its entries cost less than its nodes.
   */
  private boolean isDense(RunNode node, int levels) {
    if (predicate.excludes(node, layer.snapshot())) {
      return false;
    }
    return levels == 0
        || node.isEntry()
        || (isDense(node.left(), levels - 1) && isDense(node.right(), levels - 1));
  }

  private void take(long place) {
    if (run.kind(place).isPut() && layer.visible(place) && predicate.holds(run, place)) {
      Key candidate = run.key(place);
      if (layer.find(candidate) == place) {
        if (opensRows) {
          run.open(place, place + 1, columns);
        }
        position = place;
        key = candidate;
      }
    }
  }
}

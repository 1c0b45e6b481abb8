package org.assaydb.proofs.read;

import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * Totals from summaries. What entries add is additive, so the net of all entries at or below the
 * snapshot, over all runs, is the truth at the snapshot; all versions that were ever written must
 * be there. A group exists iff its net live count is above 0: a run that holds entries of a group
 * says nothing of it alone, and a net of 0 is not an empty node.
 */
final class TotalsCursor extends GroupCursor {
  private final Layer[] layers;
  private final ReadSpec.Aggregate spec;
  private final IndexSchema schema;
  private final KeyGroups groups;
  // Per layer: what the range still holds, and the group at its start (null at its end).
  private final long[] next;
  private final long[] end;
  private final @Nullable Key[] keys;
  private int rangesOpened;
  private boolean grandTotalDone;

  TotalsCursor(Layer[] layers, ReadSpec.Aggregate spec, IndexRuns index) {
    super(new Totals(spec.columns(), index.schema().sums()));
    this.layers = layers;
    this.spec = spec;
    schema = index.schema();
    groups = new KeyGroups(schema, spec.groupParts());
    next = new long[layers.length];
    end = new long[layers.length];
    keys = new @Nullable Key[layers.length];
  }

  @Override
  public boolean next() {
    group = null;
    return spec.groupParts() == 0 ? nextGrandTotal() : nextGroup();
  }

  private boolean nextGrandTotal() {
    if (grandTotalDone) {
      return false;
    }
    grandTotalDone = true;
    for (KeyRange range : spec.ranges()) {
      for (Layer layer : layers) {
        add(layer, layer.start(range), layer.end(range));
      }
    }
    group = Key.MIN;
    return true;
  }

  private boolean nextGroup() {
    while (true) {
      Key key = leastKey();
      if (key == null) {
        if (!openRange()) {
          return group != null && totals.live() > 0;
        }
      } else {
        if (group == null || !KeyGroups.contains(group, key)) {
          if (group != null && totals.live() > 0) {
            return true;
          }
          group = key;
          totals.clear();
        }
        addGroup(group);
      }
    }
  }

  private boolean openRange() {
    if (rangesOpened == spec.ranges().size()) {
      return false;
    }
    KeyRange range = spec.ranges().get(rangesOpened++);
    for (int i = 0; i < layers.length; i++) {
      // Unlike a total, a group needs the key at the start.
      next[i] = layers[i].run().lowerBound(range.lower(), Version.NEWEST);
      end[i] = layers[i].end(range);
      moveTo(i, next[i]);
    }
    return true;
  }

  private void moveTo(int layer, long position) {
    next[layer] = position;
    boolean more = position < end[layer];
    keys[layer] = more ? layers[layer].run().group(position, schema, groups.parts()) : null;
  }

  private @Nullable Key leastKey() {
    Key least = null;
    for (Key key : keys) {
      if (key != null && (least == null || key.compareTo(least) < 0)) {
        least = key;
      }
    }
    return least;
  }

  /** Adds what the range holds of a group, which is the first of it. */
  private void addGroup(Key prefix) {
    Key groupEnd = prefix.prefixEnd();
    Key upper = spec.ranges().get(rangesOpened - 1).upper();
    boolean cut = groupEnd == null || (upper != null && groupEnd.compareTo(upper) >= 0);
    for (int i = 0; i < layers.length; i++) {
      Key key = keys[i];
      if (key != null && KeyGroups.contains(prefix, key)) {
        long to =
            cut || groupEnd == null ? end[i] : layers[i].run().lowerBound(groupEnd, Version.NEWEST);
        add(layers[i], next[i], to);
        moveTo(i, to);
      }
    }
  }

  private void add(Layer layer, long from, long to) {
    if (from < to) {
      add(layer.run().top(), layer.snapshot().packed(), from, to);
    }
  }

  /**
   * Adds the entries of a node at the positions [from, to), at least one, that the snapshot sees.
   */
  private void add(RunNode node, long snapshot, long from, long to) {
    if (node.minVersion() > snapshot) {
      return;
    }
    boolean inside = from <= node.from() && node.to() <= to;
    if (inside && node.maxVersion() <= snapshot) {
      totals.add(node);
      return;
    }
    RunNode left = node.left();
    if (from < left.to()) {
      add(left, snapshot, from, to);
    }
    if (to > left.to()) {
      add(node.right(), snapshot, from, to);
    }
  }
}

package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A node that lost fields.
 *
 * @param places for each old field where it is now, -1 when it is gone
 */
record Pruned(RelNode rel, int[] places) {
  static Pruned whole(RelNode rel) {
    int[] places = new int[rel.getRowType().getFieldCount()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return new Pruned(rel, places);
  }

  /** A node that has just some old fields, in their order. */
  static Pruned of(RelNode rel, ImmutableBitSet fields, int oldCount) {
    int[] places = new int[oldCount];
    int next = 0;
    for (int i = 0; i < oldCount; i++) {
      places[i] = fields.get(i) ? next++ : -1;
    }
    return new Pruned(rel, places);
  }

  int width() {
    return rel.getRowType().getFieldCount();
  }

  RexNode mapped(RexNode node) {
    return References.mapped(node, field -> places[field]);
  }

  ImmutableBitSet mapped(ImmutableBitSet fields) {
    return ImmutableBitSet.of(fields.toList().stream().map(field -> places[field]).toList());
  }

  /** Whether fields stand in their old order. */
  boolean keepsOrder(ImmutableBitSet fields) {
    int last = -1;
    for (int field : fields) {
      if (places[field] <= last) {
        return false;
      }
      last = places[field];
    }
    return true;
  }

  /** With just some of the fields, in the old order. */
  Pruned exactly(ImmutableBitSet fields) {
    if (width() == fields.cardinality() && keepsOrder(fields)) {
      return this;
    }
    List<Integer> old = new ArrayList<>();
    fields.forEach(field -> old.add(places[field]));
    return of(Projections.merged(Nodes.fields(rel, old)), fields, places.length);
  }

  /**
   * Without fields that nobody reads any more, if there are such and at least one is left. What a
   * table access can replace stays as it is: it does not hand on what only its filter reads.
   */
  Pruned narrowed(ImmutableBitSet fields) {
    return fields.isEmpty() || width() == fields.cardinality() || isTableChain(rel)
        ? this
        : exactly(fields);
  }

  private static boolean isTableChain(RelNode rel) {
    RelNode below = rel instanceof Filter filter ? filter.getInput() : rel;
    if (below instanceof Project project) {
      return project.getInput() instanceof TableScan && onlyReferences(project);
    }
    return below instanceof TableScan;
  }

  static boolean onlyReferences(Project project) {
    return project.getProjects().stream().allMatch(e -> e instanceof RexInputRef);
  }
}

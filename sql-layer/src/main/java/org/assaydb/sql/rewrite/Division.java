package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * What of some conjuncts goes past a node, and what stays above it.
 *
 * @param moved over the input of the node, in the old order
 * @param kept as they were, in the old order
 */
record Division(List<RexNode> moved, List<RexNode> kept) {
  /**
   * Divides conjuncts.
   *
   * @param keepsRows whether the node has all rows of its input: only then what can fail goes too,
   *     provided that nothing stays that stood in front of it
   * @param image a conjunct over the input of the node, or null when there is none
   */
  static Division past(
      List<RexNode> conjuncts, boolean keepsRows, Function<RexNode, @Nullable RexNode> image) {
    List<RexNode> moved = new ArrayList<>();
    List<RexNode> kept = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      boolean may = keepsRows && kept.isEmpty() ? !hasSubQuery(conjunct) : isSafe(conjunct);
      RexNode below = may ? image.apply(conjunct) : null;
      if (below == null) {
        kept.add(conjunct);
      } else {
        moved.add(below);
      }
    }
    return new Division(moved, kept);
  }

  static boolean hasSubQuery(RexNode node) {
    return RexUtil.SubQueryFinder.find(node) != null;
  }

  /** Whether a conjunct may be tested for rows that it was not tested for. */
  static boolean isSafe(RexNode conjunct) {
    return !Failures.canFail(conjunct);
  }
}

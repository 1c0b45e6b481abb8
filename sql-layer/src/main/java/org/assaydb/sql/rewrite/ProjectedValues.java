package org.assaydb.sql.rewrite;

import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of a projection that a condition may name by their expressions. Beside window
 * functions these are the columns that all windows are partitioned by: a condition on others would
 * take rows away that a window sees.
 */
final class ProjectedValues {
  /** Nodes of an expression that is computed twice rather than once. */
  private static final int CHEAP = 8;

  /** What the size of a condition may grow by. */
  private static final int GROWTH = 200;

  private final List<RexNode> expressions;
  private final @Nullable ImmutableBitSet partition;

  ProjectedValues(Project project) {
    expressions = project.getProjects();
    partition = project.containsOver() ? partition(project) : null;
  }

  /** A condition below the projection; null when it must stay above. */
  @Nullable RexNode below(RexNode condition) {
    for (int field : References.of(condition)) {
      if (!isNameable(expressions.get(field))) {
        return null;
      }
    }
    RexNode below = References.substituted(condition, expressions);
    return below.nodeCount() <= condition.nodeCount() + GROWTH ? below : null;
  }

  private boolean isNameable(RexNode expression) {
    if (partition != null) {
      return expression instanceof RexInputRef ref && partition.get(ref.getIndex());
    }
    return !(expression instanceof RexCall)
        || (expression.nodeCount() <= CHEAP && !Failures.canFail(expression));
  }

  private static ImmutableBitSet partition(Project project) {
    ImmutableBitSet[] common = {
      ImmutableBitSet.range(project.getInput().getRowType().getFieldCount())
    };
    RexVisitorImpl<Void> windows =
        new RexVisitorImpl<>(true) {
          @Override
          public @Nullable Void visitOver(RexOver over) {
            ImmutableBitSet.Builder keys = ImmutableBitSet.builder();
            for (RexNode key : over.getWindow().partitionKeys) {
              if (key instanceof RexInputRef ref) {
                keys.set(ref.getIndex());
              }
            }
            common[0] = common[0].intersect(keys.build());
            return super.visitOver(over);
          }
        };
    project.getProjects().forEach(e -> e.accept(windows));
    return common[0];
  }
}

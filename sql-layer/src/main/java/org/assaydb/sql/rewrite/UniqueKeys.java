package org.assaydb.sql.rewrite;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.util.ImmutableBitSet;

/** Fields that have different values in any two rows. */
final class UniqueKeys {
  private UniqueKeys() {}

  /** Whether surely no two rows of a plan are equal in some fields. False is no statement. */
  static boolean isUnique(RelNode rel, ImmutableBitSet fields) {
    if (rel instanceof TableScan scan) {
      return !fields.isEmpty() && scan.getTable().isKey(fields);
    }
    if (rel instanceof Filter || rel instanceof Sort) {
      return isUnique(rel.getInput(0), fields);
    }
    if (rel instanceof Project project) {
      ImmutableBitSet.Builder below = ImmutableBitSet.builder();
      for (int field : fields) {
        if (project.getProjects().get(field) instanceof RexInputRef ref) {
          below.set(ref.getIndex());
        }
      }
      return isUnique(project.getInput(), below.build());
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregate.getGroupType() == Aggregate.Group.SIMPLE
          && fields.contains(ImmutableBitSet.range(aggregate.getGroupCount()));
    }
    if (rel instanceof Join join) {
      boolean leftOnly =
          join.getJoinType() == JoinRelType.SEMI || join.getJoinType() == JoinRelType.ANTI;
      return leftOnly && isUnique(join.getLeft(), fields);
    }
    return rel instanceof Values values && values.getTuples().size() < 2;
  }
}

package org.assaydb.sql.rules;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** COUNT(*) of a whole table needs one column at most. */
final class CountRead {
  private CountRead() {}

  /** The input with one column; null when the aggregate is no such count. */
  static @Nullable RelNode input(RexBuilder builder, Aggregate aggregate) {
    return countsOnly(aggregate) ? firstColumn(builder, aggregate.getInput()) : null;
  }

  private static boolean countsOnly(Aggregate aggregate) {
    return aggregate.getInput() instanceof TableScan
        && aggregate.getGroupCount() == 0
        && aggregate.getAggCallList().stream()
            .allMatch(c -> c.getArgList().isEmpty() && c.filterArg < 0);
  }

  private static RelNode firstColumn(RexBuilder builder, RelNode scan) {
    List<RexNode> first = List.of(builder.makeInputRef(scan, 0));
    return LogicalProject.create(scan, List.of(), first, List.of("C"), Set.of());
  }
}

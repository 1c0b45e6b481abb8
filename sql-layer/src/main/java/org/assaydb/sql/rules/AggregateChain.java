package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over projections over one table.
 *
 * @param projects from the aggregate down to the table
 */
record AggregateChain(Aggregate aggregate, TableChain chain, List<Project> projects) {
  /** Null when the input is anything else, or rows are wanted by several groupings. */
  static @Nullable AggregateChain of(Aggregate aggregate) {
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      return null;
    }
    List<Project> projects = new ArrayList<>();
    RelNode below = aggregate.getInput();
    TableChain chain = TableChain.of(below);
    while (chain == null && below instanceof Project project && !project.containsOver()) {
      projects.add(project);
      below = project.getInput();
      chain = TableChain.of(below);
    }
    return chain == null || chain.table().history != null
        ? null
        : new AggregateChain(aggregate, chain, projects);
  }

  /** Table ordinal of a field of the aggregate's input, -1 when it is no column. */
  int column(int field, boolean casts) {
    int at = field;
    for (Project project : projects) {
      RexNode expression = project.getProjects().get(at);
      while (casts
          && expression.getKind() == SqlKind.CAST
          && PredicateReader.keepsValues((RexCall) expression)) {
        expression = ((RexCall) expression).getOperands().get(0);
      }
      if (!(expression instanceof RexInputRef ref)) {
        return -1;
      }
      at = ref.getIndex();
    }
    return chain.columns().get(at);
  }
}

package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.PseudoColumn;
import org.jspecify.annotations.Nullable;

/**
 * A part of a logical plan that one table access can replace: [Filter] [Project of columns] Scan.
 *
 * @param base without the filter
 * @param columns table ordinal or {@link PseudoColumn} of each field of {@code base}
 * @param conjuncts over the fields of {@code base}
 */
record TableChain(RelNode base, AssayTable table, List<Integer> columns, List<RexNode> conjuncts) {

  /** Whether the conditions name fields of the row that a sub-query runs for. */
  public boolean isCorrelated() {
    return conjuncts.stream().anyMatch(org.apache.calcite.rex.RexUtil::containsCorrelation);
  }

  /** Whether the versions of the rows are asked for, or all of them. */
  boolean readsVersions() {
    return table.history != null || columns.stream().anyMatch(PseudoColumn::isOfVersion);
  }

  public static @Nullable TableChain of(RelNode rel) {
    RelNode base = rel;
    List<RexNode> conjuncts = List.of();
    if (rel instanceof Filter filter) {
      if (!filter.getVariablesSet().isEmpty()
          || org.apache.calcite.rex.RexUtil.SubQueryFinder.containsSubQuery(filter)) {
        return null;
      }
      conjuncts = RelOptUtil.conjunctions(filter.getCondition());
      base = filter.getInput();
    }
    List<Integer> fields = null;
    RelNode leaf = base;
    if (leaf instanceof Project project) {
      fields = new ArrayList<>();
      for (RexNode expression : project.getProjects()) {
        if (!(expression instanceof RexInputRef ref)) {
          return null;
        }
        fields.add(ref.getIndex());
      }
      leaf = project.getInput();
    }
    if (!(leaf instanceof TableScan scan)) {
      return null;
    }
    AssayTable table = scan.getTable().unwrap(AssayTable.class);
    if (table == null) {
      return null;
    }
    int width = table.definition.columns().size();
    List<Integer> columns = new ArrayList<>();
    int count = fields == null ? scan.getRowType().getFieldCount() : fields.size();
    for (int i = 0; i < count; i++) {
      int field = fields == null ? i : fields.get(i);
      String name = scan.getRowType().getFieldNames().get(field);
      columns.add(field < width ? field : PseudoColumn.ordinal(name));
    }
    return new TableChain(base, table, columns, conjuncts);
  }
}

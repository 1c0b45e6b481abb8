package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.access.IndexScan;
import org.assaydb.sql.access.Operand;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.expression.compiler.ExpressionCompiler;
import org.assaydb.sql.function.CountMark;
import org.jspecify.annotations.Nullable;

/** A sorted table becomes a read of an index that has the order, or of its first rows alone. */
final class OrderedRead {
  private final AccessContext context;
  private final TableRead tables;

  OrderedRead(AccessContext context) {
    this.context = context;
    tables = new TableRead(context);
  }

  /** Sort over projections over a table whose index has the order; null when there is none. */
  @Nullable RelNode of(Sort sort) {
    List<Project> projects = new ArrayList<>();
    RelNode below = sort.getInput();
    List<RelFieldCollation> fields = sort.getCollation().getFieldCollations();
    TableChain chain = TableChain.of(below);
    while (chain == null && below instanceof Project project && !project.containsOver()) {
      List<RelFieldCollation> mapped = new ArrayList<>();
      for (RelFieldCollation field : fields) {
        if (!(project.getProjects().get(field.getFieldIndex()) instanceof RexInputRef ref)) {
          return null;
        }
        mapped.add(field.withFieldIndex(ref.getIndex()));
      }
      fields = mapped;
      projects.add(0, project);
      below = project.getInput();
      chain = TableChain.of(below);
    }
    // A read that stops at a number of rows does not see the ties.
    if (chain == null || chain.table().history != null || CountMark.WITH_TIES.isOn(sort.fetch)) {
      return null;
    }
    List<RelFieldCollation> order =
        AccessChooser.onTable(RelCollations.of(fields), chain.columns());
    boolean limited = sort.fetch != null;
    if (order == null) {
      return null;
    }
    AccessChooser.Choice choice = AccessChooser.of(chain, context).choose(order, limited);
    if (choice.ordered() && tables.skip(chain, choice) != null) {
      // Fewer rows that are sorted then.
      return null;
    }
    if (!choice.ordered()) {
      RelNode top = limited && context.useIndexes() ? top(chain, order, limit(sort)) : null;
      return top == null
          ? null
          : sort.copy(sort.getTraitSet(), over(top, projects), sort.getCollation());
    }
    boolean pushed = limited && (choice.exact() || chain.conjuncts().isEmpty());
    RelNode rel = over(tables.of(chain, choice, pushed ? limit(sort) : null), projects);
    return sort.fetch == null && sort.offset == null
        ? rel
        : LogicalSort.create(rel, RelCollations.EMPTY, sort.offset, sort.fetch);
  }

  /** The first rows by a SKIP column, which is never NULL among them; null when none will do. */
  private @Nullable RelNode top(
      TableChain chain, List<RelFieldCollation> order, TableAccess.@Nullable Limit limit) {
    if (order.size() != 1 || limit == null) {
      return null;
    }
    RelFieldCollation by = order.get(0);
    AccessChooser chooser = AccessChooser.of(chain, context);
    boolean nulls = chain.table().definition.columns().get(by.getFieldIndex()).nullable();
    if (nulls && !chooser.requiresNotNull(by.getFieldIndex())) {
      return null;
    }
    boolean greatest = by.getDirection().isDescending();
    for (IndexDef index : chain.table().indexes()) {
      TableAccess access = TopAccess.of(chooser, chain, index, by.getFieldIndex(), greatest, limit);
      if (access != null) {
        return new IndexScan(chain.base().getCluster(), access, chain.base().getRowType(), 10);
      }
    }
    return null;
  }

  private static RelNode over(RelNode leaf, List<Project> projects) {
    RelNode rel = leaf;
    for (Project project : projects) {
      rel =
          LogicalProject.create(
              rel,
              project.getHints(),
              project.getProjects(),
              project.getRowType(),
              project.getVariablesSet());
    }
    return rel;
  }

  private TableAccess.@Nullable Limit limit(Sort sort) {
    ExpressionCompiler compiler = ExpressionCompiler.withoutRows();
    String text = sort.fetch + (sort.offset == null ? "" : " + " + sort.offset);
    return sort.fetch == null || !isKnown(sort.fetch) || !isKnown(sort.offset)
        ? null
        : new TableAccess.Limit(
            sort.offset == null ? null : compiler.compile(sort.offset),
            compiler.compile(sort.fetch),
            text);
  }

  private static boolean isKnown(@Nullable RexNode count) {
    return count == null || Operand.isRowFree(count);
  }
}

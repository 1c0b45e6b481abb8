package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.access.TotalsAccess;
import org.assaydb.sql.execution.IndexScan;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that the summaries of an index answer: counts and sums in all or by leading key parts,
 * over conditions that key ranges express exactly.
 */
public final class TotalsRewriter {
  private final RexBuilder builder;
  private final Aggregate aggregate;
  private final TableChain chain;
  private final List<Project> projects;

  private TotalsRewriter(
      RexBuilder builder, Aggregate aggregate, TableChain chain, List<Project> projects) {
    this.builder = builder;
    this.aggregate = aggregate;
    this.chain = chain;
    this.projects = projects;
  }

  /** A leaf in place of {@code aggregate}; null when no index answers it. */
  public static @Nullable RelNode rewrite(RexBuilder builder, Aggregate aggregate) {
    TotalsRewriter rewriter = of(builder, aggregate);
    return rewriter == null ? null : rewriter.leaf();
  }

  private static @Nullable TotalsRewriter of(RexBuilder builder, Aggregate aggregate) {
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
        : new TotalsRewriter(builder, aggregate, chain, projects);
  }

  /** Table ordinal of a field of the aggregate's input, -1 when it is no column. */
  private int column(int field, boolean casts) {
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

  private @Nullable RelNode leaf() {
    List<Integer> groups = new ArrayList<>();
    for (int field : aggregate.getGroupSet()) {
      groups.add(column(field, false));
    }
    List<TotalsAccess.Total> totals = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      TotalsAccess.Total total = total(call);
      if (total == null) {
        return null;
      }
      totals.add(total);
    }
    if (groups.contains(-1) || totals.isEmpty()) {
      return null;
    }
    AccessChooser chooser = new AccessChooser(chain, builder, true);
    TotalsAccess best = null;
    double rows = Double.MAX_VALUE;
    for (IndexDef index : chain.table().indexes()) {
      AccessChooser.Choice choice = chooser.consider(index, List.of());
      TotalsAccess access = choice.exact() ? access(index, choice, groups, totals, chooser) : null;
      if (access != null && choice.rows() < rows) {
        best = access;
        rows = choice.rows();
      }
    }
    double estimate = groups.isEmpty() ? 1 : Math.min(rows, AssayTable.ROWS / 100);
    return best == null
        ? null
        : new IndexScan(aggregate.getCluster(), best, aggregate.getRowType(), estimate);
  }

  private TotalsAccess.@Nullable Total total(AggregateCall call) {
    boolean plain = !call.isDistinct() && !call.isApproximate() && call.filterArg < 0;
    RelCollation order = call.getCollation();
    if (!plain || !order.getFieldCollations().isEmpty() || call.getArgList().size() > 1) {
      return null;
    }
    var type = SqlTypes.fromCalcite(call.getType());
    SqlKind kind = call.getAggregation().getKind();
    if (call.getArgList().isEmpty()) {
      boolean count = kind == SqlKind.COUNT;
      return count ? new TotalsAccess.Total(TotalsAccess.Kind.ROWS, -1, type) : null;
    }
    int column = column(call.getArgList().get(0), true);
    if (column < 0) {
      return null;
    }
    return switch (kind) {
      case COUNT ->
          chain.table().definition.columns().get(column).nullable()
              ? new TotalsAccess.Total(TotalsAccess.Kind.NON_NULL, column, type)
              : new TotalsAccess.Total(TotalsAccess.Kind.ROWS, -1, type);
      case SUM -> new TotalsAccess.Total(TotalsAccess.Kind.SUM, column, type);
      case SUM0 -> new TotalsAccess.Total(TotalsAccess.Kind.SUM_OR_ZERO, column, type);
      default -> null;
    };
  }

  private @Nullable TotalsAccess access(
      IndexDef index,
      AccessChooser.Choice choice,
      List<Integer> groups,
      List<TotalsAccess.Total> totals,
      AccessChooser chooser) {
    for (TotalsAccess.Total total : totals) {
      if (total.column() >= 0 && !index.summarized().contains(total.column())) {
        return null;
      }
    }
    // The shortest prefix that holds all group columns; what else it holds must be one value.
    Set<Integer> missing = new HashSet<>(groups);
    int parts = 0;
    while (!missing.isEmpty()) {
      if (parts == index.keyParts().size()) {
        return null;
      }
      int column = index.keyParts().get(parts++).column();
      if (!missing.remove(column) && !groups.contains(column) && !chooser.fixes(column)) {
        return null;
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int column : groups) {
      order.add(index.keyParts().stream().map(IndexDef.KeyPart::column).toList().indexOf(column));
    }
    return new TotalsAccess(
        chain.table().definition,
        chain.table().snapshot,
        index,
        choice.ranges(),
        parts,
        order,
        totals);
  }

  /**
   * The rows from which MIN or MAX of one column follows, in place of all: the first of an index in
   * the order of the column, or of a column with bounds. Null when there is no such index.
   */
  public static @Nullable RelNode extreme(RexBuilder builder, Aggregate aggregate) {
    TotalsRewriter rewriter = of(builder, aggregate);
    if (rewriter == null
        || aggregate.getGroupCount() > 0
        || aggregate.getAggCallList().size() != 1) {
      return null;
    }
    AggregateCall call = aggregate.getAggCallList().get(0);
    SqlKind kind = call.getAggregation().getKind();
    if ((kind != SqlKind.MIN && kind != SqlKind.MAX) || call.filterArg >= 0) {
      return null;
    }
    int column = rewriter.column(call.getArgList().get(0), true);
    return column < 0 ? null : rewriter.extreme(column, kind == SqlKind.MAX);
  }

  private @Nullable RelNode extreme(int column, boolean greatest) {
    TableDef table = chain.table().definition;
    TableAccess.Limit one = new TableAccess.Limit(null, context -> 1L, "1");
    AccessChooser chooser = new AccessChooser(chain, builder, true);
    RelFieldCollation order =
        new RelFieldCollation(
            column,
            greatest
                ? RelFieldCollation.Direction.DESCENDING
                : RelFieldCollation.Direction.ASCENDING,
            RelFieldCollation.NullDirection.LAST);
    AccessChooser notNull =
        table.columns().get(column).nullable() ? chooser.withNotNull(column) : chooser;
    for (IndexDef index : chain.table().indexes()) {
      AccessChooser.Choice choice = notNull.consider(index, List.of(order));
      // Without NULLs in the ranges their place in the order does not matter.
      AccessChooser.Choice ordered =
          choice.ordered() ? choice : notNull.consider(index, List.of(nullsFirst(order)));
      if (choice.exact() && ordered.ordered()) {
        return over(ordered.access(chain.table(), chain.columns(), one));
      }
    }
    for (IndexDef index : chain.table().indexes()) {
      TableAccess top = TopAccess.of(chooser, chain, index, column, greatest, one);
      if (top != null) {
        return over(top);
      }
    }
    return null;
  }

  private static RelFieldCollation nullsFirst(RelFieldCollation order) {
    return new RelFieldCollation(
        order.getFieldIndex(), order.getDirection(), RelFieldCollation.NullDirection.FIRST);
  }

  private RelNode over(TableAccess access) {
    RelNode rel = new IndexScan(aggregate.getCluster(), access, chain.base().getRowType(), 1);
    for (int i = projects.size() - 1; i >= 0; i--) {
      Project project = projects.get(i);
      rel = project.copy(project.getTraitSet(), List.of(rel));
    }
    return aggregate.copy(aggregate.getTraitSet(), List.of(rel));
  }
}

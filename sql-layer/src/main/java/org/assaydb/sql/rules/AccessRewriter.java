package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.access.LookupAccess;
import org.assaydb.sql.access.Operand;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.execution.IndexScan;
import org.assaydb.sql.execution.LookupJoin;
import org.jspecify.annotations.Nullable;

/** Replaces scans, and joins with few outer rows, by accesses to indexes. */
public final class AccessRewriter {
  private static final double FEW = 1_000;

  private final RexBuilder builder;
  private final boolean useIndexes;

  public AccessRewriter(RexBuilder builder, boolean useIndexes) {
    this.builder = builder;
    this.useIndexes = useIndexes;
  }

  public RelNode rewrite(RelNode rel) {
    TableChain chain = TableChain.of(rel);
    if (chain != null && chain.table().history != null) {
      return HistoryRead.over(chain, chooser(chain), builder);
    }
    if (chain != null) {
      return filtered(chain, chooser(chain).choose(List.of(), false), null);
    }
    if (rel instanceof Sort sort) {
      RelNode ordered = ordered(sort);
      if (ordered != null) {
        return ordered;
      }
    }
    if (rel instanceof Join join && useIndexes) {
      RelNode lookup = lookup(join);
      if (lookup != null) {
        return lookup;
      }
    }
    if (rel instanceof Aggregate aggregate && useIndexes) {
      RelNode totals = TotalsRewriter.rewrite(builder, aggregate);
      totals = totals == null ? TotalsRewriter.extreme(builder, aggregate) : totals;
      if (totals != null) {
        return totals;
      }
    }
    if (rel instanceof Aggregate aggregate && countsOnly(aggregate)) {
      RelNode column = firstColumn(aggregate.getInput());
      return rel.copy(rel.getTraitSet(), List.of(rewrite(column)));
    }
    List<RelNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(rewrite(input)));
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /** COUNT(*) of a whole table needs one column at most. */
  private static boolean countsOnly(Aggregate aggregate) {
    return aggregate.getInput() instanceof TableScan
        && aggregate.getGroupCount() == 0
        && aggregate.getAggCallList().stream()
            .allMatch(c -> c.getArgList().isEmpty() && c.filterArg < 0);
  }

  private RelNode firstColumn(RelNode scan) {
    List<RexNode> first = List.of(builder.makeInputRef(scan, 0));
    return LogicalProject.create(scan, List.of(), first, List.of("C"), Set.of());
  }

  private AccessChooser chooser(TableChain chain) {
    return new AccessChooser(chain, builder, useIndexes);
  }

  /** A read by bounds, when it takes fewer rows than {@code choice}. */
  private SkipChooser.@Nullable Choice skip(TableChain chain, AccessChooser.Choice choice) {
    if (!useIndexes || choice.exact()) {
      return null;
    }
    SkipChooser.Choice skip = SkipChooser.choose(chain, chooser(chain), builder);
    return skip != null && skip.rows() < choice.rows() ? skip : null;
  }

  private RelNode filtered(
      TableChain chain, AccessChooser.Choice choice, TableAccess.@Nullable Limit limit) {
    SkipChooser.Choice skip = limit == null ? skip(chain, choice) : null;
    TableAccess access =
        skip == null ? choice.access(chain.table(), chain.columns(), limit) : skip.access();
    double rows = skip == null ? choice.rows() : skip.rows();
    RelNode scan =
        new IndexScan(chain.base().getCluster(), access, chain.base().getRowType(), rows);
    if (choice.exact() || chain.conjuncts().isEmpty()) {
      return scan;
    }
    return LogicalFilter.create(scan, RexUtil.composeConjunction(builder, chain.conjuncts()));
  }

  /** Sort over projections over a table whose index has the order; null when there is none. */
  private @Nullable RelNode ordered(Sort sort) {
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
    if (chain == null || chain.table().history != null) {
      return null;
    }
    List<RelFieldCollation> order =
        AccessChooser.onTable(RelCollations.of(fields), chain.columns());
    boolean limited = sort.fetch != null;
    if (order == null) {
      return null;
    }
    AccessChooser.Choice choice = chooser(chain).choose(order, limited);
    if (choice.ordered() && skip(chain, choice) != null) {
      // Fewer rows that are sorted then.
      return null;
    }
    if (!choice.ordered()) {
      RelNode top = limited && useIndexes ? top(chain, order, limit(sort)) : null;
      return top == null
          ? null
          : sort.copy(sort.getTraitSet(), over(top, projects), sort.getCollation());
    }
    boolean pushed = limited && (choice.exact() || chain.conjuncts().isEmpty());
    RelNode rel = over(filtered(chain, choice, pushed ? limit(sort) : null), projects);
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
    AccessChooser chooser = chooser(chain);
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
    Operand offset = sort.offset == null ? null : Operand.of(sort.offset, builder);
    Operand fetch = sort.fetch == null ? null : Operand.of(sort.fetch, builder);
    boolean known = (sort.offset == null || offset != null) && fetch != null;
    String text = sort.fetch + (sort.offset == null ? "" : " + " + sort.offset);
    return known ? new TableAccess.Limit(offset, fetch, text) : null;
  }

  private @Nullable RelNode lookup(Join join) {
    JoinRelType type = join.getJoinType();
    if (type != JoinRelType.INNER
        && type != JoinRelType.LEFT
        && type != JoinRelType.SEMI
        && type != JoinRelType.ANTI) {
      return null;
    }
    RelNode direct = lookup(join, join.getLeft(), join.getRight(), false);
    return direct == null && type == JoinRelType.INNER
        ? lookup(join, join.getRight(), join.getLeft(), true)
        : direct;
  }

  private @Nullable RelNode lookup(Join join, RelNode left, RelNode right, boolean swapped) {
    TableChain chain = TableChain.of(right);
    if (chain == null
        || chain.readsVersions()
        || (!chain.conjuncts().isEmpty() && join.getJoinType() != JoinRelType.INNER)) {
      return null;
    }
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    List<Integer> outerKeys = new ArrayList<>();
    List<Integer> innerKeys = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (!addEquality(conjunct, leftWidth, swapped, chain, outerKeys, innerKeys)) {
        return null;
      }
    }
    RelNode outer = rewrite(left);
    double outerRows = join.getCluster().getMetadataQuery().getRowCount(outer);
    double innerRows = chooser(chain).choose(List.of(), false).rows();
    if (outerRows > FEW || outerRows > innerRows) {
      return null;
    }
    LookupAccess access = access(join, chain, outerKeys, innerKeys, outer);
    return access == null ? null : joined(join, chain, outer, access, swapped);
  }

  private boolean addEquality(
      RexNode conjunct,
      int leftWidth,
      boolean swapped,
      TableChain chain,
      List<Integer> outerKeys,
      List<Integer> innerKeys) {
    if (conjunct.getKind() != SqlKind.EQUALS
        || !(((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef a)
        || !(((RexCall) conjunct).getOperands().get(1) instanceof RexInputRef b)
        || a.getType().getSqlTypeName().getFamily() != b.getType().getSqlTypeName().getFamily()) {
      return false;
    }
    int first = Math.min(a.getIndex(), b.getIndex());
    int second = Math.max(a.getIndex(), b.getIndex()) - leftWidth;
    if (first >= leftWidth || second < 0 || chain.columns().get(swapped ? first : second) < 0) {
      return false;
    }
    outerKeys.add(swapped ? second : first);
    innerKeys.add(swapped ? first : second);
    return true;
  }

  private static @Nullable LookupAccess access(
      Join join,
      TableChain chain,
      List<Integer> outerKeys,
      List<Integer> innerKeys,
      RelNode outer) {
    LookupAccess best = null;
    for (IndexDef index : chain.table().indexes()) {
      List<Integer> prefix = new ArrayList<>();
      for (IndexDef.KeyPart part : index.keyParts()) {
        int equality = -1;
        for (int i = 0; i < innerKeys.size(); i++) {
          equality = chain.columns().get(innerKeys.get(i)) == part.column() ? i : equality;
        }
        if (equality < 0) {
          break;
        }
        prefix.add(equality);
      }
      if (prefix.isEmpty() || (best != null && best.prefix().size() >= prefix.size())) {
        continue;
      }
      TableAccess inner =
          new TableAccess(
              chain.table().definition,
              chain.table().snapshot,
              index,
              chain.columns(),
              null,
              false,
              null);
      best =
          new LookupAccess(
              inner,
              join.getJoinType(),
              outerKeys,
              innerKeys,
              prefix,
              outer.getRowType().getFieldCount());
    }
    return best;
  }

  private RelNode joined(
      Join join, TableChain chain, RelNode outer, LookupAccess access, boolean swapped) {
    var factory = join.getCluster().getTypeFactory();
    var rowType = join.getRowType();
    int width = outer.getRowType().getFieldCount();
    int innerWidth = chain.columns().size();
    if (swapped) {
      rowType =
          SqlValidatorUtil.createJoinType(
              factory, outer.getRowType(), chain.base().getRowType(), null, List.of());
    }
    RelNode rel =
        new LookupJoin(
            join.getCluster(),
            join.getCluster().traitSetOf(Convention.NONE),
            outer,
            access,
            rowType);
    if (!chain.conjuncts().isEmpty()) {
      RexNode condition = RexUtil.composeConjunction(builder, chain.conjuncts());
      rel = LogicalFilter.create(rel, RexUtil.shift(condition, width));
    }
    if (!swapped) {
      return rel;
    }
    List<RexNode> order = new ArrayList<>();
    for (int i = 0; i < width + innerWidth; i++) {
      int field = i < innerWidth ? width + i : i - innerWidth;
      order.add(builder.makeInputRef(rel, field));
    }
    return LogicalProject.create(rel, List.of(), order, join.getRowType(), Set.of());
  }
}

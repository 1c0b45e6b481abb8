package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.access.LookupAccess;
import org.assaydb.sql.access.TableAccess;
import org.assaydb.sql.execution.LookupJoin;
import org.jspecify.annotations.Nullable;

/** A join with few outer rows becomes batched look-ups of their keys in an index. */
final class LookupRead {
  private static final double FEW = 1_000;

  private final RexBuilder builder;
  private final boolean useIndexes;
  private final UnaryOperator<RelNode> outerSide;

  /** {@code outerSide} rewrites the other side of the join. */
  LookupRead(RexBuilder builder, boolean useIndexes, UnaryOperator<RelNode> outerSide) {
    this.builder = builder;
    this.useIndexes = useIndexes;
    this.outerSide = outerSide;
  }

  @Nullable RelNode of(Join join) {
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
    RelNode outer = outerSide.apply(left);
    double outerRows = join.getCluster().getMetadataQuery().getRowCount(outer);
    double innerRows =
        new AccessChooser(chain, builder, useIndexes).choose(List.of(), false).rows();
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

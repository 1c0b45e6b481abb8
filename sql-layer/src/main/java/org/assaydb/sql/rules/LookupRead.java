package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.sql.access.LookupJoin;
import org.assaydb.sql.access.TableAccess;
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
    if (chain == null || chain.readsVersions() || chain.isCorrelated()) {
      return null;
    }
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    int rightWidth = join.getRight().getRowType().getFieldCount();
    RexNode condition =
        swapped ? turned(join.getCondition(), leftWidth, rightWidth) : join.getCondition();
    RelNode outer = outerSide.apply(left);
    double outerRows = join.getCluster().getMetadataQuery().getRowCount(outer);
    double innerRows =
        new AccessChooser(chain, builder, useIndexes).choose(List.of(), false).rows();
    if (outerRows > FEW || outerRows > innerRows) {
      return null;
    }
    int outerWidth = outer.getRowType().getFieldCount();
    Map<Integer, Integer> keys = equalities(condition, outer, chain, outerWidth);
    LookupKeys found = longest(chain, keys);
    return found == null ? null : joined(join, chain, outer, found, condition, swapped);
  }

  /** The condition when the sides change places. */
  private static RexNode turned(RexNode condition, int leftWidth, int rightWidth) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef field) {
            int index = field.getIndex();
            int other = index < leftWidth ? index + rightWidth : index - leftWidth;
            return new RexInputRef(other, field.getType());
          }
        });
  }

  /** Outer field by the table column that it must equal. */
  private static Map<Integer, Integer> equalities(
      RexNode condition, RelNode outer, TableChain chain, int outerWidth) {
    Map<Integer, Integer> keys = new HashMap<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (conjunct.getKind() == SqlKind.EQUALS
          && ((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef a
          && ((RexCall) conjunct).getOperands().get(1) instanceof RexInputRef b) {
        int first = Math.min(a.getIndex(), b.getIndex());
        int second = Math.max(a.getIndex(), b.getIndex()) - outerWidth;
        if (first < outerWidth
            && second >= 0
            && chain.columns().get(second) >= 0
            && findable(outer.getRowType().getFieldList().get(first).getType(), chain, second)) {
          keys.putIfAbsent(chain.columns().get(second), first);
        }
      }
    }
    return keys;
  }

  /** Whether equal values of the outer type have the key bytes of the inner column. */
  private static boolean findable(RelDataType outer, TableChain chain, int field) {
    RelDataType inner = chain.base().getRowType().getFieldList().get(field).getType();
    boolean exact = SqlTypeUtil.isExactNumeric(outer) && SqlTypeUtil.isExactNumeric(inner);
    boolean text = SqlTypeUtil.inCharFamily(outer) && SqlTypeUtil.inCharFamily(inner);
    return exact || text || outer.getSqlTypeName() == inner.getSqlTypeName();
  }

  private record LookupKeys(IndexDef index, List<Integer> outerKeys) {}

  /** The index with the most leading key parts that have an equality. */
  private static @Nullable LookupKeys longest(TableChain chain, Map<Integer, Integer> keys) {
    LookupKeys best = null;
    for (IndexDef index : chain.table().indexes()) {
      List<Integer> prefix = new ArrayList<>();
      for (IndexDef.KeyPart part : index.keyParts()) {
        Integer outer = keys.get(part.column());
        if (outer == null) {
          break;
        }
        prefix.add(outer);
      }
      if (!prefix.isEmpty() && (best == null || best.outerKeys.size() < prefix.size())) {
        best = new LookupKeys(index, prefix);
      }
    }
    return best;
  }

  private RelNode joined(
      Join join,
      TableChain chain,
      RelNode outer,
      LookupKeys keys,
      RexNode condition,
      boolean swapped) {
    var factory = join.getCluster().getTypeFactory();
    int width = outer.getRowType().getFieldCount();
    int innerWidth = chain.columns().size();
    RelDataType rowType =
        swapped
            ? SqlValidatorUtil.createJoinType(
                factory, outer.getRowType(), chain.base().getRowType(), null, List.of())
            : join.getRowType();
    TableAccess inner =
        new TableAccess(
            chain.table().definition,
            chain.table().snapshot,
            keys.index(),
            chain.columns(),
            null,
            false,
            null);
    // What stood below the join comes first: it may guard what stands in the condition.
    List<RexNode> all = new ArrayList<>();
    chain.conjuncts().forEach(c -> all.add(RexUtil.shift(c, width)));
    all.addAll(RelOptUtil.conjunctions(condition));
    RelNode rel =
        new LookupJoin(
            outer,
            inner,
            join.getJoinType(),
            keys.outerKeys(),
            RexUtil.composeConjunction(builder, all),
            rowType);
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

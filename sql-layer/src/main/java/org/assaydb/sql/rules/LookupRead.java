package org.assaydb.sql.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.assaydb.sql.rewrite.RowEstimates;
import org.jspecify.annotations.Nullable;

/** A join with few outer rows becomes batched look-ups of their keys in an index. */
final class LookupRead {
  /** Matches of a key that is not unique. */
  private static final double MATCHES = 10;

  private final AccessContext context;
  private final RexBuilder builder;
  private final RowEstimates estimates;

  LookupRead(AccessContext context) {
    this.context = context;
    builder = context.builder();
    estimates = new PlanEstimates(context);
  }

  /**
   * The join by look-ups in one of its sides; null when another way is better.
   *
   * @param left the left side as it is read when it is not looked up in
   * @param right likewise
   */
  @Nullable RelNode of(Join join, RelNode left, RelNode right) {
    JoinRelType type = join.getJoinType();
    if (type != JoinRelType.INNER
        && type != JoinRelType.LEFT
        && type != JoinRelType.SEMI
        && type != JoinRelType.ANTI) {
      return null;
    }
    Side first = new Side(join.getLeft(), left);
    Side second = new Side(join.getRight(), right);
    RelNode direct = lookup(join, first, second, join.getCondition(), join.getRowType());
    return direct == null && type == JoinRelType.INNER ? swapped(join, first, second) : direct;
  }

  private @Nullable RelNode swapped(Join join, Side left, Side right) {
    RelDataType leftType = join.getLeft().getRowType();
    RelDataType rightType = join.getRight().getRowType();
    int leftWidth = leftType.getFieldCount();
    int rightWidth = rightType.getFieldCount();
    RexNode condition = turned(join.getCondition(), leftWidth, rightWidth);
    RelDataType rowType =
        SqlValidatorUtil.createJoinType(
            join.getCluster().getTypeFactory(), rightType, leftType, null, List.of());
    RelNode rel = lookup(join, right, left, condition, rowType);
    if (rel == null) {
      return null;
    }
    List<RexNode> order = new ArrayList<>();
    for (int i = 0; i < leftWidth + rightWidth; i++) {
      int field = i < leftWidth ? rightWidth + i : i - leftWidth;
      order.add(builder.makeInputRef(rel, field));
    }
    return LogicalProject.create(rel, List.of(), order, join.getRowType(), Set.of());
  }

  /**
   * A side of a join.
   *
   * @param logical before tables became reads
   * @param read the same as it is read
   */
  private record Side(RelNode logical, RelNode read) {}

  private @Nullable RelNode lookup(
      Join join, Side outer, Side inner, RexNode condition, RelDataType rowType) {
    TableChain chain = TableChain.of(inner.logical);
    if (chain == null || chain.readsVersions() || chain.isCorrelated()) {
      return null;
    }
    LookupKeys found = longest(chain, equalities(condition, outer.read, chain));
    if (found == null) {
      return null;
    }
    double outerRows = estimates.rows(outer.logical);
    double scan = scanCost(chain);
    double perKey = keyCost(chain, found);
    double lookups = outerRows * perKey;
    if (lookups > AccessCosts.LITTLE && lookups > scan + AccessCosts.hash(outerRows)) {
      return null;
    }
    long most = (long) Math.min(Integer.MAX_VALUE, Math.max(context.leastLookups(), scan / perKey));
    boolean smaller = outerRows < context.estimates().rows(chain.table());
    LookupJoin.Otherwise otherwise =
        new LookupJoin.Otherwise(inner.read, condition, (int) most, smaller);
    // What stood below the join comes first: it may guard what stands in the condition.
    List<RexNode> all = new ArrayList<>();
    int width = outer.read.getRowType().getFieldCount();
    chain.conjuncts().forEach(c -> all.add(RexUtil.shift(c, width)));
    all.addAll(RelOptUtil.conjunctions(condition));
    return new LookupJoin(
        outer.read,
        access(chain, found.index),
        join.getJoinType(),
        found.outerKeys,
        RexUtil.composeConjunction(builder, all),
        rowType,
        otherwise);
  }

  /** Of reading the inner side once, and a hash table over it. */
  private double scanCost(TableChain chain) {
    AccessChooser.Choice choice = AccessChooser.of(chain, context).choose(List.of(), false);
    return choice.cost(false, false) + AccessCosts.hash(choice.rows());
  }

  private double keyCost(TableChain chain, LookupKeys keys) {
    int columns = chain.columns().size();
    boolean one = keys.isUnique();
    double matches = one ? 1 : MATCHES;
    boolean covering = access(chain, keys.index).covering();
    double rows =
        covering ? AccessCosts.scan(matches, columns) : AccessCosts.scanAndLookUp(matches, columns);
    return AccessCosts.lookups(1, 0) + rows;
  }

  private static TableAccess access(TableChain chain, IndexDef index) {
    return new TableAccess(
        chain.table().definition,
        chain.table().snapshot,
        index,
        chain.columns(),
        null,
        false,
        null);
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
      RexNode condition, RelNode outer, TableChain chain) {
    int outerWidth = outer.getRowType().getFieldCount();
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

  private record LookupKeys(IndexDef index, List<Integer> outerKeys) {
    boolean isUnique() {
      return index.unique() && outerKeys.size() == index.keyParts().size();
    }
  }

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
}

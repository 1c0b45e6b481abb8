package org.assaydb.sql.access;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Join whose right side is looked up in an index, see {@link LookupJoinPlan}. */
public final class LookupJoin extends SingleRel {
  public final TableAccess inner;
  public final JoinRelType type;
  public final List<Integer> outerKeys;
  public final RexNode condition;
  public final Otherwise otherwise;

  /**
   * What is done when there are more outer rows than estimated.
   *
   * @param inner reads the whole inner side
   * @param condition of the join of the outer with the inner side
   * @param most outer rows that are looked up before
   * @param buildOuter whether the hash table of the join is made of the outer side
   */
  public record Otherwise(RelNode inner, RexNode condition, int most, boolean buildOuter) {}

  /**
   * @param outerKeys field of the outer row for each leading key part
   * @param condition over the outer and then the inner fields
   */
  public LookupJoin(
      RelNode outer,
      TableAccess inner,
      JoinRelType type,
      List<Integer> outerKeys,
      RexNode condition,
      RelDataType rowType,
      Otherwise otherwise) {
    super(outer.getCluster(), outer.getCluster().traitSetOf(Convention.NONE), outer);
    this.inner = inner;
    this.type = type;
    this.outerKeys = List.copyOf(outerKeys);
    this.condition = condition;
    this.rowType = rowType;
    this.otherwise = otherwise;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new LookupJoin(inputs.get(0), inner, type, outerKeys, condition, rowType, otherwise);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    boolean unique = inner.index().unique() && outerKeys.size() == inner.index().keyParts().size();
    return mq.getRowCount(getInput()) * (unique ? 1 : 10);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("access", inner.describe("batched lookups"))
        .item("condition", condition);
  }
}

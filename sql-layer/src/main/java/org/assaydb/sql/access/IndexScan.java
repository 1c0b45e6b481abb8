package org.assaydb.sql.access;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** Leaf of a plan: one {@link IndexRead}. */
public final class IndexScan extends AbstractRelNode {
  public final IndexRead access;
  private final double rows;

  /** {@code rows}: estimated. */
  public IndexScan(RelOptCluster cluster, IndexRead access, RelDataType rowType, double rows) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.access = access;
    this.rowType = rowType;
    this.rows = rows;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return rows;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("access", access.describe());
  }
}

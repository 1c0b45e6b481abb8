package org.assaydb.sql.execution;

import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.assaydb.sql.access.LookupAccess;
import org.assaydb.sql.enumerable.RowJoiner;

/** Join whose inner side is read by batched look-ups of the outer side's keys. */
public final class LookupJoin extends SingleRel implements EnumerableRel {
  public static final ConverterRule TO_ENUMERABLE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              LookupJoin.class, Convention.NONE, EnumerableConvention.INSTANCE, "LookupJoinRule")
          .withRuleFactory(Physical::new)
          .toRule(Physical.class);

  /** Rule to the convention that can run. */
  static final class Physical extends ConverterRule {
    Physical(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      LookupJoin join = (LookupJoin) rel;
      RelTraitSet traits = rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE);
      return new LookupJoin(
          rel.getCluster(),
          traits,
          convert(join.getInput(), EnumerableConvention.INSTANCE),
          join.access,
          join.getRowType());
    }
  }

  private static final Method JOIN =
      Types.lookupMethod(RowJoiner.class, "join", DataContext.class, Enumerable.class);

  public final LookupAccess access;

  public LookupJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode outer,
      LookupAccess access,
      RelDataType rowType) {
    super(cluster, traits, outer);
    this.access = access;
    this.rowType = rowType;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new LookupJoin(getCluster(), traitSet, inputs.get(0), access, rowType);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return mq.getRowCount(getInput()) * access.rowsPerKey();
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = estimateRowCount(mq);
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("access", access.describe());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result outer = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression rows = builder.append("outer", outer.block);
    PhysType arrays =
        PhysTypeImpl.of(
            implementor.getTypeFactory(), getInput().getRowType(), JavaRowFormat.ARRAY, false);
    if (outer.physType.getFormat() != JavaRowFormat.ARRAY) {
      rows = builder.append("rows", outer.physType.convertTo(rows, arrays));
    }
    PhysType type =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                implementor.stash((RowJoiner) access, RowJoiner.class),
                JOIN,
                implementor.getRootExpression(),
                rows)));
    return implementor.result(type, builder.toBlock());
  }
}

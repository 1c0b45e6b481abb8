package org.assaydb.sql.rules;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRules;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.ConvertToChecked;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.assaydb.sql.execution.ExactNumbers;
import org.assaydb.sql.execution.LookupJoin;
import org.assaydb.sql.frontend.Frontend;

/**
 * From a relational expression to a plan that can run. Logical rewriting and join order are Hep
 * phases; Volcano only converts operators, because its join permutations explode.
 */
public final class Optimizer {
  private static final List<RelOptRule> SUB_QUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

  private static final List<RelOptRule> PUSH_DOWN =
      List.of(
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.JOIN_PUSH_EXPRESSIONS,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.UNION_MERGE,
          CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES,
          CoreRules.AGGREGATE_REDUCE_FUNCTIONS);

  private static final List<RelOptRule> WINDOWS =
      List.of(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);

  private static final List<RelOptRule> PHYSICAL =
      List.of(
          EnumerableRules.ENUMERABLE_JOIN_RULE,
          EnumerableRules.ENUMERABLE_CORRELATE_RULE,
          EnumerableRules.ENUMERABLE_PROJECT_RULE,
          EnumerableRules.ENUMERABLE_FILTER_RULE,
          EnumerableRules.ENUMERABLE_AGGREGATE_RULE,
          EnumerableRules.ENUMERABLE_SORT_RULE,
          EnumerableRules.ENUMERABLE_LIMIT_RULE,
          EnumerableRules.ENUMERABLE_UNION_RULE,
          EnumerableRules.ENUMERABLE_REPEAT_UNION_RULE,
          EnumerableRules.ENUMERABLE_TABLE_SPOOL_RULE,
          EnumerableRules.ENUMERABLE_INTERSECT_RULE,
          EnumerableRules.ENUMERABLE_MINUS_RULE,
          EnumerableRules.ENUMERABLE_VALUES_RULE,
          EnumerableRules.ENUMERABLE_WINDOW_RULE,
          EnumerableRules.ENUMERABLE_TABLE_SCAN_RULE,
          EnumerableRules.ENUMERABLE_COLLECT_RULE,
          EnumerableRules.ENUMERABLE_UNCOLLECT_RULE,
          LookupJoin.TO_ENUMERABLE);

  private final Frontend frontend;
  private final boolean useIndexes;

  public Optimizer(Frontend frontend, boolean useIndexes) {
    this.frontend = frontend;
    this.useIndexes = useIndexes;
  }

  public EnumerableRel optimize(RelNode query) {
    RelBuilder relBuilder = RelFactories.LOGICAL_BUILDER.create(frontend.cluster, null);
    RelBuilder unmerged = relBuilder.transform(config -> config.withBloat(-1));
    RelNode rel = hep(query, SUB_QUERIES);
    rel = RelDecorrelator.decorrelateQuery(rel, relBuilder);
    rel = rel.accept(new ConvertToChecked(frontend.rexBuilder, true));
    rel = factored(rel);
    rel = hep(rel, PUSH_DOWN);
    rel = joinsOrdered(rel);
    rel = new RelFieldTrimmer(null, unmerged).trim(rel);
    rel = hep(rel, List.of(CoreRules.PROJECT_REMOVE));
    rel = new ExactNumbers(frontend.rexBuilder).rewritten(rel);
    rel = hep(rel, WINDOWS);
    rel = new AccessRewriter(frontend.rexBuilder, useIndexes).rewrite(rel);
    rel = physical(rel);
    return (EnumerableRel) hep(rel, RelOptRules.CALC_RULES);
  }

  private static RelNode hep(RelNode rel, List<RelOptRule> rules) {
    HepProgram program = new HepProgramBuilder().addRuleCollection(rules).build();
    HepPlanner planner = new HepPlanner(program);
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  /** Common factors of disjunctions become conjuncts, without which a join has no equality. */
  private RelNode factored(RelNode rel) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = super.visit(other);
            if (node instanceof LogicalFilter filter) {
              return filter.copy(
                  filter.getTraitSet(),
                  filter.getInput(),
                  RexUtil.pullFactors(frontend.rexBuilder, filter.getCondition()));
            }
            return node;
          }
        });
  }

  private RelNode joinsOrdered(RelNode rel) {
    if (joins(rel) < 2) {
      return rel;
    }
    HepProgram program =
        new HepProgramBuilder()
            .addMatchOrder(HepMatchOrder.BOTTOM_UP)
            .addRuleCollection(
                List.of(
                    CoreRules.JOIN_TO_MULTI_JOIN,
                    CoreRules.PROJECT_MULTI_JOIN_MERGE,
                    CoreRules.FILTER_MULTI_JOIN_MERGE))
            .addRuleInstance(CoreRules.MULTI_JOIN_OPTIMIZE)
            .build();
    HepPlanner planner = new HepPlanner(program);
    planner.setRoot(rel);
    return hep(planner.findBestExp(), PUSH_DOWN);
  }

  private static int joins(RelNode rel) {
    int count = rel instanceof Join ? 1 : 0;
    for (RelNode input : rel.getInputs()) {
      count += joins(input);
    }
    return count;
  }

  private RelNode physical(RelNode rel) {
    var volcano = frontend.planner;
    PHYSICAL.forEach(volcano::addRule);
    RelTraitSet traits = rel.getTraitSet().replace(EnumerableConvention.INSTANCE).simplify();
    volcano.setRoot(rel.getTraitSet().equals(traits) ? rel : volcano.changeTraits(rel, traits));
    return volcano.findBestExp();
  }
}

package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Orders inner joins. A nest of joins whose conditions cannot fail is taken apart and put together
 * again by {@link GreedyJoins}; other joins are barriers, and inputs of nests. Two kinds of semi
 * joins take part, unless their right side can fail, which is then evaluated only if there is a row
 * to the left:
 *
 * <ul>
 *   <li>one whose condition fixes a unique key of its right side is an inner join, the right fields
 *       of which are not handed on;
 *   <li>one that is selective and names one input of a nest only is done at that input.
 * </ul>
 *
 * It also makes use of equalities that follow from others: see {@link NestConditions}.
 */
final class JoinOrder {
  private final RexBuilder builder;
  private final RowEstimates estimates;
  private final PredicatePushdown predicates;

  JoinOrder(RexBuilder builder, RowEstimates estimates) {
    this.builder = builder;
    this.estimates = estimates;
    predicates = new PredicatePushdown(builder);
  }

  RelNode rewrite(RelNode rel) {
    if (!isJoined(rel)) {
      return Nodes.mapInputs(Nodes.mapSubQueries(rel, this::rewrite), this::rewrite);
    }
    JoinNest nest = new JoinNest();
    List<Integer> fields = flatten(rel, nest);
    return ordered(nest, fields, rel);
  }

  /** Whether a node may be part of a nest rather than an input of one. */
  private static boolean isJoined(RelNode rel) {
    if (rel instanceof Project project) {
      return Pruned.onlyReferences(project) && isJoined(project.getInput());
    }
    if (!(rel instanceof Join join)
        || !join.getVariablesSet().isEmpty()
        || Failures.canFail(join.getCondition())) {
      return false;
    }
    return join.getJoinType() == JoinRelType.INNER
        || (join.getJoinType() == JoinRelType.SEMI
            && !Failures.planCanFail(join.getRight())
            && (isUniqueRight(join) || isJoined(join.getLeft())));
  }

  /** Adds a node to a nest; for each field of the node its number in the nest. */
  private List<Integer> flatten(RelNode rel, JoinNest nest) {
    if (!isJoined(rel)) {
      return nest.add(rewrite(rel));
    }
    if (rel instanceof Project project) {
      List<Integer> below = flatten(project.getInput(), nest);
      List<Integer> fields = new ArrayList<>();
      for (RexNode reference : project.getProjects()) {
        fields.add(below.get(((RexInputRef) reference).getIndex()));
      }
      return fields;
    }
    Join join = (Join) rel;
    boolean semi = join.getJoinType() == JoinRelType.SEMI;
    if (semi && !isUniqueRight(join)) {
      return semiJoin(join, nest);
    }
    List<Integer> left = flatten(join.getLeft(), nest);
    List<Integer> both = new ArrayList<>(left);
    // The right side of a semi join stays one input: its key is that of the whole.
    both.addAll(semi ? nest.add(rewrite(join.getRight())) : flatten(join.getRight(), nest));
    for (RexNode conjunct : Conjuncts.of(join.getCondition())) {
      nest.conjuncts.add(References.mapped(conjunct, both::get));
    }
    return semi ? left : both;
  }

  /** A semi join at the one input that it names, if that takes most rows away. */
  private List<Integer> semiJoin(Join join, JoinNest nest) {
    JoinNest inner = new JoinNest();
    List<Integer> left = flatten(join.getLeft(), inner);
    RelNode right = rewrite(join.getRight());
    int width = left.size();
    ImmutableBitSet named =
        References.of(join.getCondition()).intersect(ImmutableBitSet.range(width));
    ImmutableBitSet inputs =
        inner.inputsOf(ImmutableBitSet.of(named.toList().stream().map(left::get).toList()));
    if (inputs.cardinality() == 1) {
      int number = inputs.nth(0);
      RelNode input = inner.input(number);
      if (estimates.rows(right) * 2 < estimates.rows(input)) {
        int inputWidth = input.getRowType().getFieldCount();
        RexNode condition =
            References.mapped(
                join.getCondition(),
                f -> f < width ? left.get(f) - inner.start(number) : f - width + inputWidth);
        inner.replace(number, semi(join, input, right, condition));
        int shift = nest.addAll(inner);
        return left.stream().map(field -> field + shift).toList();
      }
    }
    RelNode ordered = ordered(inner, left, join.getLeft());
    return nest.add(semi(join, ordered, right, join.getCondition()));
  }

  private static RelNode semi(Join join, RelNode left, RelNode right, RexNode condition) {
    return join.copy(
        join.getTraitSet(), condition, left, right, JoinRelType.SEMI, join.isSemiJoinDone());
  }

  /** Whether a left row surely has one matching right row at most. */
  private static boolean isUniqueRight(Join join) {
    int width = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet.Builder fixed = ImmutableBitSet.builder();
    for (RexNode conjunct : Conjuncts.of(join.getCondition())) {
      if (conjunct.getKind() == SqlKind.EQUALS) {
        List<RexNode> sides = ((RexCall) conjunct).getOperands();
        for (int i = 0; i < 2; i++) {
          if (sides.get(i) instanceof RexInputRef ref
              && ref.getIndex() >= width
              && References.of(sides.get(1 - i)).length() <= width) {
            fixed.set(ref.getIndex() - width);
          }
        }
      }
    }
    return UniqueKeys.isUnique(join.getRight(), fixed.build());
  }

  /** A nest in a good order, with fields as another node has them. */
  private RelNode ordered(JoinNest nest, List<Integer> fields, RelNode like) {
    NestConditions conditions = new NestConditions(builder, nest, predicates);
    GreedyJoins.Part all = new GreedyJoins(nest, conditions, estimates).joined();
    List<RexNode> references = new ArrayList<>();
    for (int field : fields) {
      references.add(builder.makeInputRef(all.rel(), all.place(field)));
    }
    return Projections.merged(
        LogicalProject.create(all.rel(), List.of(), references, like.getRowType().getFieldNames()));
  }
}

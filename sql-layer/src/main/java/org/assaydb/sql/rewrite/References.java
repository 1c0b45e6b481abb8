package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/** References of expressions to the fields of the input. */
final class References {
  private References() {}

  static ImmutableBitSet of(RexNode node) {
    return RelOptUtil.InputFinder.bits(node);
  }

  static ImmutableBitSet of(Collection<? extends RexNode> nodes) {
    RelOptUtil.InputFinder finder = new RelOptUtil.InputFinder();
    nodes.forEach(node -> node.accept(finder));
    return finder.build();
  }

  static RexNode shifted(RexNode node, int by) {
    return by == 0 ? node : mapped(node, field -> field + by);
  }

  static List<RexNode> shifted(List<RexNode> nodes, int by) {
    List<RexNode> shifted = new ArrayList<>(nodes.size());
    nodes.forEach(node -> shifted.add(shifted(node, by)));
    return shifted;
  }

  /** An expression over the same values in other places. */
  static RexNode mapped(RexNode node, IntUnaryOperator places) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(places.applyAsInt(ref.getIndex()), ref.getType());
          }
        });
  }

  /** Expressions with the types that the fields have in a node. */
  static List<RexNode> over(RelNode input, List<RexNode> nodes) {
    List<RexNode> typed = new ArrayList<>(nodes.size());
    RexShuttle types =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return RexInputRef.of(ref.getIndex(), input.getRowType());
          }
        };
    nodes.forEach(node -> typed.add(node.accept(types)));
    return typed;
  }

  /** An expression over the results of others. */
  static RexNode substituted(RexNode node, List<RexNode> values) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return values.get(ref.getIndex());
          }
        });
  }
}

package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Joins the inputs of a nest pair by pair, each time the two parts whose join is estimated to give
 * the fewest rows (greedy operator ordering, Fegaras 1998); parts that no condition connects come
 * last. The smaller part is the right side. With n inputs, n^2 estimates are made.
 */
final class GreedyJoins {
  private final JoinNest nest;
  private final NestConditions conditions;
  private final NestEstimates estimates;
  private final RexBuilder builder;

  GreedyJoins(JoinNest nest, NestConditions conditions, RowEstimates estimates) {
    this.nest = nest;
    this.conditions = conditions;
    this.estimates = new NestEstimates(nest, conditions, estimates);
    builder = nest.input(0).getCluster().getRexBuilder();
  }

  /**
   * Some inputs joined.
   *
   * @param inputs their numbers
   * @param places of the nest's fields among the fields of {@code rel}
   * @param rows estimated
   * @param keyed inputs any key of which is still one of the rows
   * @param classes numbers of the classes of equal fields that it has fields of
   */
  record Part(
      RelNode rel,
      ImmutableBitSet inputs,
      Map<Integer, Integer> places,
      double rows,
      ImmutableBitSet keyed,
      ImmutableBitSet classes) {}

  /** Two parts that may be joined. */
  private record Pair(int first, int second, NestEstimates.Estimate estimate) {
    boolean isBetterThan(Pair other) {
      if (estimate.connected() != other.estimate.connected()) {
        return estimate.connected();
      }
      return estimate.rows() < other.estimate.rows();
    }
  }

  /** All inputs joined. */
  Part joined() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < nest.size(); i++) {
      parts.add(single(i));
    }
    Map<Long, Pair> pairs = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      addPairs(parts, i, i, pairs);
    }
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      open.add(i);
    }
    while (open.size() > 1) {
      Pair best = best(open, pairs);
      parts.set(best.first, merged(parts.get(best.first), parts.get(best.second), best.estimate));
      open.remove((Integer) best.second);
      for (int other : open) {
        if (other != best.first) {
          int low = Math.min(other, best.first);
          int high = Math.max(other, best.first);
          pairs.put(
              key(low, high),
              new Pair(low, high, estimates.joined(parts.get(low), parts.get(high))));
        }
      }
    }
    return parts.get(open.get(0));
  }

  private void addPairs(List<Part> parts, int part, int count, Map<Long, Pair> pairs) {
    for (int other = 0; other < count; other++) {
      NestEstimates.Estimate estimate = estimates.joined(parts.get(other), parts.get(part));
      pairs.put(key(other, part), new Pair(other, part, estimate));
    }
  }

  private static long key(int low, int high) {
    return ((long) low << 32) | high;
  }

  private static Pair best(List<Integer> open, Map<Long, Pair> pairs) {
    Pair best = null;
    for (int i = 0; i < open.size(); i++) {
      for (int j = i + 1; j < open.size(); j++) {
        Pair pair = pairs.get(key(open.get(i), open.get(j)));
        if (best == null || (pair != null && pair.isBetterThan(best))) {
          best = pair;
        }
      }
    }
    return Objects.requireNonNull(best);
  }

  private Part single(int number) {
    RelNode rel = nest.input(number);
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
      places.put(nest.start(number) + i, i);
    }
    ImmutableBitSet only = ImmutableBitSet.of(number);
    return new Part(
        rel, only, places, estimates.rows(number), only, conditions.classesOf(places.keySet()));
  }

  private Part merged(Part first, Part second, NestEstimates.Estimate estimate) {
    Part left = first.rows < second.rows ? second : first;
    Part right = left == first ? second : first;
    int width = left.rel.getRowType().getFieldCount();
    Map<Integer, Integer> places = new HashMap<>(left.places);
    right.places.forEach((field, place) -> places.put(field, width + place));
    List<RexNode> condition = new ArrayList<>();
    for (int number : left.classes.intersect(right.classes)) {
      RexNode a = reference(number, left);
      RexNode b = reference(number, right);
      condition.add(builder.makeCall(SqlStdOperatorTable.EQUALS, a, References.shifted(b, width)));
    }
    for (int i = 0; i < conditions.others().size(); i++) {
      if (conditions.isDecided(i, left.inputs, right.inputs)) {
        condition.add(References.mapped(conditions.others().get(i), places::get));
      }
    }
    RelNode join =
        LogicalJoin.create(
            left.rel,
            right.rel,
            List.of(),
            Conjuncts.and(builder, condition),
            Set.of(),
            JoinRelType.INNER);
    return new Part(
        join,
        left.inputs.union(right.inputs),
        places,
        estimate.rows(),
        estimate.keyed(),
        left.classes.union(right.classes));
  }

  /** A field of a class that a part has: they are all equal there. */
  private RexNode reference(int classNumber, Part part) {
    for (int field : conditions.classes().get(classNumber)) {
      Integer place = part.places.get(field);
      if (place != null) {
        return builder.makeInputRef(part.rel, place);
      }
    }
    throw new IllegalStateException("no field of class " + classNumber);
  }
}

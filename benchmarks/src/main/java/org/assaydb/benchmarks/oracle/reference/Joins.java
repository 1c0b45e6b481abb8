package org.assaydb.benchmarks.oracle.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Joins as nested loops: every pair of rows is asked. */
final class Joins {
  private Joins() {}

  static List<@Nullable Object[]> join(Join join, Scope scope) {
    List<@Nullable Object[]> left = Nodes.rows(join.getLeft(), scope);
    List<@Nullable Object[]> right = Nodes.rows(join.getRight(), scope);
    JoinRelType type = join.getJoinType();
    int leftWidth = join.getLeft().getRowType().getFieldCount();
    int rightWidth = join.getRight().getRowType().getFieldCount();
    List<@Nullable Object[]> result = new ArrayList<>();
    Set<Integer> matchedRight = new HashSet<>();
    for (@Nullable Object[] l : left) {
      boolean matched = false;
      for (int r = 0; r < right.size(); r++) {
        @Nullable Object[] pair = concat(l, right.get(r));
        Scope inner = scope.with(join.getVariablesSet(), pair);
        if (Boolean.TRUE.equals(Scalars.value(join.getCondition(), pair, inner))) {
          matched = true;
          matchedRight.add(r);
          if (type.projectsRight()) {
            result.add(pair);
          }
        }
      }
      unmatchedLeft(type, l, matched, rightWidth, result);
    }
    if (type == JoinRelType.RIGHT || type == JoinRelType.FULL) {
      for (int r = 0; r < right.size(); r++) {
        if (!matchedRight.contains(r)) {
          result.add(concat(new @Nullable Object[leftWidth], right.get(r)));
        }
      }
    }
    return result;
  }

  private static void unmatchedLeft(
      JoinRelType type,
      @Nullable Object[] left,
      boolean matched,
      int rightWidth,
      List<@Nullable Object[]> result) {
    switch (type) {
      case INNER, RIGHT -> {}
      case LEFT, FULL -> {
        if (!matched) {
          result.add(concat(left, new @Nullable Object[rightWidth]));
        }
      }
      case SEMI, ANTI -> {
        if (matched == (type == JoinRelType.SEMI)) {
          result.add(left);
        }
      }
      default -> throw new UnknownConstructException(type + " JOIN");
    }
  }

  /** The right side again for each row of the left one. */
  static List<@Nullable Object[]> correlate(
      Correlate correlate, @Nullable RexNode condition, Scope scope) {
    List<@Nullable Object[]> result = new ArrayList<>();
    JoinRelType type = correlate.getJoinType();
    int rightWidth = correlate.getRight().getRowType().getFieldCount();
    for (@Nullable Object[] l : Nodes.rows(correlate.getLeft(), scope)) {
      Scope inner = scope.with(Set.of(correlate.getCorrelationId()), l);
      boolean matched = false;
      for (@Nullable Object[] r : Nodes.rows(correlate.getRight(), inner)) {
        @Nullable Object[] pair = concat(l, r);
        if (condition == null || Boolean.TRUE.equals(Scalars.value(condition, pair, inner))) {
          matched = true;
          if (type.projectsRight()) {
            result.add(pair);
          }
        }
      }
      unmatchedLeft(type, l, matched, rightWidth, result);
    }
    return result;
  }

  static @Nullable Object[] concat(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] pair = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, pair, left.length, right.length);
    return pair;
  }
}

package org.assaydb.benchmarks.oracle.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** UNION, INTERSECT and EXCEPT by counts of equal rows, and recursion. */
final class SetOperations {
  /** Recursions of tests end earlier. */
  private static final int MOST_ROUNDS = 10_000;

  private SetOperations() {}

  static List<@Nullable Object[]> rows(SetOp operation, Scope scope) {
    List<@Nullable Object[]> result = input(operation, 0, scope);
    if (operation.getInputs().size() == 1) {
      return operation.all ? result : distinct(result);
    }
    for (int i = 1; i < operation.getInputs().size(); i++) {
      List<@Nullable Object[]> next = input(operation, i, scope);
      if (operation instanceof Union) {
        result.addAll(next);
        result = operation.all ? result : distinct(result);
      } else if (operation instanceof Intersect) {
        result = common(result, next, operation.all);
      } else if (operation instanceof Minus) {
        result = without(result, next, operation.all);
      } else {
        throw new UnknownConstructException(operation.getRelTypeName());
      }
    }
    return result;
  }

  /** The rows of an input in the types of the result. */
  private static List<@Nullable Object[]> input(SetOp operation, int number, Scope scope) {
    RelNode input = operation.getInputs().get(number);
    return converted(Nodes.rows(input, scope), input.getRowType(), operation.getRowType());
  }

  private static List<@Nullable Object[]> converted(
      List<@Nullable Object[]> rows, RelDataType from, RelDataType to) {
    List<@Nullable Object[]> result = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      @Nullable Object[] copy = row.clone();
      for (int i = 0; i < copy.length; i++) {
        copy[i] =
            Casts.implicit(
                row[i], from.getFieldList().get(i).getType(), to.getFieldList().get(i).getType());
      }
      result.add(copy);
    }
    return result;
  }

  static List<@Nullable Object[]> distinct(List<@Nullable Object[]> rows) {
    Set<Object> seen = new HashSet<>();
    List<@Nullable Object[]> result = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      if (seen.add(ValueOrder.key(row))) {
        result.add(row);
      }
    }
    return result;
  }

  private static List<@Nullable Object[]> common(
      List<@Nullable Object[]> left, List<@Nullable Object[]> right, boolean all) {
    Map<Object, Integer> counts = counts(right);
    List<@Nullable Object[]> result = new ArrayList<>();
    for (@Nullable Object[] row : all ? left : distinct(left)) {
      if (counts.merge(ValueOrder.key(row), -1, Integer::sum) >= 0) {
        result.add(row);
      }
    }
    return result;
  }

  private static List<@Nullable Object[]> without(
      List<@Nullable Object[]> left, List<@Nullable Object[]> right, boolean all) {
    Map<Object, Integer> counts = counts(right);
    List<@Nullable Object[]> result = new ArrayList<>();
    for (@Nullable Object[] row : all ? left : distinct(left)) {
      if (counts.merge(ValueOrder.key(row), -1, Integer::sum) < 0) {
        result.add(row);
      }
    }
    return result;
  }

  private static Map<Object, Integer> counts(List<@Nullable Object[]> rows) {
    Map<Object, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(ValueOrder.key(row), 1, Integer::sum));
    return counts;
  }

  /** WITH RECURSIVE: each round sees the rows that the round before it added. */
  static List<@Nullable Object[]> recursion(RepeatUnion recursion, Scope scope) {
    List<String> name = recursion.getTransientTable().getQualifiedName();
    RelDataType type = recursion.getRowType();
    Set<Object> seen = new HashSet<>();
    List<@Nullable Object[]> result = new ArrayList<>();
    RelNode seed = recursion.getSeedRel();
    List<@Nullable Object[]> last = converted(Nodes.rows(seed, scope), seed.getRowType(), type);
    for (int round = 0; ; round++) {
      if (!recursion.all) {
        last = last.stream().filter(row -> seen.add(ValueOrder.key(row))).toList();
      }
      result.addAll(last);
      boolean ended = recursion.iterationLimit >= 0 && round >= recursion.iterationLimit;
      if (last.isEmpty() || ended) {
        return result;
      }
      if (round >= MOST_ROUNDS) {
        throw new ReferenceException("54000", "recursion without an end");
      }
      RelNode step = recursion.getIterativeRel();
      Scope inner = scope.withTransient(name.get(name.size() - 1), last);
      last = converted(Nodes.rows(step, inner), step.getRowType(), type);
    }
  }
}
